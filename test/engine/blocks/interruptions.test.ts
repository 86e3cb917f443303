import { describe, expect, test } from 'vitest';
import { constant, flow, given, kpi, log, runFlow, steps } from '../../builders/flow.ts';

const SINK = { out: { type: 'sink' } } as const;

function shift(periodS: number, ...steps: [number, number][]) {
  return { period_s: periodS, steps: steps.map(([from_s, capacity]) => ({ from_s, capacity })) };
}

describe('breakdowns', () => {
  test('by the clock: life runs while idle, the piece in hand keeps its remaining work', () => {
    // Fails at 4 (repair 3), at 7 + 5 = 12 (repair 1), at 13 + 100.
    const run = runFlow(
      flow({
        run: { horizon_s: 20 },
        blocks: {
          a: { type: 'source', at_s: [2, 11], to: 'machine' },
          machine: {
            type: 'queue',
            service: given(4, 3),
            breakdown: { by: 'clock', time_to_failure: given(4, 5, 100), repair: given(3, 1) },
            to: 'out',
          },
          ...SINK,
        },
      }),
    );
    expect(log(run, 'machine')).toEqual([
      '2 a#0 entered machine',
      '2 a#0 started machine',
      '9 a#0 left machine',
      '11 a#1 entered machine',
      '11 a#1 started machine',
      '15 a#1 left machine',
    ]);
    // Works 2-4, 7-9, 11-12, 13-15; up for 20 - 3 - 1.
    expect(kpi(run, 'machine', 'utilization')).toBeCloseTo(7 / 16, 12);
    expect(kpi(run, 'machine', 'time_in_queue')).toBe(0);
  });

  test('by use: life runs only while working', () => {
    // Lives 5 and 4: fails after 5 s of work, at 11 (1 s into a#1, 2 left), then after 4 more, at 15 + 2 = 20.
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0, 10, 18], to: 'machine' },
          machine: {
            type: 'queue',
            service: given(4, 3, 9),
            breakdown: { by: 'use', time_to_failure: given(5, 4, 100), repair: given(4, 1) },
            to: 'out',
          },
          ...SINK,
        },
      }),
    );
    // a#1: 10-11, down 11-15, 15-17. a#2: 18-20 (life 4 = 2 + 2), down 20-21, 21-28.
    expect(steps(run, 'machine', 'left')).toEqual(['a#0 @ 4', 'a#1 @ 17', 'a#2 @ 28']);
  });

  test('a life that ends exactly with a piece strikes when the next one starts', () => {
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0, 10], to: 'machine' },
          machine: {
            type: 'queue',
            service: constant(4),
            breakdown: { by: 'use', time_to_failure: given(4, 100), repair: given(3) },
            to: 'out',
          },
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'machine', 'left')).toEqual(['a#0 @ 4', 'a#1 @ 17']);
  });

  test('by the clock: the clock stops off duty, and a failure comes after so much time on duty', () => {
    // On duty 0-6 and 10-16 and 20-26: life 8 ends at 12 (6 + 2), repaired at 13; life 5 ends at 16 + ... = 22.
    const run = runFlow(
      flow({
        run: { horizon_s: 30 },
        blocks: {
          a: { type: 'source', at_s: [11, 21], to: 'machine' },
          machine: {
            type: 'queue',
            service: constant(2),
            schedule: shift(10, [0, 1], [6, 0]),
            breakdown: { by: 'clock', time_to_failure: given(8, 5, 100), repair: given(1, 1) },
            to: 'out',
          },
          ...SINK,
        },
      }),
    );
    // a#0 11-12, down until 13, 13-14. Life from 13: 3 s until 16, 2 s from 20: fails at 22, repaired at 23.
    expect(steps(run, 'machine', 'left')).toEqual(['a#0 @ 14', 'a#1 @ 24']);
  });

  test('a breakdown in overtime does not happen by the clock: the clock stands', () => {
    const run = runFlow(
      flow({
        run: { horizon_s: 40 },
        blocks: {
          a: { type: 'source', at_s: [4, 21], to: 'machine' },
          machine: {
            type: 'queue',
            service: constant(6),
            schedule: shift(20, [0, 1], [5, 0]),
            breakdown: { by: 'clock', time_to_failure: given(7, 100), repair: given(3) },
            to: 'out',
          },
          ...SINK,
        },
      }),
    );
    // a#0 4-10 (5 s of life spent by 5); second shift from 20: life ends at 22, 1 s into a#1.
    expect(steps(run, 'machine', 'left')).toEqual(['a#0 @ 10', 'a#1 @ 30']);
  });

  test('each server has lives of its own, and a broken one does not hold up the others', () => {
    // The same given lives for both: both fail at 3 and are repaired at 5; a#2 waits meanwhile.
    const run = runFlow(
      flow({
        run: { horizon_s: 20 },
        blocks: {
          a: { type: 'source', at_s: [0, 2, 4], to: 'machine' },
          machine: {
            type: 'queue',
            servers: 2,
            service: constant(4),
            breakdown: { by: 'clock', time_to_failure: given(3, 100), repair: given(2) },
            to: 'out',
          },
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'machine', 'left')).toEqual(['a#0 @ 6', 'a#1 @ 8', 'a#2 @ 10']);
  });

  test('a preempted piece spends the life of the machine that worked on it', () => {
    const run = runFlow(
      flow({
        classes: [
          { name: 'urgent', priority: 0 },
          { name: 'normal', priority: 1 },
        ],
        blocks: {
          n: { type: 'source', at_s: [0], class: 'normal', to: 'machine' },
          u: { type: 'source', at_s: [2], class: 'urgent', to: 'machine' },
          machine: {
            type: 'queue',
            discipline: 'preemptive_priority',
            service: constant(4),
            breakdown: { by: 'use', time_to_failure: given(5, 100), repair: given(10) },
            to: 'out',
          },
          ...SINK,
        },
      }),
    );
    // n 0-2, u 2-5 (life of 5 over), down 5-15, u 15-16, n 16-18.
    expect(steps(run, 'machine', 'left')).toEqual(['u#0 @ 16', 'n#0 @ 18']);
  });
});

