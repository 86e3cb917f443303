import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../../src/engine/math/normal-distribution.ts';
import {
  chiSquareCdf,
  chiSquareUpperTail,
  fCdf,
  fUpperTail,
  tCdf,
  tUpperTail,
} from '../../../src/engine/stats/distribution-functions.ts';
import { chiSquareQuantile, fQuantile, tQuantile } from '../../../src/engine/stats/quantiles.ts';
import cases from '../../reference/quantile.json' with { type: 'json' };

interface QuantileCase {
  id: string;
  model: string;
  params: { df?: number; df1?: number; df2?: number };
  expected: Record<string, number>;
  tolerance: { rel: number };
}

function quantileOf({ model, params }: QuantileCase, p: number): number {
  switch (model) {
    case 'tQuantile':
      return tQuantile(p, params.df!);
    case 'chi2Quantile':
      return chiSquareQuantile(p, params.df!);
    case 'fQuantile':
      return fQuantile(p, params.df1!, params.df2!);
    case 'normQuantile':
      return normalQuantile(p);
    default:
      throw new Error(`no quantile for ${model}`);
  }
}

const share = fc.double({ min: 1e-12, max: 0.999, noNaN: true });
const freedom = fc.oneof(fc.integer({ min: 1, max: 2000 }), fc.double({ min: 0.5, max: 50, noNaN: true }));

function expectRelative(found: number, exact: number, tolerance: number): void {
  expect(Math.abs(found - exact), `${found} against ${exact}`).toBeLessThanOrEqual(
    tolerance * Math.abs(exact),
  );
}

describe('quantiles', () => {
  it.each(cases as unknown as QuantileCase[])('match the published figures of $id', (reference) => {
    for (const [name, exact] of Object.entries(reference.expected)) {
      expectRelative(quantileOf(reference, Number(name.slice(1))), exact, reference.tolerance.rel);
    }
  });

  it('of t with 1 and 2 degrees of freedom match their closed forms', () => {
    for (const p of [1e-6, 0.01, 0.2, 0.4, 0.4999, 0.6, 0.9, 0.999]) {
      // Cauchy: -cot(pi p). Two degrees: (2p - 1) / sqrt(2p(1 - p)).
      expectRelative(tQuantile(p, 1), -1 / Math.tan(Math.PI * p), 1e-12);
      expectRelative(tQuantile(p, 2), (2 * p - 1) / Math.sqrt(2 * p * (1 - p)), 1e-12);
    }
  });

  it('of chi-square with 2 degrees of freedom match the exponential', () => {
    for (const p of [1e-9, 0.01, 0.5, 0.75, 0.999]) {
      expectRelative(chiSquareQuantile(p, 2), -2 * Math.log1p(-p), 1e-12);
    }
  });

  it('turn back into their share', () => {
    fc.assert(
      fc.property(share, freedom, freedom, (p, df, other) => {
        expectRelative(tCdf(tQuantile(p, df), df), p, 1e-10);
        expectRelative(chiSquareCdf(chiSquareQuantile(p, df), df), p, 1e-10);
        expectRelative(fCdf(fQuantile(p, df, other), df, other), p, 1e-10);
      }),
      { numRuns: 200 },
    );
  });

  it('of t approach the normal without a step where the expansion takes over', () => {
    for (const p of [0.6, 0.9, 0.975, 0.9995]) {
      expectRelative(tQuantile(p, 9_999.999999), tQuantile(p, 10_000), 2e-12);
      expect(tQuantile(p, Infinity)).toBe(-normalQuantile(1 - p));
    }
  });

  it('know their ends and refuse other input', () => {
    expect([tQuantile(0, 3), tQuantile(0.5, 3), tQuantile(1, 3)]).toEqual([-Infinity, 0, Infinity]);
    expect([chiSquareQuantile(0, 3), chiSquareQuantile(1, 3)]).toEqual([0, Infinity]);
    expect([fQuantile(0, 3, 4), fQuantile(1, 3, 4)]).toEqual([0, Infinity]);
    expect([tQuantile(1.1, 3), tQuantile(0.9, 0), tQuantile(0.9, NaN)]).toEqual([NaN, NaN, NaN]);
    expect([chiSquareQuantile(NaN, 3), chiSquareQuantile(0.5, -1), fQuantile(0.5, 0, 1)]).toEqual([
      NaN,
      NaN,
      NaN,
    ]);
  });
});

describe('distribution functions', () => {
  it('complement their upper tails', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 100, noNaN: true }), freedom, freedom, (x, df, other) => {
        expect(tCdf(x, df) + tUpperTail(x, df)).toBeCloseTo(1, 12);
        expect(chiSquareCdf(x, df) + chiSquareUpperTail(x, df)).toBeCloseTo(1, 12);
        expect(fCdf(x, df, other) + fUpperTail(x, df, other)).toBeCloseTo(1, 12);
      }),
    );
  });
});
