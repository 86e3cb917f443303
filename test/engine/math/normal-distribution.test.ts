import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile, normalUpperTail } from '../../../src/engine/math/normal-distribution.ts';

// Reference values: mpmath with 40 digits.
const CDF: [number, number][] = [
  [-37, 5.725571222524577e-300],
  [-10, 7.619853024160525e-24],
  [-5, 2.866515718791939e-7],
  [-2.5, 0.006209665325776135],
  [-2.4375, 0.007394607110880697],
  [-1, 0.15865525393145705],
  [-0.1875, 0.42563431184410283],
  [0, 0.5],
  [0.5, 0.6914624612740131],
  [1.96875, 0.9755090967357667],
  [2.5, 0.9937903346742238],
  [6, 0.9999999990134123],
];
const QUANTILES: [number, number][] = [
  [1e-300, -37.0470962993612],
  [1e-10, -6.361340902404057],
  [0.001, -3.0902323061678136],
  [0.025, -1.9599639845400543],
  [0.0749, -1.4402382675279637],
  [0.0751, -1.43882539275254],
  [0.3, -0.5244005127080408],
  [0.975, 1.9599639845400538],
  [0.999, 3.090232306167813],
];

describe('the normal distribution', () => {
  it.each(CDF)('has its probability below %d to 1e-13', (z, expected) => {
    expect(Math.abs(normalCdf(z) / expected - 1)).toBeLessThan(1e-13);
    expect(normalUpperTail(-z)).toBe(normalCdf(z));
  });

  it.each(QUANTILES)('has its quantile at %d to 2e-15', (p, expected) => {
    expect(Math.abs(normalQuantile(p) / expected - 1)).toBeLessThan(2e-15);
  });

  it('reaches from -Infinity to Infinity and no further', () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(normalQuantile(1.01)).toBeNaN();
    expect(normalQuantile(-0.01)).toBeNaN();
    expect(normalCdf(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(normalCdf(Number.POSITIVE_INFINITY)).toBe(1);
  });
});
