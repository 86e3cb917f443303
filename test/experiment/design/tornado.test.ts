import { describe, expect, it } from 'vitest';
import { buildDesign } from '../../../src/experiment/design/build-design.ts';
import { tornadoOf } from '../../../src/experiment/design/tornado.ts';
import { codedFactors, createRange, createSample } from './samples.ts';

const rule = { kind: 'levels', name: 'rule', levels: ['fifo', 'lifo', 'random'], base: 1 } as const;

describe('a tornado', () => {
  it('of one at a time orders factors by swing about the base point', () => {
    const factors = [createRange('doors', 1, 3, 2), createRange('couriers', 2, 8, 4), rule];
    const design = buildDesign({ kind: 'one-at-a-time', factors });
    const means = [10, 11, 9, 14, 7, 12, 10];
    const bars = tornadoOf(design, createSample(means.map((mean) => [mean, mean + 2])), 0.95);
    const told = bars.map(({ factor, low, high, baseMean, swing }) => [factor, low, high, baseMean, swing]);
    expect(told).toEqual([
      ['couriers', { level: 2, mean: 15 }, { level: 8, mean: 8 }, 11, 7],
      ['doors', { level: 1, mean: 12 }, { level: 3, mean: 10 }, 11, 2],
      ['rule', { level: 'lifo', mean: 11 }, { level: 'fifo', mean: 13 }, 11, 2],
    ]);
    // The luck of a replication is common to all points: no doubt is left.
    expect(bars[0]).toMatchObject({ halfWidth: 0, isSignificant: true, n: 2 });
  });

  it('sees a response that is worst at both ends', () => {
    const design = buildDesign({ kind: 'one-at-a-time', factors: [createRange('buffer', 0, 10, 5)] });
    const [bar] = tornadoOf(design, createSample([[4], [9], [9]]), 0.95);
    expect(bar).toMatchObject({ swing: 5, low: { mean: 9 }, high: { mean: 9 }, baseMean: 4 });
  });

  it('of a factorial averages over the levels of the others: Montgomery, example 6.2', () => {
    const design = buildDesign({ kind: 'full-factorial', factors: codedFactors(4) });
    const rates = [45, 71, 48, 65, 68, 60, 80, 65, 43, 100, 45, 104, 75, 86, 70, 96];
    const bars = tornadoOf(design, createSample(rates.map((rate) => [rate])), 0.95);
    expect(bars.map(({ factor, swing }) => [factor, swing])).toEqual([
      ['A', 21.625],
      ['D', 14.625],
      ['C', 9.875],
      ['B', 3.125],
    ]);
    expect(bars[0].baseMean).toBe(70.0625);
    expect(bars[0].low.mean).toBe(70.0625 - 21.625 / 2);
  });

  it('has no bars for a Latin hypercube, nor a swing where nothing moves', () => {
    const hypercube = buildDesign({ kind: 'latin-hypercube', factors: codedFactors(2), points: 4, seed: 1 });
    expect(tornadoOf(hypercube, createSample([[1], [2], [3], [4]]), 0.95)).toEqual([]);
    const design = buildDesign({ kind: 'full-factorial', factors: codedFactors(1) });
    expect(
      tornadoOf(
        design,
        createSample([
          [3, 4],
          [3, 4],
        ]),
        0.95,
      )[0],
    ).toMatchObject({
      swing: 0,
      isSignificant: false,
    });
  });
});