describe('vacations', () => {
  const desk = (repeats: boolean, ...lengths: number[]) => ({
    type: 'queue' as const,
    service: constant(2),
    vacation: { length: given(...lengths), repeats },
    to: 'out',
  });

  test('multiple: a server that returns to an empty line leaves again', () => {
    // Away 0-5, 5-10: a#0 (arrives at 6) starts at 10; free at 12 and away until 15; a#1 (13) starts at 15.
    const run = runFlow(
      flow({
        run: { horizon_s: 20 },
        blocks: { a: { type: 'source', at_s: [6, 13], to: 'desk' }, desk: desk(true, 5, 5, 3, 100), ...SINK },
      }),
    );
    expect(steps(run, 'desk', 'started')).toEqual(['a#0 @ 10', 'a#1 @ 15']);
    expect(kpi(run, 'desk', 'utilization')).toBe(1);
  });

  test('single: it waits for work, and leaves once after it', () => {
    // Away 0-5, idle until 6; works 6-8; away 8-11; a#1 (9) starts at 11; away 13-14; a#2 (30) at once.
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [6, 9, 30], to: 'desk' },
          desk: desk(false, 5, 3, 1, 1),
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'desk', 'started')).toEqual(['a#0 @ 6', 'a#1 @ 11', 'a#2 @ 30']);
  });

  test('service is exhaustive: nobody leaves while somebody waits', () => {
    const run = runFlow(
      flow({
        run: { horizon_s: 30 },
        blocks: { a: { type: 'source', at_s: [1, 2, 3], to: 'desk' }, desk: desk(true, 4, 50), ...SINK },
      }),
    );
    expect(steps(run, 'desk', 'started')).toEqual(['a#0 @ 4', 'a#1 @ 6', 'a#2 @ 8']);
  });

  test('who arrives at the instant at which the server would leave is served', () => {
    // At 0 (the first vacation), at the end of a service, and at a return: each time somebody has just arrived.
    const started = (atS: number[], ...lengths: number[]) =>
      steps(
        runFlow(
          flow({
            run: { horizon_s: 40 },
            blocks: { a: { type: 'source', at_s: atS, to: 'desk' }, desk: desk(true, ...lengths), ...SINK },
          }),
        ),
        'desk',
        'started',
      );
    expect(started([0], 90)).toEqual(['a#0 @ 0']);
    expect(started([4, 6], 4, 90)).toEqual(['a#0 @ 4', 'a#1 @ 6']);
    expect(started([8], 4, 4, 90)).toEqual(['a#0 @ 8']);
  });

  test('a server can break down while it is away, and is back when it has both returned and been repaired', () => {
    // Away 0-10; fails at 6, repaired at 14: starts at 14. Or repaired at 7, then waits for the return.
    const started = (repairS: number) =>
      steps(
        runFlow(
          flow({
            run: { horizon_s: 40 },
            blocks: {
              a: { type: 'source', at_s: [1, 2], to: 'desk' },
              desk: {
                ...desk(true, 10, 90),
                breakdown: { by: 'clock', time_to_failure: given(6, 90), repair: given(repairS) },
              },
              ...SINK,
            },
          }),
        ),
        'desk',
        'started',
      );
    expect(started(8)).toEqual(['a#0 @ 14', 'a#1 @ 16']);
    expect(started(1)).toEqual(['a#0 @ 10', 'a#1 @ 12']);
  });
});
