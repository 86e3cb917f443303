import { describe, expect, test } from 'vitest';
import { constant, flow, given, kpi, log, runFlow, steps, type WrittenBlock } from '../../builders/flow.ts';

const SINK = { out: { type: 'sink' } } as const;

/** Arrivals at given seconds into one batch block. */
function batched(atS: number[], batch: object, horizonS = 100) {
  return runFlow(
    flow({
      run: { horizon_s: horizonS },
      blocks: {
        a: { type: 'source', at_s: atS, to: 'trip' },
        trip: { type: 'batch', to: 'out', ...batch } as WrittenBlock,
        ...SINK,
      },
    }),
  );
}

describe('group service', () => {
  const grouped = (atS: number[], group: object, options: object = {}) =>
    runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: atS, to: 'lift' },
          lift: { type: 'queue', service: constant(4), group, to: 'out', ...options } as WrittenBlock,
          ...SINK,
        },
      }),
    );

  test('waits for its least number and takes at most its most', () => {
    const run = grouped([0, 1, 2, 3, 4, 5], { at_least: 2, at_most: 3 });
    expect(steps(run, 'lift', 'started')).toEqual(['a#0 @ 1', 'a#1 @ 1', 'a#2 @ 5', 'a#3 @ 5', 'a#4 @ 5']);
    expect(steps(run, 'lift', 'left')).toEqual(['a#0 @ 5', 'a#1 @ 5', 'a#2 @ 9', 'a#3 @ 9', 'a#4 @ 9']);
    // Two places of three from 1 to 5, three from 5 to 9.
    expect(kpi(run, 'lift', 'number_in_service')).toBeCloseTo((2 * 4 + 3 * 4) / 1000, 12);
  });

  test('with joining, who arrives while there is room leaves with the group that is running', () => {
    const run = grouped([0, 1, 2, 3, 4], { at_most: 3, joins: true });
    expect(steps(run, 'lift', 'started')).toEqual(['a#0 @ 0', 'a#1 @ 1', 'a#2 @ 2', 'a#3 @ 4', 'a#4 @ 4']);
    expect(steps(run, 'lift', 'left')).toEqual(['a#0 @ 4', 'a#1 @ 4', 'a#2 @ 4', 'a#3 @ 8', 'a#4 @ 8']);
  });

  test('several arrivals of one instant start as one group, and off duty none starts', () => {
    const run = grouped(
      [0, 0, 0, 5, 5],
      { at_most: 2 },
      {
        servers: 1,
        schedule: {
          period_s: 900,
          steps: [
            { from_s: 0, capacity: 1 },
            { from_s: 2, capacity: 0 },
            { from_s: 20, capacity: 1 },
          ],
        },
      },
    );
    expect(steps(run, 'lift', 'started')).toEqual(['a#0 @ 0', 'a#1 @ 0', 'a#2 @ 20', 'a#3 @ 20', 'a#4 @ 24']);
  });
});

