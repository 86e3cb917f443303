import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvariantError } from '../../../src/engine/invariant-error.ts';
import { buildDesign } from '../../../src/experiment/design/build-design.ts';
import type { DesignMatrix } from '../../../src/experiment/design/design-matrix.ts';
import { effectsOf } from '../../../src/experiment/design/effects.ts';
import { codedFactors, createRange, createSample } from './samples.ts';

const CONFIDENCE = 0.95;
const rule = { kind: 'levels', name: 'rule', levels: ['fifo', 'lifo', 'random'], base: 1 } as const;

/** Filtration rate of a pilot plant, gal/h, in standard order. Montgomery (8th ed.), example 6.2, table 6.10. */
const FILTRATION = [45, 71, 48, 65, 68, 60, 80, 65, 43, 100, 45, 104, 75, 86, 70, 96];

/** Conversion of a reactor, %, in standard order. Box, Hunter and Hunter (2nd ed.), table 6.1. */
const REACTOR = [
  61, 53, 63, 61, 53, 56, 54, 61, 69, 61, 94, 93, 66, 60, 95, 98, 56, 63, 70, 65, 59, 55, 67, 65, 44, 45, 78,
  77, 49, 42, 81, 82,
];

function estimates(design: DesignMatrix, values: readonly number[]): Record<string, number> {
  const rows = effectsOf(design, createSample(values.map((value) => [value])), CONFIDENCE);
  return Object.fromEntries(rows.map(({ effect, estimate }) => [effect, estimate]));
}

describe('effects of a full factorial', () => {
  it('are those of the filtration rate experiment of Montgomery, table 6.12', () => {
    const design = buildDesign({ kind: 'full-factorial', factors: codedFactors(4) });
    expect(estimates(design, FILTRATION)).toEqual({
      A: 21.625,
      B: 3.125,
      C: 9.875,
      D: 14.625,
      'A × B': 0.125,
      'A × C': -18.125,
      'A × D': 16.625,
      'B × C': 2.375,
      'B × D': -0.375,
      'C × D': -1.125,
    });
  });

  it('are those of the reactor experiment of Box, Hunter and Hunter', () => {
    const design = buildDesign({ kind: 'full-factorial', factors: codedFactors(5) });
    expect(estimates(design, REACTOR)).toMatchObject({
      A: -1.375,
      B: 19.5,
      C: -0.625,
      D: 10.75,
      E: -6.25,
      'B × D': 13.25,
      'D × E': -11,
    });
  });

  it('come back exactly from a planted model with an interaction, in every block alike', () => {
    const number = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(
        number,
        number,
        number,
        fc.array(number, { minLength: 2, maxLength: 5 }),
        (a, b, ab, luck) => {
          const design = buildDesign({ kind: 'full-factorial', factors: codedFactors(3) });
          const sample = createSample(
            design.points.map(([x, y]) =>
              luck.map((shift) => 7 + shift + a * x.coded + b * y.coded + ab * x.coded * y.coded),
            ),
          );
          const rows = effectsOf(design, sample, CONFIDENCE);
          const planted: Record<string, number> = { A: 2 * a, B: 2 * b, 'A × B': 2 * ab };
          for (const row of rows) {
            expect(row.estimate).toBeCloseTo(planted[row.effect] ?? 0, 12);
            expect(row.halfWidth).toBeCloseTo(0, 12);
            expect(row.n).toBe(luck.length);
          }
        },
      ),
      { seed: 2, numRuns: 50 },
    );
  });

  it('compare more than two levels with the base, and halve what an interaction gains', () => {
    const design = buildDesign({ kind: 'full-factorial', factors: [createRange('x', 0, 10), rule] });
    // x is worth 4 with lifo, the base, 4 with fifo, 10 with random; fifo adds 1 and random 20 at low x.
    const values = [[1], [5], [0], [4], [20], [30]];
    const rows = effectsOf(design, createSample(values), CONFIDENCE);
    expect(rows.map(({ effect, order, contrast, estimate }) => [effect, order, contrast, estimate])).toEqual([
      ['x', 1, '0 → 10', expect.closeTo(6, 12)],
      ['rule', 1, 'lifo → fifo', 1],
      ['rule', 1, 'lifo → random', 23],
      ['x × rule', 2, '0 → 10 × lifo → fifo', 0],
      ['x × rule', 2, '0 → 10 × lifo → random', 3],
    ]);
  });

  it('show in the curvature how far the center lies below the corners', () => {
    const factors = codedFactors(2);
    const design = buildDesign({ kind: 'full-factorial', factors, centerPoint: true });
    const bent = (x: number, y: number) => 3 + x + 2 * x * x + 5 * y * y;
    const found = estimates(
      design,
      design.points.map(([x, y]) => bent(x.coded, y.coded)),
    );
    expect(found).toEqual({ A: 2, B: 0, 'A × B': 0, curvature: 7 });
  });
});

