import { describe, expect, test } from 'vitest';
import { constant, flow, given, kpi, log, runFlow, steps } from '../../builders/flow.ts';

const SINK = { out: { type: 'sink' } } as const;
const SHARED = { type: 'queue', discipline: 'processor_sharing', to: 'out' } as const;

describe('a queue that shares its servers', () => {
  test('gives everybody present the same part of one server', () => {
    // a#0 alone 0-1 (1 of 3 done); with a#1 at a half each: a#1 is done after 2 x 1 = 2 s, at 3 (a#0 has 2 of 3);
    // a#0 alone again: done at 4.
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0, 1], to: 'desk' },
          desk: { ...SHARED, service: given(3, 1) },
          ...SINK,
        },
      }),
    );
    expect(log(run, 'desk')).toEqual([
      '0 a#0 entered desk',
      '0 a#0 started desk',
      '1 a#1 entered desk',
      '1 a#1 started desk',
      '3 a#1 left desk',
      '4 a#0 left desk',
    ]);
    expect(kpi(run, 'desk', 'time_in_queue')).toBe(0);
    expect(kpi(run, 'desk', 'time_in_system')).toBeCloseTo((4 + 2) / 2, 12);
    // Busy 4 s of 1000, though two were in service for 2 s of them.
    expect(kpi(run, 'desk', 'utilization')).toBeCloseTo(0.004, 12);
    expect(kpi(run, 'desk', 'number_in_service')).toBeCloseTo(0.006, 12);
  });

  test('serves as many as there are servers at full speed, and only slows down beyond', () => {
    // Two servers. a#0 (4) and a#1 (4) at full speed 0-2; with a#2 (1) at 2/3 each: a#2 done at 3.5, the others then
    // have 4 - 3 = 1 left: 4.5.
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0, 0, 2], to: 'desk' },
          desk: { ...SHARED, servers: 2, service: given(4, 4, 1) },
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'desk', 'left')).toEqual(['a#2 @ 3.5', 'a#0 @ 4.5', 'a#1 @ 4.5']);
  });

  test('loses no microsecond, however often the parts are odd', () => {
    // 3, then 7, then 11 at one server: nothing divides evenly, yet the server is busy for exactly the work brought.
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0, 0, 0, 0.000001, 0.000002, 0.000005, 0.000007], to: 'desk' },
          b: { type: 'source', at_s: [0.000011, 0.000012, 0.000014, 0.000015], to: 'desk' },
          desk: { ...SHARED, service: constant(0.000101) },
          ...SINK,
        },
      }),
    );
    const last = steps(run, 'desk', 'left').at(-1);
    expect(last).toBe('b#3 @ 0.001111');
    expect(kpi(run, 'desk', 'utilization') * 1000).toBeCloseTo(0.001111, 12);
  });

  test('those who end together leave in the order in which they came', () => {
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0, 0, 0], to: 'desk' },
          desk: { ...SHARED, service: constant(1) },
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'desk', 'left')).toEqual(['a#0 @ 3', 'a#1 @ 3', 'a#2 @ 3']);
  });

  test('turns away beyond its capacity, and stands still while nobody is on duty', () => {
    const schedule = {
      period_s: 100,
      steps: [
        { from_s: 0, capacity: 1 },
        { from_s: 1, capacity: 0 },
        { from_s: 5, capacity: 2 },
      ],
    };
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0, 2, 3], to: 'desk' },
          desk: { ...SHARED, capacity: 2, schedule, service: constant(3) },
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'desk', 'lost')).toEqual(['a#2 @ 3']);
    // a#0 has 1 of 3 by 1; from 5 on both have a server each.
    expect(steps(run, 'desk', 'left')).toEqual(['a#0 @ 7', 'a#1 @ 8']);
  });

  test('takes back those who return at once', () => {
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0, 0], to: 'desk' },
          desk: { ...SHARED, service: constant(1), to: 'turn' },
          turn: { type: 'selector', by: 'turn', branches: [{ to: 'desk' }, { to: 'out' }] },
          ...SINK,
        },
      }),
    );
    // a#0 returns at 2 and at 3, each time for a service of its own.
    expect(steps(run, 'out', 'entered')).toEqual(['a#1 @ 2', 'a#0 @ 4']);
  });
});