describe('when a batch departs', () => {
  test('by count: at the instant that fills it', () => {
    const run = batched([1, 2, 4, 7, 11], { capacity: 2, departs_when_full: true });
    expect(steps(run, 'trip', 'left')).toEqual(['a#0 @ 2', 'a#1 @ 2', 'a#2 @ 7', 'a#3 @ 7']);
    expect(kpi(run, 'trip', 'batches')).toBe(2);
    expect(kpi(run, 'trip', 'full_share')).toBe(1);
    expect(kpi(run, 'trip', 'time_in_queue')).toBeCloseTo((1 + 0 + 3 + 0) / 4, 12);
  });

  test('by a timer that the first member starts', () => {
    const run = batched([3, 5, 8, 20], { clock: { after_first_s: 5 } });
    // 3 + 5 = 8: who arrives at 8 is aboard.
    expect(steps(run, 'trip', 'left')).toEqual(['a#0 @ 8', 'a#1 @ 8', 'a#2 @ 8', 'a#3 @ 25']);
  });

  test('the timer of the first, or full: a departure when full forgets the timer', () => {
    const run = batched([0, 3, 4, 20], { capacity: 2, departs_when_full: true, clock: { after_first_s: 5 } });
    // a#0 and a#1 fill it at 3; the timer of 0 (for 5) is stale; a#2 starts its own at 4.
    expect(steps(run, 'trip', 'left')).toEqual(['a#0 @ 3', 'a#1 @ 3', 'a#2 @ 9', 'a#3 @ 25']);
    expect(run.outcome.staleCount).toBe(1);
  });

  test('those who do not fit in a timed departure wait, and the timer starts anew for them', () => {
    const run = batched([1, 2, 3], { capacity: 2, clock: { after_first_s: 5 } });
    expect(steps(run, 'trip', 'left')).toEqual(['a#0 @ 6', 'a#1 @ 6', 'a#2 @ 11']);
  });

  test('a member that comes straight back to a batch that filled starts the timer of the next one', () => {
    const run = runFlow(
      flow({
        run: { horizon_s: 30 },
        blocks: {
          a: { type: 'source', at_s: [0, 1], to: 'trip' },
          trip: {
            type: 'batch',
            capacity: 2,
            departs_when_full: true,
            clock: { after_first_s: 5 },
            to: 'turn',
          },
          turn: { type: 'selector', by: 'turn', branches: [{ to: 'trip' }, { to: 'out' }] },
          ...SINK,
        },
      }),
    );
    // Full at 1: a#0 turns back, a#1 leaves. The timer of a#0 runs from 1 to 6, when it leaves by the other way.
    expect(steps(run, 'trip', 'left').slice(0, 4)).toEqual(['a#0 @ 1', 'a#1 @ 1', 'a#0 @ 6', 'a#0 @ 11']);
  });

  test('by a fixed clock, which a departure when full does not move; empty departures only where asked', () => {
    const clock = { every_s: 10, first_s: 4 };
    const plain = batched([1, 6, 7, 30], { capacity: 2, departs_when_full: true, clock }, 40);
    // Instants 4, 14, 24, 34. Full at 7.
    expect(steps(plain, 'trip', 'left')).toEqual(['a#0 @ 4', 'a#1 @ 7', 'a#2 @ 7', 'a#3 @ 34']);
    expect(kpi(plain, 'trip', 'batches')).toBe(3);
    const empty = batched(
      [1, 6, 7, 30],
      { capacity: 2, departs_when_full: true, clock, departs_empty: true },
      40,
    );
    expect(steps(empty, 'trip', 'left')).toEqual(steps(plain, 'trip', 'left'));
    // Two empty ones, at 14 and 24; headways 4, 3, 7, 10, 10.
    expect(kpi(empty, 'trip', 'batches')).toBe(5);
    expect(kpi(empty, 'trip', 'empty_share')).toBe(2 / 5);
    expect(kpi(empty, 'trip', 'headway')).toBeCloseTo(34 / 5, 12);
    expect(kpi(empty, 'trip', 'load')).toBeCloseTo(4 / 5, 12);
  });

  test('by a clock that every departure restarts', () => {
    const clock = { every_s: 10, restarts: true };
    const run = batched(
      [1, 6, 7, 30],
      { capacity: 2, departs_when_full: true, clock, departs_empty: true },
      40,
    );
    // Full at 6 (a#0, a#1): the clock now says 16 (a#2), 26 (nobody), 36.
    expect(steps(run, 'trip', 'left')).toEqual(['a#0 @ 6', 'a#1 @ 6', 'a#2 @ 16', 'a#3 @ 36']);
    expect(kpi(run, 'trip', 'batches')).toBe(4);
    expect(kpi(run, 'trip', 'empty_share')).toBe(1 / 4);
  });

  test('what does not fit a clocked departure waits for the next', () => {
    const run = batched([1, 2, 3, 4, 5], { capacity: 2, clock: { every_s: 10 } });
    expect(steps(run, 'trip', 'left')).toEqual(['a#0 @ 10', 'a#1 @ 10', 'a#2 @ 20', 'a#3 @ 20', 'a#4 @ 30']);
  });

  test('by a timetable that repeats, begun in the middle of its period', () => {
    // Departures 8 and 20 of every 24; the run begins at 10 of the period: 10, 22, 34, 46.
    const timetable = { period_s: 24, start_s: 10, at_s: [8, 20] };
    const run = batched([0, 10, 11, 23, 40], { clock: { timetable } });
    expect(steps(run, 'trip', 'left')).toEqual(['a#0 @ 10', 'a#1 @ 10', 'a#2 @ 22', 'a#3 @ 34', 'a#4 @ 46']);
  });

  test('by headways, which nobody waiting does not stop', () => {
    const run = batched([1, 6, 14], { clock: { headway: given(5, 3, 4) } });
    // Instants 5, 8, 12, and no more: the list ends.
    expect(steps(run, 'trip', 'left')).toEqual(['a#0 @ 5', 'a#1 @ 8']);
  });
});

