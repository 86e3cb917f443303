import { describe, expect, test } from 'vitest';
import { constant, flow, given, kpi, log, runFlow, steps } from '../../builders/flow.ts';

const SINK = { out: { type: 'sink' } } as const;
const awaited = (capacity: number) => ({ type: 'queue', capacity, when_full: 'block' }) as const;

describe('a queue that blocks the one before it', () => {
  test('keeps whoever is done at the server until there is room', () => {
    // First: 0-1, 1-2, then blocked 2-6 with a#1 done: a#0 is in `next` (room for 1) from 1 to 6. Then a#1 6-11.
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0, 0, 0], to: 'first' },
          first: { type: 'queue', service: constant(1), to: 'next' },
          next: { ...awaited(1), service: constant(5), to: 'out' },
          ...SINK,
        },
      }),
    );
    expect(log(run, 'first', 'next').filter((line) => !line.endsWith('entered first'))).toEqual([
      '0 a#0 started first',
      '1 a#0 left first',
      '1 a#0 entered next',
      '1 a#0 started next',
      '1 a#1 started first',
      '6 a#0 left next',
      '6 a#1 left first',
      '6 a#1 entered next',
      '6 a#2 started first',
      '6 a#1 started next',
      '11 a#1 left next',
      '11 a#2 left first',
      '11 a#2 entered next',
      '11 a#2 started next',
      '16 a#2 left next',
    ]);
    // Served 1 s each; blocked 2-6 and 7-11; a#2 waited in line from 0 to 6.
    expect(kpi(run, 'first', 'utilization')).toBeCloseTo(3 / 1000, 12);
    expect(kpi(run, 'first', 'number_blocked')).toBeCloseTo(8 / 1000, 12);
    expect(kpi(run, 'first', 'number_in_service')).toBeCloseTo(11 / 1000, 12);
    expect(kpi(run, 'first', 'time_in_queue')).toBeCloseTo((0 + 1 + 6) / 3, 12);
    expect(kpi(run, 'next', 'losses')).toBe(0);
  });

  test('a place that becomes free moves up the whole chain within the instant', () => {
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0, 0, 0, 0], to: 'first' },
          first: { type: 'queue', service: constant(1), to: 'second' },
          second: { ...awaited(1), service: constant(1), to: 'third' },
          third: { ...awaited(1), service: constant(10), to: 'out' },
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'third', 'started')).toEqual(['a#0 @ 2', 'a#1 @ 12', 'a#2 @ 22', 'a#3 @ 32']);
    expect(steps(run, 'second', 'started')).toEqual(['a#0 @ 1', 'a#1 @ 2', 'a#2 @ 12', 'a#3 @ 22']);
    expect(steps(run, 'first', 'started')).toEqual(['a#0 @ 0', 'a#1 @ 1', 'a#2 @ 2', 'a#3 @ 12']);
  });

  test('lets in who was blocked first, from whichever queue', () => {
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0, 0], to: 'left' },
          b: { type: 'source', at_s: [0, 0], to: 'right' },
          left: { type: 'queue', service: given(1, 6), to: 'next' },
          right: { type: 'queue', service: given(3, 1), to: 'next' },
          next: { ...awaited(1), service: constant(10), to: 'out' },
          ...SINK,
        },
      }),
    );
    // a#0 in at 1; b#0 is blocked from 3, a#1 from 7; at 11 b#0 goes in and b#1 starts, blocked from 12.
    expect(steps(run, 'next', 'entered')).toEqual(['a#0 @ 1', 'b#0 @ 11', 'a#1 @ 21', 'b#1 @ 31']);
  });

  test('a blocked server counts as taken: the others serve on', () => {
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0, 0, 0, 0], to: 'first' },
          first: { type: 'queue', servers: 2, service: given(1, 2, 5, 1), to: 'next' },
          next: { ...awaited(1), service: constant(10), to: 'out' },
          ...SINK,
        },
      }),
    );
    // a#0 moves at 1 and a#2 starts (until 6); a#1 is blocked from 2 to 11, so a#3 starts only at 11.
    expect(steps(run, 'first', 'started')).toEqual(['a#0 @ 0', 'a#1 @ 0', 'a#2 @ 1', 'a#3 @ 11']);
    expect(steps(run, 'next', 'entered')).toEqual(['a#0 @ 1', 'a#1 @ 11', 'a#2 @ 21', 'a#3 @ 31']);
  });

  test('the first of the chain turns away where it has room for few', () => {
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0, 1, 2, 3, 4], to: 'first' },
          first: { type: 'queue', capacity: 2, service: constant(1), to: 'next' },
          next: { ...awaited(1), service: constant(100), to: 'out' },
          ...SINK,
        },
        run: { horizon_s: 50 },
      }),
    );
    expect(steps(run, 'first', 'lost')).toEqual(['a#3 @ 3', 'a#4 @ 4'].slice(0, 2));
    expect(run.outcome.ledger).toEqual({ created: 5, left: 0, lost: 2, in_system: 3 });
  });
});
