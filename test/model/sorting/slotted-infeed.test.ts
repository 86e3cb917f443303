import { describe, expect, it } from 'vitest';
import { uniform53 } from '../../../src/engine/random/uniform.ts';
import { RateSorter } from '../../../src/model/sorting/belt/rate-sorter.ts';
import { TraySorter } from '../../../src/model/sorting/belt/tray-sorter.ts';
import { type BenchMachine, SorterBench } from '../../builders/sorter-bench.ts';
import { MASTER_SEED } from '../../seeds.ts';
import { faultOf, REPLICATIONS } from './exact-value.ts';

/** One slot a second. The upstream infeed stands at 5, the one that is measured at 85, the chute at 90. */
const LINE: BenchMachine = {
  length_m: 100,
  pitch_m: 1,
  speed_m_per_s: 1,
  zones: [
    { at_m: 5, infeeds: 1, kind: 'automatic', line_parcels: 10_000 },
    { at_m: 85, infeeds: 1, kind: 'automatic', line_parcels: 10_000 },
  ],
  banks: [{ from_m: 90, to_m: 91, chutes: 1 }],
};
const SLOT = 1_000_000;
const WARM_UP = 500;
const SLOTS = 8_000;

/**
 * Mean number at an infeed where a piece arrives in a slot with probability a, cannot take the tray of its own arrival
 * slot, and each tray that passes is free with probability s: the discrete queue Geo/Geo/1 with late arrivals.
 */
function meanInLine(a: number, s: number): number {
  return (a * (1 - a)) / (s - a);
}

/** Time-average number in line, from the sum of the waits (Little). */
function simulated(
  sorter: typeof TraySorter | typeof RateSorter,
  a: number,
  s: number,
  replication: number,
): number {
  const seed = `${MASTER_SEED.theory}/slotted-infeed/${a}/${s}`;
  let waited = 0;
  const bench = new SorterBench(sorter, LINE, {
    cycleUs: 0,
    traced: false,
    start: { seed, replication },
    rules: {
      aim: (piece, at) => {
        if (at === 85 && bench.context.pieces.createdAt(piece) >= WARM_UP * SLOT)
          waited += bench.now - bench.context.pieces.createdAt(piece);
        return 0;
      },
    },
  });
  const upstream = bench.context.luck.stream('upstream');
  const measured = bench.context.luck.stream('measured');
  let slot = 0;
  const arrivals = (): void => {
    if (uniform53(upstream) < 1 - s) bench.come(0);
    if (uniform53(measured) < a) bench.come(1);
    if (++slot < SLOTS) bench.at(slot * SLOT, arrivals);
  };
  bench.at(0, arrivals);
  bench.run((SLOTS + 1_000) * SLOT);
  return waited / SLOT / (SLOTS - WARM_UP);
}

const CASES = [
  [0.1, 0.3],
  [0.3, 0.5],
  [0.5, 0.7],
  [0.2, 0.9],
] as const;

describe.each([
  ['tray by tray', TraySorter],
  ['by rates', RateSorter],
] as const)('an infeed in slotted time, %s,', (_, sorter) => {
  it.each(CASES)('holds a(1 - a)/(s - a) pieces: a %d, s %d', (a, s) => {
    const values = Array.from({ length: REPLICATIONS }, (_, r) => simulated(sorter, a, s, r));
    expect(faultOf(values, meanInLine(a, s))).toBeUndefined();
  });
});
