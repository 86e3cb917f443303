import { expect, it } from 'vitest';
import { binomialCdf, binomialPValue } from './binomial-test.ts';

it('is exact on a coin', () => {
  expect(binomialCdf(1, 4, 0.5)).toBeCloseTo(5 / 16, 14);
  expect(binomialPValue(0, 10, 0.5)).toBeCloseTo(2 / 1024, 14);
  expect(binomialPValue(5, 10, 0.5)).toBe(1);
});

it('rejects 93 % of 2,000 against a claim of 95 %, and does not reject 94 %', () => {
  expect(binomialPValue(1860, 2000, 0.95)).toBeLessThan(1e-3);
  expect(binomialPValue(1880, 2000, 0.95)).toBeGreaterThan(1e-3);
});