describe('batches as subjects', () => {
  test('travel as one, and open in the order in which their members joined', () => {
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [1, 2, 3], to: 'bag' },
          bag: { type: 'batch', capacity: 3, departs_when_full: true, sends: 'batch', to: 'road' },
          road: { type: 'delay', time: constant(10), to: 'open' },
          open: { type: 'unbatch', to: 'desk' },
          desk: { type: 'queue', service: constant(1), to: 'out' },
          ...SINK,
        },
      }),
    );
    expect(log(run, 'road')).toEqual(['3 bag#0 entered road', '13 bag#0 left road']);
    expect(steps(run, 'out', 'entered')).toEqual(['a#0 @ 14', 'a#1 @ 15', 'a#2 @ 16']);
    expect(kpi(run, 'out', 'time_in_system')).toBeCloseTo((13 + 13 + 13) / 3, 12);
    // Three subjects and their bag were created, and all are gone.
    expect(run.outcome.ledger).toEqual({ created: 4, left: 4, lost: 0, in_system: 0 });
  });

  test('nest: a pallet of bags of parcels opens layer by layer, in order', () => {
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [1, 2, 3, 4], to: 'bag' },
          bag: { type: 'batch', capacity: 2, departs_when_full: true, sends: 'batch', to: 'pallet' },
          pallet: { type: 'batch', capacity: 2, departs_when_full: true, sends: 'batch', to: 'road' },
          road: { type: 'delay', time: constant(5), to: 'outer' },
          outer: { type: 'unbatch', to: 'shelf' },
          shelf: { type: 'delay', time: constant(1), to: 'inner' },
          inner: { type: 'unbatch', to: 'out' },
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'shelf', 'entered')).toEqual(['bag#0 @ 9', 'bag#1 @ 9']);
    expect(steps(run, 'out', 'entered')).toEqual(['a#0 @ 10', 'a#1 @ 10', 'a#2 @ 10', 'a#3 @ 10']);
    expect(run.outcome.ledger).toEqual({ created: 7, left: 7, lost: 0, in_system: 0 });
  });

  test('leave with all that is in them, also through a full queue, and slots are used again', () => {
    const run = runFlow(
      flow({
        run: { horizon_s: 20_000 },
        blocks: {
          a: { type: 'source', every_s: 1, to: 'bag' },
          bag: { type: 'batch', capacity: 2, departs_when_full: true, sends: 'batch', to: 'pallet' },
          pallet: { type: 'batch', capacity: 2, departs_when_full: true, sends: 'batch', to: 'dock' },
          dock: { type: 'queue', capacity: 1, service: constant(6), to: 'out' },
          ...SINK,
        },
      }),
      { scans: 'none', parcels: 'none' },
    );
    // Pallets come at 4, 8, 12 …: every other one finds the dock taken. Seven subjects each.
    expect(kpi(run, 'dock', 'losses')).toBe(2499);
    expect(run.outcome.ledger).toEqual({ created: 34_997, left: 17_493, lost: 17_493, in_system: 11 });
    // A pallet in the dock (7) and the next one growing to its seventh.
    expect(run.outcome.peakLive).toBe(14);
  });

  test('a batch nobody is in is a subject too, and a lone subject passes an opening unharmed', () => {
    const run = runFlow(
      flow({
        run: { horizon_s: 9 },
        blocks: {
          bag: {
            type: 'batch',
            clock: { every_s: 3 },
            departs_empty: true,
            sends: 'batch',
            to: 'open',
          },
          a: { type: 'source', at_s: [4], to: 'bag' },
          b: { type: 'source', at_s: [5], to: 'open' },
          open: { type: 'unbatch', to: 'out' },
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'out', 'entered')).toEqual(['b#0 @ 5', 'a#0 @ 6']);
    expect(run.outcome.ledger).toEqual({ created: 4, left: 4, lost: 0, in_system: 0 });
  });
});
