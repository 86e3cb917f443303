import { describe, expect, test } from 'vitest';
import { constant, flow, given, kpi, runFlow, steps } from '../../builders/flow.ts';

const SINK = { out: { type: 'sink' } } as const;

const CLASSES = [
  { name: 'small', priority: 1 },
  { name: 'large', priority: 0 },
];

describe('a gate', () => {
  test('holds by schedule and lets pass in order; who comes at the instant of closing passes', () => {
    const run = runFlow(
      flow({
        run: { horizon_s: 30 },
        blocks: {
          a: { type: 'source', at_s: [0, 1, 5, 8, 9, 15, 16], to: 'gate' },
          gate: {
            type: 'gate',
            schedule: {
              period_s: 10,
              steps: [
                { from_s: 0, capacity: 0 },
                { from_s: 5, capacity: 1 },
                { from_s: 8, capacity: 0 },
              ],
            },
            to: 'out',
          },
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'gate', 'left')).toEqual([
      'a#0 @ 5',
      'a#1 @ 5',
      'a#2 @ 5',
      'a#3 @ 8',
      'a#4 @ 15',
      'a#5 @ 15',
      'a#6 @ 16',
    ]);
    expect(kpi(run, 'gate', 'number_in_queue')).toBeCloseTo((5 + 4 + 6) / 30, 12);
  });

  test('without a schedule stays as it was built', () => {
    for (const isOpen of [true, false]) {
      const run = runFlow(
        flow({
          blocks: {
            a: { type: 'source', at_s: [1, 2], to: 'gate' },
            gate: { type: 'gate', is_open: isOpen, to: 'out' },
            ...SINK,
          },
        }),
      );
      expect(run.outcome.ledger.in_system).toBe(isOpen ? 0 : 2);
    }
  });
});

describe('a selector', () => {
  test('sends each class its way, and those without a way to the branch for all others', () => {
    const run = runFlow(
      flow({
        classes: [...CLASSES, { name: 'odd' }],
        blocks: {
          a: { type: 'source', at_s: [1], class: 'small', to: 'fork' },
          b: { type: 'source', at_s: [2], class: 'large', to: 'fork' },
          c: { type: 'source', at_s: [3], class: 'odd', to: 'fork' },
          fork: {
            type: 'selector',
            by: 'class',
            branches: [{ to: 'rest' }, { to: 'heavy', class: 'large' }],
          },
          rest: { type: 'sink' },
          heavy: { type: 'sink' },
        },
      }),
    );
    expect(steps(run, 'rest', 'entered')).toEqual(['a#0 @ 1', 'c#0 @ 3']);
    expect(steps(run, 'heavy', 'entered')).toEqual(['b#0 @ 2']);
  });

  test('takes turns', () => {
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0, 0, 1, 2, 3], to: 'fork' },
          fork: { type: 'selector', by: 'turn', branches: [{ to: 'x' }, { to: 'y' }] },
          x: { type: 'sink' },
          y: { type: 'sink' },
        },
      }),
    );
    expect(steps(run, 'x', 'entered')).toEqual(['a#0 @ 0', 'a#2 @ 1', 'a#4 @ 3']);
    expect(steps(run, 'y', 'entered')).toEqual(['a#1 @ 0', 'a#3 @ 2']);
  });

  test('finds the shortest line, those in service counted, also among arrivals of one instant', () => {
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0, 0, 0, 4, 5], to: 'fork' },
          fork: { type: 'selector', by: 'shortest', branches: [{ to: 'x' }, { to: 'y' }] },
          x: { type: 'queue', service: constant(3), to: 'out' },
          y: { type: 'queue', service: constant(9), to: 'out' },
          ...SINK,
        },
      }),
    );
    // At 0: x, y, x. At 4: x has a#2 (3-6), y has a#1: equal, so x. At 5: y is shorter.
    expect(steps(run, 'x', 'entered')).toEqual(['a#0 @ 0', 'a#2 @ 0', 'a#3 @ 4']);
    expect(steps(run, 'y', 'entered')).toEqual(['a#1 @ 0', 'a#4 @ 5']);
  });

  test('follows the chances, a weight of 0 never, and the choice belongs to the subject', () => {
    const forked = (everyS: number, weights: number[]) =>
      runFlow(
        flow({
          run: { horizon_s: 4001 * everyS },
          blocks: {
            a: { type: 'source', every_s: everyS, to: 'fork' },
            fork: {
              type: 'selector',
              by: 'chance',
              branches: weights.map((weight, i) => ({ to: `way${i}`, weight })),
            },
            ...Object.fromEntries(weights.map((_, i) => [`way${i}`, { type: 'sink' as const }])),
          },
        }),
      );
    const run = forked(1, [0, 3, 0, 1, 0]);
    const counts = [0, 1, 2, 3, 4].map((i) => kpi(run, `way${i}`, 'arrivals'));
    expect([counts[0], counts[2], counts[4]]).toEqual([0, 0, 0]);
    expect(counts[1] + counts[3]).toBe(4000);
    // 3000 expected; four standard deviations of a binomial are 110.
    expect(Math.abs(counts[1] - 3000)).toBeLessThan(110);
    const whoWent = (one: typeof run) => steps(one, 'way3', 'entered').map((line) => line.split(' ')[0]);
    expect(whoWent(forked(7, [0, 3, 0, 1, 0]))).toEqual(whoWent(run));
  });
});

