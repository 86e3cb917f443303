import { describe, expect, test } from 'vitest';
import { constant, flow, given, kpi, log, runFlow, steps, type WrittenBlock } from '../../builders/flow.ts';

const SINK = { out: { type: 'sink' } } as const;

const CLASSES = [
  { name: 'urgent', priority: 0 },
  { name: 'normal', priority: 1 },
];

describe('events at one instant', () => {
  test('a repair comes before a service end, which comes before an arrival, which comes before a start', () => {
    // The machine fails at 2 with a#0 in hand (1 s left) and is repaired at 4: work resumes at 4, ends at 5.
    // At 5: end, then the arrival of a#2, then one start; LIFO shows that the arrival came before the start.
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0, 1, 5], to: 'desk' },
          desk: {
            type: 'queue',
            discipline: 'lifo',
            service: given(3, 3, 3),
            breakdown: { by: 'use', time_to_failure: given(2, 99), repair: given(2, 1) },
            to: 'out',
          },
          ...SINK,
        },
      }),
    );
    expect(log(run, 'desk')).toEqual([
      '0 a#0 entered desk',
      '0 a#0 started desk',
      '1 a#1 entered desk',
      '5 a#0 left desk',
      '5 a#2 entered desk',
      '5 a#2 started desk',
      '8 a#2 left desk',
      '8 a#1 started desk',
      '11 a#1 left desk',
    ]);
  });

  test('a service end frees the only place for an arrival at the same instant', () => {
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0, 3, 5], to: 'desk' },
          desk: { type: 'queue', capacity: 1, service: constant(3), to: 'out' },
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'desk', 'started')).toEqual(['a#0 @ 0', 'a#1 @ 3']);
    expect(steps(run, 'desk', 'lost')).toEqual(['a#2 @ 5']);
  });

  test('the same holds between the stations of a tandem, whichever end was scheduled first', () => {
    // first: 0-2, 2-4, 4-6; second takes 2 s with room for one: each end of first meets the end of second.
    const draft = (before: boolean) => {
      const second = { second: { type: 'queue', capacity: 1, service: constant(2), to: 'out' } } as const;
      const first = { first: { type: 'queue', service: constant(2), to: 'second' } } as const;
      return flow({
        blocks: {
          a: { type: 'source', at_s: [0, 0, 0], to: 'first' },
          ...(before ? { ...second, ...first } : { ...first, ...second }),
          ...SINK,
        },
      });
    };
    for (const before of [false, true]) {
      const run = runFlow(draft(before));
      expect(steps(run, 'second', 'lost')).toEqual([]);
      expect(steps(run, 'second', 'left')).toEqual(['a#0 @ 4', 'a#1 @ 6', 'a#2 @ 8']);
    }
  });

  test('a better class that arrives at the same instant as a worse one is served first', () => {
    for (const discipline of ['priority', 'preemptive_priority'] as const) {
      const run = runFlow(
        flow({
          classes: CLASSES,
          blocks: {
            n: { type: 'source', at_s: [1], class: 'normal', to: 'desk' },
            u: { type: 'source', at_s: [1], class: 'urgent', to: 'desk' },
            desk: { type: 'queue', discipline, service: constant(2), to: 'out' },
            ...SINK,
          },
        }),
      );
      expect(steps(run, 'desk', 'started')).toEqual(['u#0 @ 1', 'n#0 @ 3']);
    }
  });

  test('the members of one arrival share its instant: the last of them is served first by LIFO', () => {
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [1], batch_size: { constant: { value: 3 } }, to: 'desk' },
          desk: { type: 'queue', discipline: 'lifo', service: constant(2), to: 'out' },
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'desk', 'started')).toEqual(['a#2 @ 1', 'a#1 @ 3', 'a#0 @ 5']);
  });

  test('subjects set free together arrive together: by a gate, a departure, an opened batch or a served group', () => {
    const ways: Record<string, Record<string, WrittenBlock>> = {
      gate: {
        step: {
          type: 'gate',
          schedule: {
            period_s: 500,
            steps: [
              { from_s: 0, capacity: 0 },
              { from_s: 4, capacity: 1 },
            ],
          },
          to: 'desk',
        },
      },
      departure: { step: { type: 'batch', clock: { every_s: 4 }, to: 'desk' } },
      opening: {
        step: { type: 'batch', clock: { every_s: 4 }, sends: 'batch', to: 'open' },
        open: { type: 'unbatch', to: 'desk' },
      },
      group: {
        step: { type: 'queue', group: { at_least: 3, at_most: 3 }, service: constant(1), to: 'desk' },
      },
    };
    for (const [way, blocks] of Object.entries(ways)) {
      const run = runFlow(
        flow({
          blocks: {
            a: { type: 'source', at_s: [1, 2, 3], to: 'step' },
            ...blocks,
            desk: { type: 'queue', discipline: 'lifo', service: constant(2), to: 'out' },
            ...SINK,
          },
        }),
      );
      expect(steps(run, 'desk', 'entered'), way).toEqual(['a#0 @ 4', 'a#1 @ 4', 'a#2 @ 4']);
      expect(steps(run, 'desk', 'started'), way).toEqual(['a#2 @ 4', 'a#1 @ 6', 'a#0 @ 8']);
    }
  });

  test('a population enters as one crowd', () => {
    const run = runFlow(
      flow({
        run: { horizon_s: 4 },
        blocks: {
          crew: { type: 'population', size: 3, to: 'desk' },
          desk: { type: 'queue', group: { at_least: 1, at_most: 3 }, service: constant(2), to: 'desk' },
        },
      }),
    );
    expect(steps(run, 'desk', 'started')).toEqual([
      'crew#0 @ 0',
      'crew#1 @ 0',
      'crew#2 @ 0',
      'crew#0 @ 2',
      'crew#1 @ 2',
      'crew#2 @ 2',
    ]);
  });

  test('who arrives at the instant of a departure is aboard', () => {
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [1, 6, 7], to: 'walk' },
          walk: { type: 'delay', time: given(2, 4, 4), to: 'trip' },
          trip: { type: 'batch', clock: { every_s: 10 }, to: 'out' },
          b: { type: 'source', at_s: [10], to: 'trip' },
          ...SINK,
        },
        run: { horizon_s: 20 },
      }),
    );
    expect(steps(run, 'trip', 'left')).toEqual(['a#0 @ 10', 'b#0 @ 10', 'a#1 @ 10']);
    expect(kpi(run, 'trip', 'number_in_queue')).toBeCloseTo((7 + 9) / 20, 12);
  });

  test('a shift begins before the arrivals of its instant, and starts after them', () => {
    const shift = {
      period_s: 500,
      steps: [
        { from_s: 0, capacity: 0 },
        { from_s: 5, capacity: 1 },
      ],
    };
    const variants = {
      plain: { discipline: 'lifo' },
      individual: {
        discipline: 'lifo',
        breakdown: { by: 'use', time_to_failure: constant(90), repair: constant(1) },
      },
      group: { discipline: 'lifo', group: { at_most: 1 } },
    } as const;
    for (const [name, options] of Object.entries(variants)) {
      const run = runFlow(
        flow({
          blocks: {
            a: { type: 'source', at_s: [1, 5], to: 'desk' },
            desk: { type: 'queue', ...options, schedule: shift, service: constant(2), to: 'out' },
            ...SINK,
          },
        }),
      );
      expect(steps(run, 'desk', 'started'), name).toEqual(['a#1 @ 5', 'a#0 @ 7']);
    }
  });

  test('at the end of a shift the piece in hand is finished and none is started, an end at the edge still counts', () => {
    // On duty 0-4: a#0 ends at 4, when its server may still take a#1 (start before shift end), finished at 8.
    const run = runFlow(
      flow({
        run: { horizon_s: 14 },
        blocks: {
          a: { type: 'source', at_s: [0, 1, 2], to: 'desk' },
          desk: {
            type: 'queue',
            service: constant(4),
            schedule: {
              period_s: 12,
              steps: [
                { from_s: 0, capacity: 1 },
                { from_s: 4, capacity: 0 },
              ],
            },
            to: 'out',
          },
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'desk', 'started')).toEqual(['a#0 @ 0', 'a#1 @ 4', 'a#2 @ 12']);
    expect(steps(run, 'desk', 'left')).toEqual(['a#0 @ 4', 'a#1 @ 8']);
    // Busy 0-8 and 12-14; available the same, overtime included.
    expect(kpi(run, 'desk', 'utilization')).toBe(1);
    expect(kpi(run, 'desk', 'number_in_service')).toBeCloseTo(10 / 14, 12);
  });

  test('observation sees the instant as it ended', () => {
    const { rows } = runFlow(
      flow({
        run: { horizon_s: 6, observe_every_s: 2 },
        blocks: {
          a: { type: 'source', at_s: [0, 2, 4], to: 'desk' },
          desk: { type: 'queue', service: constant(2), to: 'out' },
          ...SINK,
        },
      }),
    );
    const desk = rows.filter(({ table, cells }) => table === 'timeseries' && cells[2] === 'desk');
    // time, waiting, serving, arrivals, departures
    expect(desk.map(({ cells }) => [cells[1], cells[3], cells[4], cells[5], cells[6]])).toEqual([
      [0, 0, 1, 1, 0],
      [2, 0, 1, 2, 1],
      [4, 0, 1, 3, 2],
    ]);
  });

  test('zero service times pass a whole tandem at one instant, in order', () => {
    const run = runFlow(
      flow({
        run: { horizon_s: 10 },
        blocks: {
          a: { type: 'source', at_s: [3, 3], to: 'pause' },
          pause: { type: 'delay', time: constant(0), to: 'first' },
          first: { type: 'queue', service: constant(0), to: 'second' },
          second: { type: 'queue', service: constant(0), to: 'out' },
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'second', 'left')).toEqual(['a#0 @ 3', 'a#1 @ 3']);
    expect(kpi(run, 'second', 'number_in_system')).toBe(0);
    expect(kpi(run, 'out', 'time_in_system')).toBe(0);
  });

  test('who gives a unit back arrives at the next line before the one who gets it', () => {
    // r#0 holds the clerk 1-4; at 4 it goes to a LIFO desk, and r#1, granted at 4, to the same desk: both arrive at 4
    // and the start comes after both.
    const run = runFlow(
      flow({
        resources: { clerk: { capacity: 1 } },
        blocks: {
          r: { type: 'source', at_s: [1, 2], to: 'take' },
          take: { type: 'seize', resource: 'clerk', to: 'pick' },
          pick: { type: 'selector', by: 'turn', branches: [{ to: 'work' }, { to: 'give' }] },
          work: { type: 'delay', time: constant(3), to: 'give' },
          give: { type: 'release', resource: 'clerk', to: 'desk' },
          desk: { type: 'queue', discipline: 'lifo', service: constant(2), to: 'out' },
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'desk', 'entered')).toEqual(['r#0 @ 4', 'r#1 @ 4']);
    expect(steps(run, 'desk', 'started')).toEqual(['r#1 @ 4', 'r#0 @ 6']);
  });
});
