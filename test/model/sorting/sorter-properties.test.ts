import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SECOND } from '../../../src/engine/clock.ts';
import { PHASE } from '../../../src/engine/phase.ts';
import { RateSorter } from '../../../src/model/sorting/belt/rate-sorter.ts';
import { NOT_READ, TO_REJECT } from '../../../src/model/sorting/belt/sorter.ts';
import { TraySorter } from '../../../src/model/sorting/belt/tray-sorter.ts';
import { SorterBench } from '../../builders/sorter-bench.ts';

const END_S = 4000;

const layouts = fc.record({
  type: fc.constantFrom('cross-belt' as const, 'sliding-shoe' as const),
  length_m: fc.double({ min: 8, max: 40, noNaN: true }),
  pitch_m: fc.constantFrom(0.5, 0.6, 0.7, 1),
  speed_m_per_s: fc.constantFrom(0.7, 1, 2.3),
  decks: fc.integer({ min: 1, max: 2 }),
  max_laps: fc.integer({ min: 1, max: 3 }),
  return_s: fc.constantFrom(0, 7),
  zones: fc.array(
    fc.record({
      at_m: fc.double({ min: 0, max: 30, noNaN: true }),
      infeeds: fc.integer({ min: 1, max: 3 }),
      spacing_m: fc.constantFrom(0.3, 1.5),
      rate_per_hour: fc.constantFrom(900, 3000, 7200),
      kind: fc.constantFrom('automatic' as const, 'manual' as const),
      line_parcels: fc.integer({ min: 1, max: 5 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  banks: fc.array(
    fc.record({
      from_m: fc.double({ min: 0, max: 38, noNaN: true }),
      to_m: fc.double({ min: 1, max: 38, noNaN: true }),
      chutes: fc.integer({ min: 1, max: 4 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

const runs = fc.record({
  layout: layouts,
  pieces: fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.nat(2)), { minLength: 1, maxLength: 120 }),
  /** Stops of the sorter and of infeeds: seconds from, for how long, of what (0 the sorter). */
  stops: fc.array(fc.tuple(fc.nat(300), fc.integer({ min: 1, max: 60 }), fc.nat(6)), { maxLength: 5 }),
  luck: fc.array(fc.nat(99), { minLength: 7, maxLength: 30 }),
  beltUs: fc.constantFrom(0, 5_500_000),
});
type Run = typeof runs extends fc.Arbitrary<infer T> ? T : never;

function planned(make: typeof TraySorter | typeof RateSorter, { layout, pieces, stops, luck, beltUs }: Run) {
  let draws = 0;
  const drawn = (): number => luck[draws++ % luck.length];
  const bench: SorterBench = new SorterBench(make, layout, {
    beltUs,
    rules: {
      aim: () => {
        const n = drawn();
        return n < 10 ? NOT_READ : n < 15 ? TO_REJECT : n % bench.sorter.chutes;
      },
      take: () => drawn() >= 20,
    },
  });
  const { sorter } = bench;
  bench.at(0, () => sorter.setPeople(99, 1));
  for (const [at, zone] of pieces) bench.at(at * SECOND, () => bench.come(zone % sorter.zones));
  for (const [at, lasts, of] of stops) {
    const add = (reasons: number): void => {
      if (of === 0) sorter.addDown(reasons);
      else sorter.addInfeedDown(of % sorter.infeeds, reasons);
    };
    bench.at(at * SECOND + 123_456, () => add(1), PHASE.capacityDown);
    bench.at((at + lasts) * SECOND + 234_567, () => add(-1), PHASE.capacityUp);
  }
  return bench;
}

describe.each([
  ['trays', TraySorter],
  ['rates', RateSorter],
] as const)('any sorter by %s', (_name, make) => {
  it('holds or has let go every piece that entered, and at last lets all of them go', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const bench = planned(make, run);
        for (let at = 0; at <= 360; at += 12) {
          bench.run(at * SECOND);
          const outside = bench.waiting.reduce((n, line) => n + line.length, 0);
          expect(bench.sorter.holds + bench.left.length + outside).toBe(bench.entered);
          const room = run.layout.zones.reduce((n, zone) => n + zone.infeeds * zone.line_parcels, 0);
          const inLines = bench.sorter.look(bench.now).infeedLines.reduce((n, line) => n + line, 0);
          // What comes back by the return belt of a line needs no room.
          if (run.layout.type === 'cross-belt') expect(inLines).toBeLessThanOrEqual(room);
        }
        bench.run(END_S * SECOND);
        expect(bench.left).toHaveLength(run.pieces.length);
        expect(new Set(bench.left.map(({ ordinal }) => ordinal)).size).toBe(run.pieces.length);
        expect(bench.left.every(({ laps }) => laps >= 1 && laps <= run.layout.max_laps)).toBe(true);
        const { inducted, sorted, rejected, trays, infeeds } = bench.sorter.figures;
        expect([inducted, sorted + rejected]).toEqual([run.pieces.length, run.pieces.length]);
        expect([trays.serving, infeeds.serving, infeeds.waiting]).toEqual([0, 0, 0]);
      }),
      { numRuns: 60 },
    );
  });

  it('never lays more pieces on the belt than it has trays, nor any while it stands', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const bench = planned(make, run);
        const stands = run.stops.filter(([, , of]) => of === 0);
        bench.run(END_S * SECOND);
        const { trays } = bench.sorter.figures;
        expect(trays.maxInSystem).toBeLessThanOrEqual(trays.available);
        for (const { at } of bench.steps) {
          for (const [from, lasts] of stands) {
            const isInside = at > from * SECOND + 123_456 && at < (from + lasts) * SECOND + 234_567;
            expect(isInside).toBe(false);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('never brings pieces faster than the rates of its infeeds, nor lays them faster than trays pass', () => {
    fc.assert(
      fc.property(runs, ({ layout, ...rest }) => {
        const [zone] = layout.zones;
        const one = { ...layout, type: 'cross-belt' as const, zones: [{ ...zone, infeeds: 1 }] };
        const bench = planned(make, { layout: one, ...rest });
        bench.run(END_S * SECOND);
        const first = bench.steps.filter(({ what }) => what.startsWith('pass 1 '));
        const cycle = Math.floor(3.6e9 / zone.rate_per_hour);
        const slot = Math.floor((1e6 * layout.pitch_m) / layout.speed_m_per_s);
        for (let i = 1; i < first.length; i++) {
          expect(first[i].at - first[i - 1].at).toBeGreaterThanOrEqual(Math.max(cycle, slot));
        }
      }),
      { numRuns: 60 },
    );
  });
});
