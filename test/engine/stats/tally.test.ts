import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Tally } from '../../../src/engine/stats/tally.ts';

const observation = fc.oneof(
  fc.integer({ min: -(2 ** 52), max: 2 ** 52 }),
  fc.integer({ min: 0, max: 10_000 }),
  fc.constantFrom(2 ** 52, -(2 ** 52), 2 ** 26, 2 ** 26 - 1, -(2 ** 26), 0),
);

function tallyOf(values: readonly number[]): Tally {
  const tally = new Tally();
  for (const value of values) tally.add(value);
  return tally;
}

function summary(tally: Tally) {
  const { n, sum, mean, variance, sd, min, max } = tally;
  return { n, sum, mean, variance, sd, min, max };
}

describe('Tally', () => {
  it('gives the correctly rounded moments of any integers', () => {
    fc.assert(
      fc.property(fc.array(observation, { minLength: 2, maxLength: 100 }), (values) => {
        const tally = tallyOf(values);
        const n = BigInt(values.length);
        const sum = values.reduce((total, x) => total + BigInt(x), 0n);
        const deviations = values.reduce((total, x) => total + (n * BigInt(x) - sum) ** 2n, 0n);
        expect(tally.sum + 0).toBe(Number(sum));
        expect(tally.mean + 0).toBe(Number(sum) / values.length);
        expect(tally.min).toBe(Math.min(...values));
        expect(tally.max).toBe(Math.max(...values));
        const variance = Number(deviations) / Number(n * n * (n - 1n));
        expect(Math.abs(tally.variance - variance)).toBeLessThanOrEqual(4e-16 * variance);
        expect(tally.sd).toBe(Math.sqrt(tally.variance));
      }),
    );
  });

  it('gives the same bits however observations are ordered, grouped and merged', () => {
    fc.assert(
      fc.property(fc.array(observation), fc.array(observation), (left, right) => {
        const merged = Tally.from(tallyOf(left).state.slice());
        merged.merge(tallyOf(right));
        expect(summary(merged)).toEqual(summary(tallyOf([...right, ...left])));
      }),
    );
  });

  it('keeps a spread of one microsecond at an instant 140 years from the start', () => {
    const far = 140 * 365 * 86_400 * 1e6;
    const tally = tallyOf([far, far + 1, far + 2]);
    expect(tally.variance).toBe(1);
    // Doubles lie half a microsecond apart out there.
    expect(Math.abs(tally.mean - (far + 1))).toBeLessThanOrEqual(0.5);
  });

  it('has no spread below two observations and no mean below one', () => {
    const tally = new Tally();
    expect([tally.mean, tally.min, tally.max, tally.variance]).toEqual([NaN, NaN, NaN, NaN]);
    tally.add(7);
    expect([tally.mean, tally.min, tally.max]).toEqual([7, 7, 7]);
    expect([tally.variance, tally.sd]).toEqual([NaN, NaN]);
  });

  it('forgets all at a reset', () => {
    const tally = tallyOf([1, 2 ** 40, -3]);
    tally.reset();
    expect(tally.state).toEqual(new Tally().state);
  });

  it('does not change when it is read', () => {
    const tally = tallyOf([1, 5, 2 ** 51]);
    const before = tally.state.slice();
    summary(tally);
    expect(tally.state).toEqual(before);
  });

  it.each([0.5, NaN, Infinity, 2 ** 52 + 2])('refuses %d', (x) => {
    expect(() => new Tally().add(x)).toThrow(/integers up to 2\^52/);
  });
});