describe('effects of a fraction', () => {
  it('are those of the half of the filtration rate experiment, with their aliases: Montgomery, example 8.1', () => {
    const design = buildDesign({ kind: 'fractional-factorial', factors: codedFactors(4), runs: 8 });
    const rows = effectsOf(
      design,
      createSample([45, 100, 45, 65, 75, 60, 80, 96].map((value) => [value])),
      CONFIDENCE,
    );
    expect(rows.map(({ effect, estimate, aliases }) => [effect, estimate, ...aliases])).toEqual([
      ['A', 19],
      ['B', 1.5],
      ['C', 14],
      ['D', 16.5],
      ['A × B', -1, 'C × D'],
      ['A × C', -18.5, 'B × D'],
      ['A × D', 19, 'B × C'],
    ]);
  });

  it('tell one effect of each set of aliases, which estimates their signed sum', () => {
    const factors = codedFactors(4);
    const design = buildDesign({
      kind: 'fractional-factorial',
      factors,
      generators: ['C=AB'],
    });
    const truth = (a: number, b: number, c: number, d: number) => 2 * a + 3 * c + 5 * a * b + d * a;
    const found = estimates(
      design,
      design.points.map(([a, b, c, d]) => truth(a.coded, b.coded, c.coded, d.coded)),
    );
    expect(found).toEqual({ A: 4, B: 0, C: 16, D: 0, 'A × D': 2, 'B × D': 0, 'C × D': 0 });
  });
});

describe('effects of one at a time', () => {
  const factors = [createRange('couriers', 2, 8, 4), rule];
  const design = buildDesign({ kind: 'one-at-a-time', factors });

  it('are differences from the base, in pairs of the same replication', () => {
    const values = [
      [10, 20],
      [14, 25],
      [9, 18],
      [10, 20],
      [12, 22],
    ];
    const rows = effectsOf(design, createSample(values), CONFIDENCE);
    expect(rows.map(({ effect, contrast, estimate }) => [effect, contrast, estimate])).toEqual([
      ['couriers', '4 → 2', 4.5],
      ['couriers', '4 → 8', -1.5],
      ['rule', 'lifo → fifo', 0],
      ['rule', 'lifo → random', 2],
    ]);
    // Differences 4 and 5: sd = sqrt(1/2), t = 12.706 with one degree of freedom, so the half-width is t / 2.
    expect(rows[0].halfWidth).toBeCloseTo(12.7062047 / 2, 6);
    // With one degree of freedom P(|T| > 9) = 1 - 2 atan(9) / pi.
    expect(rows[0].pValue).toBeCloseTo(1 - (2 * Math.atan(9)) / Math.PI, 10);
    expect(rows.map(({ isSignificant, pValue }) => [isSignificant, pValue]).slice(2)).toEqual([
      [false, 1],
      [true, 0],
    ]);
  });

  it('leave out a replication only where a point they need has no value', () => {
    const values = [
      [10, 20, 30],
      [14, Number.NaN, 35],
      [9, 18, 26],
      [10, 20, 30],
      [12, 22, 32],
    ];
    const rows = effectsOf(design, createSample(values), CONFIDENCE);
    expect(rows.map(({ n, estimate }) => [n, estimate])).toEqual([
      [2, 4.5],
      [3, expect.closeTo(-7 / 3, 12)],
      [3, 0],
      [3, 2],
    ]);
  });

  it('have no interval with one replication', () => {
    const [row] = effectsOf(design, createSample([[1], [2], [3], [4], [5]]), CONFIDENCE);
    expect(row).toMatchObject({
      n: 1,
      estimate: 1,
      halfWidth: Number.NaN,
      pValue: Number.NaN,
      isSignificant: false,
    });
  });
});

it('refuses a sample over other points', () => {
  const design = buildDesign({ kind: 'one-at-a-time', factors: codedFactors(2) });
  expect(() => effectsOf(design, createSample([[1], [2]]), CONFIDENCE)).toThrow(InvariantError);
});
