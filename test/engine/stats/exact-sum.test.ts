import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addExact,
  addProduct,
  exactInteger,
  exactValue,
  mergeExact,
} from '../../../src/engine/stats/exact-sum.ts';

const safeInteger = fc.oneof(
  fc.maxSafeInteger(),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 2 ** 52, 2 ** 26, -1, 0),
);

describe('exact sum', () => {
  it('equals the BigInt sum of any safe integers', () => {
    fc.assert(
      fc.property(fc.array(safeInteger, { maxLength: 200 }), (values) => {
        const state = new Float64Array(3);
        for (const value of values) addExact(state, 1, value);
        const sum = values.reduce((total, value) => total + BigInt(value), 0n);
        expect(exactInteger(state, 1)).toBe(sum);
        expect(exactValue(state, 1) + 0).toBe(Number(sum));
      }),
    );
  });

  it('equals the BigInt sum of products far beyond 2^53', () => {
    const factors = fc.tuple(safeInteger, fc.integer({ min: -(2 ** 48), max: 2 ** 48 }));
    fc.assert(
      fc.property(fc.array(factors, { maxLength: 100 }), (pairs) => {
        const state = new Float64Array(2);
        for (const [level, dt] of pairs) addProduct(state, 0, level, dt);
        expect(exactInteger(state, 0)).toBe(pairs.reduce((sum, [a, b]) => sum + BigInt(a) * BigInt(b), 0n));
      }),
    );
  });

  it('merges to the same integer however the terms were split', () => {
    fc.assert(
      fc.property(fc.array(safeInteger), fc.array(safeInteger), (left, right) => {
        const a = new Float64Array(2);
        const b = new Float64Array(2);
        const whole = new Float64Array(2);
        for (const value of left) addExact(a, 0, value);
        for (const value of right) addExact(b, 0, value);
        for (const value of [...right, ...left]) addExact(whole, 0, value);
        mergeExact(a, 0, b, 0);
        expect(exactInteger(a, 0)).toBe(exactInteger(whole, 0));
      }),
    );
  });

  it('keeps single microseconds that a plain double drops', () => {
    const state = new Float64Array(2);
    addExact(state, 0, 2 ** 53 - 1);
    for (let i = 0; i < 1001; i++) addExact(state, 0, 1);
    addExact(state, 0, -(2 ** 53 - 1));
    expect(exactValue(state, 0)).toBe(1001);
  });
});
