import { expect, it } from 'vitest';
import { precisionOf } from '../../src/experiment/precision.ts';

const target = { relativeError: 0.1, confidence: 0.9 };

it('corrects the target for the mean being a guess: gamma / (1 + gamma)', () => {
  // Half-width of 12 values about 100 must be at most 100 / 11 = 9.09, not 10.
  const values = (spread: number) =>
    Array.from({ length: 12 }, (_, i) => 100 + (i % 2 === 0 ? spread : -spread));
  const halfWidthPerSpread = precisionOf(values(1), target).halfWidth;
  expect(precisionOf(values(9 / halfWidthPerSpread), target)).toMatchObject({ isPrecise: true, needed: 12 });
  const wide = precisionOf(values(9.5 / halfWidthPerSpread), target);
  expect(wide).toMatchObject({ isPrecise: false, n: 12 });
  expect(wide.relativeHalfWidth).toBeCloseTo(0.095, 12);
  expect(wide.target).toBeCloseTo(1 / 11, 15);
  // 12 x (9.5 / 9.09)^2 = 13.1.
  expect(wide.needed).toBe(14);
});

it('does not stop before ten, however narrow the interval', () => {
  expect(precisionOf(new Array(9).fill(5), target)).toMatchObject({ isPrecise: false, needed: 10 });
  expect(precisionOf(new Array(10).fill(5), target)).toMatchObject({
    isPrecise: true,
    needed: 10,
    relativeHalfWidth: 0,
  });
});

it('knows nothing of one value, and never enough of a mean of 0 that varies', () => {
  expect(precisionOf([5], target)).toMatchObject({
    isPrecise: false,
    halfWidth: Number.NaN,
    needed: Number.NaN,
  });
  const around0 = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 1 : -1));
  expect(precisionOf(around0, target)).toMatchObject({
    isPrecise: false,
    relativeHalfWidth: Number.POSITIVE_INFINITY,
    needed: Number.POSITIVE_INFINITY,
  });
});

it('takes a figure that is 0 in every replication as known', () => {
  expect(precisionOf(new Array(10).fill(0), target)).toMatchObject({ isPrecise: true, relativeHalfWidth: 0 });
});
