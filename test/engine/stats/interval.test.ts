import { describe, expect, it } from 'vitest';
import { batchMeans } from '../../../src/engine/stats/batch-means.ts';
import {
  halfWidth,
  meanInterval,
  observationsNeeded,
  pairedDifference,
} from '../../../src/engine/stats/interval.ts';
import cases from '../../reference/interval.json' with { type: 'json' };
import { autoregressiveSeries, type SeriesRecipe } from './autoregressive-series.ts';

interface Reference<Params, Expected> {
  id: string;
  model: string;
  params: Params;
  expected: Expected;
  tolerance: { abs?: number; rel?: number };
}

interface Series extends SeriesRecipe {
  first5: number[];
  last: number;
  batches: number;
}

function of<Params, Expected>(model: string): Reference<Params, Expected>[] {
  return (cases as unknown as Reference<Params, Expected>[]).filter((each) => each.model === model);
}

function expectNear(found: number, exact: number, tolerance: { abs?: number; rel?: number }): void {
  const allowed = tolerance.abs ?? tolerance.rel! * Math.abs(exact);
  expect(Math.abs(found - exact), `${found} against ${exact}`).toBeLessThanOrEqual(allowed);
}

describe('interval of a mean', () => {
  it.each(
    of<{ x: number[]; level: number }, { mean: number; s2: number; halfWidth: number; nFor1pctRel?: number }>(
      'RepCI',
    ),
  )('matches the published figures of $id', ({ params, expected, tolerance }) => {
    const found = meanInterval(params.x, params.level);
    expectNear(found.mean, expected.mean, tolerance);
    expectNear(found.sd * found.sd, expected.s2, tolerance);
    expectNear(found.halfWidth, expected.halfWidth, tolerance);
    if (expected.nFor1pctRel !== undefined)
      expect(observationsNeeded(found, 0.01)).toBe(expected.nFor1pctRel);
  });

  it.each(
    of<
      { x1: number[]; x2: number[]; level: number },
      { mean: number; varOfMean: number; halfWidth: number; ci: [number, number] }
    >('PairedT'),
  )('of paired differences matches the published figures of $id', ({ params, expected, tolerance }) => {
    const found = pairedDifference(params.x1, params.x2, params.level);
    expectNear(found.mean, expected.mean, tolerance);
    expectNear((found.sd * found.sd) / found.n, expected.varOfMean, tolerance);
    expectNear(found.halfWidth, expected.halfWidth, tolerance);
    expectNear(found.mean - found.halfWidth, expected.ci[0], tolerance);
    expectNear(found.mean + found.halfWidth, expected.ci[1], tolerance);
  });

  it('is not there below two observations', () => {
    expect(meanInterval([])).toEqual({ n: 0, mean: NaN, sd: NaN, halfWidth: NaN, confidence: 0.95 });
    expect(meanInterval([3])).toEqual({ n: 1, mean: 3, sd: NaN, halfWidth: NaN, confidence: 0.95 });
    expect(halfWidth(1, 2)).toBeNaN();
    expect(observationsNeeded(meanInterval([3]), 0.01)).toBeNaN();
  });

  it('has no width at all where every replication gave the same', () => {
    const { mean, sd, halfWidth: half } = meanInterval(new Float64Array(7).fill(0.1));
    expect([mean, sd, half]).toEqual([0.1, 0, 0]);
  });

  it('keeps a small spread on a large mean', () => {
    expect(meanInterval([1e15, 1e15 + 1, 1e15 + 2]).sd).toBe(1);
  });

  it('refuses pairs of unequal number', () => {
    expect(() => pairedDifference([1, 2], [1])).toThrow(/2 and 1/);
  });
});

describe('batch means', () => {
  it.each(
    of<Series, { mean: number; halfWidth95: number; lag1: number; vonNeumannRatio: number }>('BatchMeans'),
  )('match the published figures of $id', ({ params, expected, tolerance }) => {
    const values = autoregressiveSeries(params);
    expect(values.slice(0, 5)).toEqual(params.first5);
    expect(values.at(-1)).toBe(params.last);
    const found = batchMeans(values, params.batches);
    expectNear(found.mean, expected.mean, tolerance);
    expectNear(found.halfWidth, expected.halfWidth95, tolerance);
    expectNear(found.lag1, expected.lag1, tolerance);
    expectNear(found.vonNeumannRatio, expected.vonNeumannRatio, tolerance);
  });

  it('tell apart values that hang together from batches that no longer do', () => {
    // Blocks of ten equal values whose heights alternate: neighbors agree, batches of ten oppose.
    const values = Array.from({ length: 400 }, (_, i) => Math.floor(i / 10) % 2);
    const found = batchMeans(values, 40);
    expect(found.lag1).toBeCloseTo(0.8, 1);
    expect(found.batchLag1).toBeCloseTo(-0.975, 10);
    expect(found.vonNeumannRatio).toBeCloseTo(3.9, 10);
  });

  it('leave out the earliest values that fill no batch', () => {
    expect(batchMeans([1000, 1, 3, 5, 7], 2).mean).toBe(4);
  });

  it('refuse more batches than values', () => {
    expect(() => batchMeans([1, 2], 3)).toThrow(/3 batches/);
  });
});
