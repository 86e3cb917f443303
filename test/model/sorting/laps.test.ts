import { describe, expect, it } from 'vitest';
import { SECOND } from '../../../src/engine/clock.ts';
import { uniform53 } from '../../../src/engine/random/uniform.ts';
import { RateSorter } from '../../../src/model/sorting/belt/rate-sorter.ts';
import { NOT_READ } from '../../../src/model/sorting/belt/sorter.ts';
import { TraySorter } from '../../../src/model/sorting/belt/tray-sorter.ts';
import { SorterBench } from '../../builders/sorter-bench.ts';
import { MASTER_SEED } from '../../seeds.ts';
import { faultOf, REPLICATIONS } from './exact-value.ts';

const PIECES = 800;

/** Passes of a piece that fails with probability q in each, and leaves after m failures: 1 + q + ... + q^(m-1). */
function meanPasses(q: number, m: number): number {
  return (1 - q ** m) / (1 - q);
}

/** Mean passes; a pass fails at the scanner or at the chute, by turns. */
function simulated(
  make: typeof TraySorter | typeof RateSorter,
  type: 'cross-belt' | 'sliding-shoe',
  [q, m]: readonly [number, number],
  replication: number,
): number {
  const bench: SorterBench = new SorterBench(
    make,
    {
      type,
      length_m: 40,
      pitch_m: 1,
      speed_m_per_s: 2,
      return_s: 15,
      max_laps: m,
      zones: [{ at_m: 2, infeeds: 1, kind: 'automatic', line_parcels: 10_000 }],
      banks: [{ from_m: 20, to_m: 21, chutes: 1 }],
    },
    {
      cycleUs: 0,
      traced: false,
      start: { seed: `${MASTER_SEED.theory}/laps/${type}/${q}/${m}`, replication },
      rules: {
        aim: (piece) => (piece % 2 === 0 && uniform53(luck) < q ? NOT_READ : 0),
        take: (_chute, piece) => piece % 2 === 0 || uniform53(luck) >= q,
      },
    },
  );
  const luck = bench.context.luck.stream('failures');
  for (let i = 0; i < PIECES; i++) bench.at(i * 3 * SECOND, () => bench.come(0));
  bench.run(PIECES * 100 * SECOND);
  expect(bench.left).toHaveLength(PIECES);
  expect(bench.left.every(({ chute, laps }) => chute === 0 || laps === m)).toBe(true);
  const { laps } = bench.sorter.figures;
  return laps.reduce((sum, n, made) => sum + n * made, 0) / PIECES;
}

const CASES = [
  [0.1, 3],
  [0.4, 2],
  [0.4, 5],
  [0.8, 4],
] as const;

describe.each([
  ['trays, a loop', TraySorter, 'cross-belt'],
  ['trays, a line', TraySorter, 'sliding-shoe'],
  ['rates, a loop', RateSorter, 'cross-belt'],
] as const)('%s', (_name, make, type) => {
  it.each(CASES)('makes (1 - q^m)/(1 - q) passes: q %d, m %d', (q, m) => {
    const values = Array.from({ length: REPLICATIONS }, (_, r) => simulated(make, type, [q, m], r));
    expect(faultOf(values, meanPasses(q, m))).toBeUndefined();
  });
});