describe('seize and release', () => {
  const crane = (options: object, blocks: Parameters<typeof flow>[0]['blocks'], horizonS = 60) =>
    runFlow(
      flow({ run: { horizon_s: horizonS }, resources: { crane: options as { capacity: number } }, blocks }),
    );

  test('grants in order: a small request does not overtake a large one, whichever block asks', () => {
    const run = crane(
      { capacity: 3 },
      {
        a: { type: 'source', at_s: [0, 3], to: 'two' },
        b: { type: 'source', at_s: [1], to: 'three' },
        two: { type: 'seize', resource: 'crane', units: 2, to: 'workTwo' },
        workTwo: { type: 'delay', time: constant(10), to: 'backTwo' },
        backTwo: { type: 'release', resource: 'crane', units: 2, to: 'out' },
        three: { type: 'seize', resource: 'crane', units: 3, to: 'workThree' },
        workThree: { type: 'delay', time: constant(5), to: 'backThree' },
        backThree: { type: 'release', resource: 'crane', units: 3, to: 'out' },
        c: { type: 'source', at_s: [2], to: 'one' },
        one: { type: 'seize', resource: 'crane', to: 'workOne' },
        workOne: { type: 'delay', time: constant(1), to: 'backOne' },
        backOne: { type: 'release', resource: 'crane', to: 'out' },
        ...SINK,
      },
    );
    // One unit is idle from 0 to 10, but b#0, first in line, wants three.
    expect(steps(run, 'three', 'left')).toEqual(['b#0 @ 10']);
    expect(steps(run, 'one', 'left')).toEqual(['c#0 @ 15']);
    expect(steps(run, 'two', 'left')).toEqual(['a#0 @ 0', 'a#1 @ 15']);
    // In use: 2 for 10 s, 3 for 5 s, then 2 for 10 s and 1 for 1 s, of 3 units over 60 s.
    expect(kpi(run, 'crane', 'number_in_use')).toBeCloseTo((20 + 15 + 20 + 1) / 60, 12);
    expect(kpi(run, 'crane', 'utilization')).toBeCloseTo(56 / 180, 12);
    expect(kpi(run, 'crane', 'number_in_queue')).toBeCloseTo((9 + 13 + 12) / 60, 12);
  });

  test('serves the better class first, never taking a unit away', () => {
    const run = runFlow(
      flow({
        classes: CLASSES,
        resources: { crane: { capacity: 1 } },
        blocks: {
          s: { type: 'source', at_s: [0, 1], class: 'small', to: 'take' },
          l: { type: 'source', at_s: [2], class: 'large', to: 'take' },
          take: { type: 'seize', resource: 'crane', to: 'work' },
          work: { type: 'delay', time: constant(4), to: 'back' },
          back: { type: 'release', resource: 'crane', to: 'out' },
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'take', 'left')).toEqual(['s#0 @ 0', 'l#0 @ 4', 's#1 @ 8']);
  });

  const oneCrane = {
    take: { type: 'seize', resource: 'crane', to: 'work' },
    work: { type: 'delay', time: constant(4), to: 'back' },
    back: { type: 'release', resource: 'crane', to: 'out' },
    ...SINK,
  } as const;

  test('capacity by schedule: units in use stay with their holders when it shrinks', () => {
    const run = crane(
      {
        capacity: 2,
        schedule: {
          period_s: 10,
          steps: [
            { from_s: 0, capacity: 2 },
            { from_s: 3, capacity: 1 },
          ],
        },
      },
      { a: { type: 'source', at_s: [1, 2, 2, 2, 2], to: 'take' }, ...oneCrane },
      20,
    );
    // Two until 3 (1-5, 2-6 in use); one from 3: the next at 6; two again at 10.
    expect(steps(run, 'take', 'left')).toEqual(['a#0 @ 1', 'a#1 @ 2', 'a#2 @ 6', 'a#3 @ 10', 'a#4 @ 10']);
    // Available 2 until 5 (overtime from 3), 1 until 10, 2 until 14 (overtime from 13), 1 until 20.
    expect(kpi(run, 'crane', 'utilization')).toBeCloseTo((5 * 4) / (10 + 5 + 8 + 6), 12);
  });

  test('a unit that breaks down is missing until its repair; its holder keeps it', () => {
    const run = crane(
      { capacity: 1, breakdown: { by: 'clock', time_to_failure: given(2, 40), repair: given(6) } },
      { a: { type: 'source', at_s: [0, 1], to: 'take' }, ...oneCrane },
      30,
    );
    expect(steps(run, 'take', 'left')).toEqual(['a#0 @ 0', 'a#1 @ 8']);
  });
});

describe('a delay', () => {
  test('keeps everybody for their own time, by class where it is written so', () => {
    const run = runFlow(
      flow({
        classes: CLASSES,
        run: { horizon_s: 20 },
        blocks: {
          s: { type: 'source', at_s: [0, 1], class: 'small', to: 'belt' },
          l: { type: 'source', at_s: [0], class: 'large', to: 'belt' },
          belt: {
            type: 'delay',
            time_by_class: { small: given(6, 2), large: constant(3) },
            to: 'out',
          },
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'belt', 'left')).toEqual(['l#0 @ 3', 's#1 @ 3', 's#0 @ 6']);
    expect(kpi(run, 'belt', 'number_in_system')).toBeCloseTo((6 + 2 + 3) / 20, 12);
    expect(kpi(run, 'belt', 'most_in_system')).toBe(3);
  });
});

describe('a closed population', () => {
  test('circulates for ever, each visit with luck of its own', () => {
    const run = runFlow(
      flow({
        run: { horizon_s: 1000 },
        blocks: {
          crew: { type: 'population', size: 2, to: 'think' },
          think: { type: 'delay', time: { uniform: { min_s: 1, max_s: 9 } }, to: 'desk' },
          desk: { type: 'queue', service: constant(1), to: 'think' },
        },
      }),
    );
    expect(run.outcome.ledger).toEqual({ created: 2, left: 0, lost: 0, in_system: 2 });
    const entered = steps(run, 'think', 'entered').filter((line) => line.startsWith('crew#0'));
    const left = steps(run, 'think', 'left').filter((line) => line.startsWith('crew#0'));
    const second = (line: string) => Number(line.split(' ')[2]);
    const times = left.map((line, i) => (second(line) - second(entered[i])).toFixed(6));
    expect(times.length).toBeGreaterThan(100);
    expect(new Set(times).size).toBe(times.length);
  });
});
