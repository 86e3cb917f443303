import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QuantileSketch } from '../../../src/engine/stats/quantile-sketch.ts';

const value = fc.oneof(
  fc.maxSafeNat(),
  fc.nat(300),
  fc.nat({ max: 2 ** 31 - 1 }),
  fc.integer({ min: 0, max: 52 }).map((power) => 2 ** power),
  fc.integer({ min: 1, max: 53 }).map((power) => 2 ** power - 1),
);

function sketchOf(values: readonly number[]): QuantileSketch {
  const sketch = new QuantileSketch();
  for (const x of values) sketch.add(x);
  return sketch;
}

/** Smallest value whose share of the sample is at least k / n. */
function orderStatistic(values: readonly number[], k: number): number {
  return [...values].sort((a, b) => a - b)[Math.max(k, 1) - 1];
}

describe('QuantileSketch', () => {
  it('lies within its relative error of the order statistic', () => {
    const sample = fc.array(value, { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(sample, fc.nat(1000), (values, rank) => {
        const sketch = sketchOf(values);
        const k = rank % (values.length + 1);
        const exact = orderStatistic(values, k);
        const found = sketch.quantile(k / values.length);
        expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact * sketch.relativeError);
        if (exact < 256) expect(found).toBe(exact);
      }),
      { numRuns: 400 },
    );
  });

  it('answers the whole sample and nothing with its exact ends', () => {
    const sketch = sketchOf([70_001, 1_000_003, 2 ** 50 + 1]);
    expect(sketch.quantile(0)).toBeGreaterThanOrEqual(70_001);
    expect(sketch.quantile(1)).toBeLessThanOrEqual(2 ** 50 + 1);
    expect([sketch.min, sketch.max]).toEqual([70_001, 2 ** 50 + 1]);
    expect(sketchOf([123_457]).quantile(0.5)).toBe(123_457);
  });

  it('counts 7 of 100 as the share 0.07', () => {
    const sketch = sketchOf(Array.from({ length: 100 }, (_, i) => i + 1));
    expect([0.07, 0.14, 0.28, 0.29, 0.55, 0.57].map((p) => sketch.quantile(p))).toEqual([
      7, 14, 28, 29, 55, 57,
    ]);
  });

  it('takes a weight for as many observations', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(value, fc.nat(5))), (pairs) => {
        const weighted = new QuantileSketch();
        for (const [x, weight] of pairs) weighted.add(x, weight);
        const repeated = sketchOf(pairs.flatMap(([x, weight]) => new Array<number>(weight).fill(x)));
        expect(weighted.toState()).toEqual(repeated.toState());
      }),
    );
  });

  it('merges to the sketch of all observations, also after crossing as an array', () => {
    fc.assert(
      fc.property(fc.array(value), fc.array(value), (left, right) => {
        const merged = sketchOf(left);
        merged.merge(QuantileSketch.from(sketchOf(right).toState()));
        expect(merged.toState()).toEqual(sketchOf([...right, ...left]).toState());
      }),
    );
  });

  it('is empty before the first observation and after a reset', () => {
    const sketch = sketchOf([5, 2 ** 45]);
    sketch.reset();
    expect(sketch.n).toBe(0);
    expect(sketch.toState()).toEqual(new QuantileSketch().toState());
    expect(sketch.toState().length).toBe(3);
    expect([sketch.quantile(0.5), sketch.min, sketch.max]).toEqual([NaN, NaN, NaN]);
  });

  it('has no quantile outside 0 to 1', () => {
    expect([-0.1, 1.1, NaN].map((p) => sketchOf([1]).quantile(p))).toEqual([NaN, NaN, NaN]);
  });

  it.each([-1, 0.5, 1000.5, NaN, Infinity, 2 ** 53])('refuses %d and stays as it was', (x) => {
    const sketch = new QuantileSketch();
    expect(() => sketch.add(x)).toThrow(/non-negative safe integers/);
    expect(() => sketch.add(1, -1)).toThrow(/weight/);
    expect(sketch.n).toBe(0);
  });
});
