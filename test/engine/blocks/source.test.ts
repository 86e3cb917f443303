import { describe, expect, test } from 'vitest';
import { PeriodicArrivals } from '../../../src/engine/blocks/arrival-process.ts';
import { constant, flow, given, kpi, runFlow, steps, type WrittenBlock } from '../../builders/flow.ts';

function sent(source: object, horizonS = 100) {
  return runFlow(
    flow({
      run: { horizon_s: horizonS },
      blocks: { a: { type: 'source', to: 'out', ...source } as WrittenBlock, out: { type: 'sink' } },
    }),
  );
}

describe('a source', () => {
  test('creates at given instants, several at one of them, from 0 and before the horizon', () => {
    const run = sent({ at_s: [0, 3, 3, 3, 7.5, 99.999999, 100] });
    expect(steps(run, 'out', 'entered')).toEqual([
      'a#0 @ 0',
      'a#1 @ 3',
      'a#2 @ 3',
      'a#3 @ 3',
      'a#4 @ 7.5',
      'a#5 @ 99.999999',
    ]);
  });

  test('takes batch sizes as they are given, nobody for 0, and stops at its limit within a batch', () => {
    const sizes = { given: { values: [2, 0, 3, 4] } };
    const run = sent({ at_s: [1, 2, 3, 4], batch_size: sizes, limit: 6 });
    expect(steps(run, 'out', 'entered')).toEqual([
      'a#0 @ 1',
      'a#1 @ 1',
      'a#2 @ 3',
      'a#3 @ 3',
      'a#4 @ 3',
      'a#5 @ 4',
    ]);
    expect(run.outcome.ledger.created).toBe(6);
  });

  test('sends the first one period after its start', () => {
    expect(steps(sent({ every_s: 40, start_s: 5 }), 'out', 'entered')).toEqual(['a#0 @ 45', 'a#1 @ 85']);
    expect(steps(sent({ interarrival: constant(40), start_s: 5 }), 'out', 'entered')).toEqual([
      'a#0 @ 45',
      'a#1 @ 85',
    ]);
  });

  test('takes written gaps in their order and ends with the last', () => {
    const run = sent({ interarrival: given(2, 3, 5), start_s: 1 });
    expect(steps(run, 'out', 'entered')).toEqual(['a#0 @ 3', 'a#1 @ 6', 'a#2 @ 11']);
  });

  test('does not drift over a million periods that are no whole microseconds', () => {
    const third = 1 / 3;
    const arrivals = new PeriodicArrivals(third);
    expect(arrivals.at(2)).toBe(1_000_000);
    expect(arrivals.at(999_999)).toBe(Math.round(1e6 * third * 1e6));
    const run = runFlow(
      flow({
        run: { horizon_s: 333_334 },
        blocks: { a: { type: 'source', every_s: third, limit: 1_000_000, to: 'out' }, out: { type: 'sink' } },
      }),
      { parcels: 'none', scans: 'none', checksEveryEvent: false },
    );
    expect(kpi(run, 'out', 'arrivals')).toBe(1_000_000);
    expect(run.outcome.eventCount).toBe(1_000_000);
  });

  test('is silent where its rate is 0', () => {
    const rate = { steps: { period_s: 40, from_s: [0, 10, 20], per_hour: [0, 7200, 0] } };
    const run = sent({ rate }, 400);
    const instants = steps(run, 'out', 'entered').map((line) => Number(line.split(' ')[2]));
    // Ten laps of 10 s at 2 per second: 200 expected, four standard deviations are 57.
    expect(Math.abs(instants.length - 200)).toBeLessThan(57);
    for (const instant of instants) {
      expect(instant % 40).toBeGreaterThanOrEqual(10);
      expect(instant % 40).toBeLessThanOrEqual(20);
    }
  });

  test('falls silent for good where its rate ends', () => {
    const run = sent({ rate: { steps: { from_s: [0, 10], per_hour: [7200, 0] } } }, 400);
    const instants = steps(run, 'out', 'entered').map((line) => Number(line.split(' ')[2]));
    expect(instants.length).toBeGreaterThan(2);
    expect(Math.max(...instants)).toBeLessThanOrEqual(10);
    expect(sent({ rate: { constant: { per_hour: 0 } } }).outcome.eventCount).toBe(0);
  });

  test('mixes classes by weight, drawn for each subject by itself', () => {
    const mixed = (everyS: number) =>
      runFlow(
        flow({
          classes: [{ name: 'x' }, { name: 'never' }, { name: 'y' }],
          run: { horizon_s: 2001 * everyS },
          blocks: {
            a: { type: 'source', every_s: everyS, class: { weights: { x: 1, never: 0, y: 3 } }, to: 'out' },
            out: { type: 'sink' },
          },
        }),
      );
    const classes = (run: ReturnType<typeof mixed>) =>
      run.rows.filter(({ table }) => table === 'parcels').map(({ cells }) => cells[2]);
    const first = classes(mixed(1));
    expect(first).toHaveLength(2000);
    expect(first).not.toContain('never');
    // 500 expected; four standard deviations are 77.
    expect(Math.abs(first.filter((one) => one === 'x').length - 500)).toBeLessThan(77);
    expect(classes(mixed(3))).toEqual(first);
  });
});
