import { describe, expect, it } from 'vitest';
import { SECOND } from '../../../src/engine/clock.ts';
import { NOT_READ } from '../../../src/model/sorting/belt/sorter.ts';
import { TraySorter } from '../../../src/model/sorting/belt/tray-sorter.ts';
import { type BenchMachine, SorterBench } from '../../builders/sorter-bench.ts';

/**
 * Eight trays, one slot a second; an infeed at 0 and one at 1, 2 s a piece; chutes at 3, 4 and 6, the reject chute at 7.
 */
const EIGHT: BenchMachine = {
  length_m: 8,
  pitch_m: 1,
  speed_m_per_s: 1,
  max_laps: 2,
  zones: [{ at_m: 0, infeeds: 2, spacing_m: 1, rate_per_hour: 1800, kind: 'automatic' }],
  banks: [
    { from_m: 3, to_m: 4, chutes: 2 },
    { from_m: 6, to_m: 7, chutes: 1 },
  ],
};

/** Pieces 0 to 5, all at 0.5 s: even ones to the first infeed, odd ones to the second. Piece 3 is never read. */
const AIMS = [0, 2, 1, NOT_READ, 2, 0];

function traced(stop?: { readonly at: number; readonly forS: number }): string[] {
  const bench: SorterBench = new SorterBench(TraySorter, EIGHT, {
    rules: {
      aim: (piece) => AIMS[bench.context.pieces.ordinal(piece)],
      // The first chute is full until 12 s, or as long after as the belt stood.
      take: (chute) => chute !== 0 || bench.now >= (12 + (stop?.forS ?? 0)) * SECOND,
    },
  });
  for (let i = 0; i < AIMS.length; i++) bench.at(0.5 * SECOND, () => bench.come(0));
  if (stop !== undefined) {
    bench.at(stop.at * SECOND, () => bench.sorter.addDown(1));
    bench.at((stop.at + stop.forS) * SECOND, () => bench.sorter.addDown(-1));
  }
  bench.run(60 * SECOND);
  return bench.steps.map(({ at, what, piece }) => {
    const late = stop !== undefined && at >= stop.at * SECOND ? stop.forS : 0;
    return `${at / SECOND - late} s: ${piece} ${what}`;
  });
}

/** What a pencil finds. */
const TRACE = [
  // Both are at their heads at 2.5 s and take the tray of slot 3.
  '3 s: 0 pass 1 to 0',
  '3 s: 1 pass 1 to 2',
  // The next two are at their heads at 5 s, just as a slot begins, and take the tray that passes.
  '5 s: 2 pass 1 to 1',
  '5 s: 3 pass 1 to -1',
  // From 0 to 3 in three slots, and a lap more.
  '6 s: 0 full 0',
  '6 s: 0 pass 2 to 0',
  '7 s: 4 pass 1 to 2',
  '7 s: 5 pass 1 to 0',
  '8 s: 1 chute 2',
  '9 s: 2 chute 1',
  '9 s: 5 full 0',
  '9 s: 5 pass 2 to 0',
  // Back at the scanner after eight slots: its last pass failed too.
  '13 s: 3 pass 2 to -1',
  '13 s: 4 chute 2',
  '14 s: 0 chute 0',
  '17 s: 5 chute 0',
  '19 s: 3 reject',
];

describe('eight trays, two infeeds, three chutes', () => {
  it('lets every piece be followed with a pencil', () => {
    expect(traced().sort()).toEqual([...TRACE].sort());
  });

  it('shifts all that comes after a stop by as long as it stood', () => {
    expect(traced({ at: 5.25, forS: 7 }).sort()).toEqual([...TRACE].sort());
    expect(traced({ at: 1, forS: 1.5 }).sort()).toEqual([...TRACE].sort());
  });

  it('keeps a piece at the head of an infeed that is down, and gives up its tray', () => {
    const bench = new SorterBench(TraySorter, EIGHT);
    bench.at(0.5 * SECOND, () => bench.come(0));
    bench.at(2.7 * SECOND, () => bench.sorter.addInfeedDown(0, 1));
    bench.at(2.8 * SECOND, () => bench.come(0));
    bench.at(10.5 * SECOND, () => bench.sorter.addInfeedDown(0, -1));
    bench.run(60 * SECOND);
    const passes = bench.steps.filter(({ what }) => what === 'pass 1 to 0');
    expect(passes.map(({ at, piece }) => [at / SECOND, piece])).toEqual([
      [5, 1],
      [11, 0],
    ]);
  });

  it('has an infeed without people finish the piece in hand and begin no other', () => {
    const zones = [{ ...EIGHT.zones[0], kind: 'manual' as const }];
    const bench = new SorterBench(TraySorter, { ...EIGHT, zones });
    bench.at(0, () => bench.sorter.setPeople(1, 0.5));
    bench.at(0.5 * SECOND, () => bench.come(0));
    bench.at(0.5 * SECOND, () => bench.come(0));
    bench.at(1 * SECOND, () => bench.sorter.setPeople(0, 1));
    bench.at(20.5 * SECOND, () => bench.sorter.setPeople(1, 1));
    bench.run(60 * SECOND);
    const passes = bench.steps.filter(({ what }) => what === 'pass 1 to 0');
    // 4 s at half the rate, then nobody, then 2 s.
    expect(passes.map(({ at, piece }) => [at / SECOND, piece])).toEqual([
      [5, 0],
      [23, 1],
    ]);
  });
});
