import { describe, expect, it } from 'vitest';
import { SECOND } from '../../../src/engine/clock.ts';
import { RateSorter } from '../../../src/model/sorting/belt/rate-sorter.ts';
import { TraySorter } from '../../../src/model/sorting/belt/tray-sorter.ts';
import { type BenchMachine, SorterBench } from '../../builders/sorter-bench.ts';

/** Two trays a second: 7,200 an hour at each cross-section. Four infeeds of 2,400 an hour at one zone, a chute behind. */
const ZONE: BenchMachine = {
  length_m: 60,
  pitch_m: 0.5,
  speed_m_per_s: 1,
  zones: [
    { at_m: 10, infeeds: 4, spacing_m: 1.5, kind: 'automatic', rate_per_hour: 2400, line_parcels: 5000 },
  ],
  banks: [{ from_m: 40, to_m: 50, chutes: 2 }],
};

/** Sends pieces at even distances. @returns the bench after two hours, of which the second is measured */
function offered(make: typeof TraySorter | typeof RateSorter, perHour: number): SorterBench {
  const bench = new SorterBench(make, ZONE, { traced: false });
  const gap = (3600 * SECOND) / perHour;
  let n = 0;
  const next = (): void => {
    bench.come(0);
    n++;
    if (n * gap < 7200 * SECOND) bench.at(Math.round(n * gap), next);
  };
  bench.at(0, next);
  bench.run(3600 * SECOND);
  bench.sorter.reset(bench.now);
  bench.run(7200 * SECOND);
  return bench;
}

describe.each([
  ['trays', TraySorter],
  ['rates', RateSorter],
] as const)('a loop by %s', (_name, make) => {
  it('keeps its lines short below speed / pitch', () => {
    const bench = offered(make, 6600);
    expect(bench.sorter.figures.inducted).toBeCloseTo(6600, -1);
    expect(Math.max(...bench.sorter.look(bench.now).infeedLines)).toBeLessThan(25);
  });

  it('fills every tray that could be used above speed / pitch', () => {
    const bench = offered(make, 7800);
    expect(bench.sorter.figures.inducted).toBe(7200);
    // Two hours of 600 pieces more than the trays carry.
    expect(bench.sorter.holds).toBeGreaterThan(1150);
  });

  it('uses again downstream what a chute has freed', () => {
    const zone = { infeeds: 4, spacing_m: 1.5, kind: 'automatic', rate_per_hour: 2400 } as const;
    const bench = new SorterBench(
      make,
      {
        ...ZONE,
        zones: [
          { ...zone, at_m: 5, line_parcels: 9000 },
          { ...zone, at_m: 32, line_parcels: 9000 },
        ],
        banks: [
          { from_m: 24, to_m: 26, chutes: 1 },
          { from_m: 50, to_m: 52, chutes: 1 },
        ],
      },
      { traced: false, rules: { aim: (_piece, at) => (at < 30 ? 0 : 1) } },
    );
    for (let i = 0; i < 4200 * 2.2; i++) {
      bench.at(Math.floor((i / 2.2) * SECOND), () => {
        bench.come(0);
        bench.come(1);
      });
    }
    bench.run(600 * SECOND);
    bench.sorter.reset(bench.now);
    bench.run(4200 * SECOND);
    expect(bench.sorter.figures.inducted).toBe(14_400);
  });
});
