import { describe, expect, it } from 'vitest';
import { gamma, lnGamma } from '../../../src/engine/math/gamma-function.ts';

// Reference values: mpmath with 40 digits.
const LN_GAMMA: [number, number][] = [
  [0.001, 6.907178885383853],
  [0.1, 2.252712651734206],
  [0.5, 0.5723649429247001],
  [1.25, -0.09827183642181316],
  [1.9990234375, -0.0004125677359714894],
  [3.75, 1.486815578593417],
  [12.5, 18.734347511936445],
  [100.25, 360.28455963776423],
  [1e5, 1051287.7089736569],
  [1e9, 19723265827.503716],
];
const GAMMA: [number, number][] = [
  [0.01, 99.4325851191506],
  [0.5, 1.772453850905516],
  [1.5, 0.886226925452758],
  [2.25, 1.1330030963193463],
  [4.75, 16.58620653922594],
  [30.5, 4.822696933490909e31],
  [100.25, 2.94846628183877e156],
  [171.5, 9.4833675668248e307],
];

describe('the gamma function', () => {
  it.each(LN_GAMMA)('has its logarithm at %d to 1e-13', (x, expected) => {
    expect(Math.abs(lnGamma(x) - expected)).toBeLessThan(1e-13 * Math.max(1, Math.abs(expected)));
  });

  it.each(GAMMA)('has its value at %d to 1e-13', (x, expected) => {
    expect(Math.abs(gamma(x) / expected - 1)).toBeLessThan(1e-13);
  });

  it('is the factorial at whole numbers', () => {
    let factorial = 1;
    for (let n = 1; n <= 170; n++) {
      expect(Math.abs(gamma(n) / factorial - 1)).toBeLessThan(1e-13);
      factorial *= n;
    }
    expect(lnGamma(1)).toBe(0);
    expect(lnGamma(2)).toBe(0);
  });

  it('is defined above 0 only, and overflows to Infinity', () => {
    expect(lnGamma(0)).toBeNaN();
    expect(gamma(-0.5)).toBeNaN();
    expect(gamma(172)).toBe(Number.POSITIVE_INFINITY);
    expect(lnGamma(1e-300)).toBeCloseTo(690.7755278982137, 10);
  });
});
