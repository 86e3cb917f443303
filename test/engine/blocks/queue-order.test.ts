import { describe, expect, test } from 'vitest';
import { constant, flow, given, kpi, log, runFlow, steps } from '../../builders/flow.ts';

const SINK = { out: { type: 'sink' } } as const;

const RANKS = [
  { name: 'first', priority: 0 },
  { name: 'second', priority: 1 },
  { name: 'third', priority: 2 },
];

describe('the order of a line', () => {
  test('FIFO serves in order of arrival with any number of servers', () => {
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0, 1, 2, 3, 4], to: 'desk' },
          desk: { type: 'queue', servers: 2, service: given(5, 2, 1, 4, 1), to: 'out' },
          ...SINK,
        },
      }),
    );
    // Server one: a#0 0-5, a#3 5... ; server two: a#1 1-3, a#2 3-4, a#3 4-8; a#4 waits for 5.
    expect(steps(run, 'desk', 'started')).toEqual(['a#0 @ 0', 'a#1 @ 1', 'a#2 @ 3', 'a#3 @ 4', 'a#4 @ 5']);
    expect(steps(run, 'out', 'entered')).toEqual(['a#1 @ 3', 'a#2 @ 4', 'a#0 @ 5', 'a#4 @ 6', 'a#3 @ 8']);
    expect(kpi(run, 'desk', 'time_in_queue')).toBeCloseTo((0 + 0 + 1 + 1 + 1) / 5, 12);
  });

  test('LIFO serves the latest first', () => {
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0, 1, 2, 3], to: 'desk' },
          desk: { type: 'queue', discipline: 'lifo', service: constant(10), to: 'out' },
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'desk', 'started')).toEqual(['a#0 @ 0', 'a#3 @ 10', 'a#2 @ 20', 'a#1 @ 30']);
  });

  test('priority passes the line but not the one in service; equals keep their order', () => {
    const run = runFlow(
      flow({
        classes: RANKS,
        blocks: {
          c: { type: 'source', at_s: [0, 1, 2], class: 'third', to: 'desk' },
          b: { type: 'source', at_s: [3, 4], class: 'second', to: 'desk' },
          a: { type: 'source', at_s: [5], class: 'first', to: 'desk' },
          desk: { type: 'queue', discipline: 'priority', service: constant(10), to: 'out' },
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'desk', 'started')).toEqual([
      'c#0 @ 0',
      'a#0 @ 10',
      'b#0 @ 20',
      'b#1 @ 30',
      'c#1 @ 40',
      'c#2 @ 50',
    ]);
    expect(kpi(run, 'desk', 'time_in_queue', 'second')).toBeCloseTo((17 + 26) / 2, 12);
  });

  test('a preempted subject keeps its remaining work, also through a second preemption', () => {
    // c#0 needs 10: works 0-2, 5-6, 8-15; b#0 (needs 3) works 2-5; a#0 (needs 2) works 6-8.
    const run = runFlow(
      flow({
        classes: RANKS,
        blocks: {
          c: { type: 'source', at_s: [0, 1], class: 'third', to: 'desk' },
          b: { type: 'source', at_s: [2], class: 'second', to: 'desk' },
          a: { type: 'source', at_s: [6], class: 'first', to: 'desk' },
          desk: {
            type: 'queue',
            discipline: 'preemptive_priority',
            service_by_class: { first: constant(2), second: constant(3), third: constant(10) },
            to: 'out',
          },
          ...SINK,
        },
      }),
    );
    expect(log(run, 'desk').filter((line) => !line.includes('entered'))).toEqual([
      '0 c#0 started desk',
      '2 b#0 started desk',
      '5 b#0 left desk',
      '6 a#0 started desk',
      '8 a#0 left desk',
      '15 c#0 left desk',
      '15 c#1 started desk',
      '25 c#1 left desk',
    ]);
    // c#0 waited 2-5 and 6-8 in the line, c#1 from 1 to 15.
    expect(kpi(run, 'desk', 'time_in_queue', 'third')).toBeCloseTo((5 + 14) / 2, 12);
    // Two ends were cancelled: they were on the calendar, and are not among the events.
    expect(run.outcome.staleCount).toBe(2);
  });

  test('a preempted subject can be preempted by a better and then by a best one', () => {
    // third works 0-1, second 1-2, first 2-5, second 5-7 (1 of 3 done), third 7-10 (1 of 4 done).
    const run = runFlow(
      flow({
        classes: RANKS,
        blocks: {
          c: { type: 'source', at_s: [0], class: 'third', to: 'desk' },
          b: { type: 'source', at_s: [1], class: 'second', to: 'desk' },
          a: { type: 'source', at_s: [2], class: 'first', to: 'desk' },
          desk: {
            type: 'queue',
            discipline: 'preemptive_priority',
            service_by_class: { first: constant(3), second: constant(3), third: constant(4) },
            to: 'out',
          },
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'desk', 'left')).toEqual(['a#0 @ 5', 'b#0 @ 7', 'c#0 @ 10']);
  });

  test('of two servers the one with the worst class is taken over, of equals the one that began last', () => {
    const run = runFlow(
      flow({
        classes: RANKS,
        blocks: {
          c: { type: 'source', at_s: [0, 1], class: 'third', to: 'desk' },
          a: { type: 'source', at_s: [3], class: 'first', to: 'desk' },
          b: { type: 'source', at_s: [4], class: 'second', to: 'desk' },
          desk: {
            type: 'queue',
            servers: 2,
            discipline: 'preemptive_priority',
            service: constant(10),
            to: 'out',
          },
          ...SINK,
        },
      }),
    );
    // a#0 takes the server of c#1 (began at 1), b#0 that of c#0. c#0 has 6 left and stands first of its class.
    expect(steps(run, 'desk', 'left')).toEqual(['a#0 @ 13', 'b#0 @ 14', 'c#0 @ 19', 'c#1 @ 22']);
  });

  test('an end at the instant of a better arrival is an end, not a preemption', () => {
    const run = runFlow(
      flow({
        classes: RANKS,
        blocks: {
          c: { type: 'source', at_s: [0], class: 'third', to: 'desk' },
          a: { type: 'source', at_s: [4], class: 'first', to: 'desk' },
          desk: { type: 'queue', discipline: 'preemptive_priority', service: constant(4), to: 'out' },
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'desk', 'left')).toEqual(['c#0 @ 4', 'a#0 @ 8']);
    expect(run.outcome.staleCount).toBe(0);
  });

  test('a server in overtime is not taken over: its piece is finished and none is started', () => {
    const run = runFlow(
      flow({
        classes: RANKS,
        run: { horizon_s: 60 },
        blocks: {
          c: { type: 'source', at_s: [0], class: 'third', to: 'desk' },
          a: { type: 'source', at_s: [6], class: 'first', to: 'desk' },
          desk: {
            type: 'queue',
            discipline: 'preemptive_priority',
            service: constant(10),
            schedule: {
              period_s: 50,
              steps: [
                { from_s: 0, capacity: 1 },
                { from_s: 5, capacity: 0 },
              ],
            },
            to: 'out',
          },
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'desk', 'started')).toEqual(['c#0 @ 0', 'a#0 @ 50']);
    expect(steps(run, 'desk', 'left')).toEqual(['c#0 @ 10']);
  });
});

describe('finite capacity', () => {
  test('counts those in service, and the lost go where the scenario sends them', () => {
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0, 1, 2, 3, 4], to: 'desk' },
          desk: { type: 'queue', capacity: 2, service: constant(3), lost_to: 'elsewhere', to: 'out' },
          elsewhere: { type: 'delay', time: constant(1), to: 'other' },
          other: { type: 'sink' },
          ...SINK,
        },
      }),
    );
    // In the desk: a#0 0-3, a#1 3-6, a#3 enters at the very instant at which a#0 leaves.
    expect(steps(run, 'desk', 'lost')).toEqual(['a#2 @ 2', 'a#4 @ 4']);
    expect(steps(run, 'other', 'entered')).toEqual(['a#2 @ 3', 'a#4 @ 5']);
    expect(steps(run, 'desk', 'left')).toEqual(['a#0 @ 3', 'a#1 @ 6', 'a#3 @ 9']);
    expect(kpi(run, 'desk', 'loss_share')).toBe(2 / 5);
    expect(run.outcome.ledger).toEqual({ created: 5, left: 5, lost: 0, in_system: 0 });
  });

  test('those with nowhere to go leave the system, and the ledger says so', () => {
    const run = runFlow(
      flow({
        run: { horizon_s: 5 },
        blocks: {
          a: { type: 'source', at_s: [0, 1, 2, 3], to: 'desk' },
          desk: { type: 'queue', capacity: 1, service: constant(3), to: 'out' },
          ...SINK,
        },
      }),
    );
    expect(run.outcome.ledger).toEqual({ created: 4, left: 1, lost: 2, in_system: 1 });
    const { created, ...parts } = run.outcome.ledger;
    expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(created);
    const parcels = run.rows
      .filter(({ table }) => table === 'parcels')
      .map(({ cells }) => [cells[1], cells[4], cells[6]]);
    expect(parcels).toEqual([
      ['a#1', 1, 'lost'],
      ['a#2', 2, 'lost'],
      ['a#0', 3, 'finished'],
      ['a#3', null, 'in system'],
    ]);
  });

  test('holds for servers that break down and for groups as well', () => {
    for (const option of [
      { breakdown: { by: 'use', time_to_failure: constant(90), repair: constant(1) } },
      { group: { at_least: 2, at_most: 2 } },
    ] as const) {
      const run = runFlow(
        flow({
          blocks: {
            a: { type: 'source', at_s: [0, 1, 2, 3], to: 'desk' },
            desk: { type: 'queue', capacity: 2, service: constant(5), ...option, to: 'out' },
            ...SINK,
          },
        }),
      );
      expect(steps(run, 'desk', 'lost')).toEqual(['a#2 @ 2', 'a#3 @ 3']);
    }
  });
});
