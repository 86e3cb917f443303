import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ProfileArrivals } from '../../../src/engine/blocks/arrival-process.ts';
import { NEVER } from '../../../src/engine/clock.ts';
import {
  ConstantRate,
  type RateProfile,
  SinusoidalRate,
  SteppedRate,
} from '../../../src/engine/random/rate-profile.ts';
import { Stream } from '../../../src/engine/random/stream.ts';

const RUNS = { numRuns: 500, seed: 20261123 };

const rate = fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 20, noNaN: true }));
const length = fc.double({ min: 0.5, max: 100, noNaN: true });

/** Steps with gaps and zeros, at least one rate above 0; repeated, or once with the last rate for ever. */
const stepped = fc
  .record({
    steps: fc.array(fc.record({ rate, length }), { minLength: 1, maxLength: 6 }),
    repeats: fc.boolean(),
    some: fc.double({ min: 0.01, max: 20, noNaN: true }),
    where: fc.nat(5),
  })
  .map(({ steps, repeats, some, where }) => {
    const rates = steps.map((step) => step.rate);
    rates[where % rates.length] ||= some;
    const starts: number[] = [];
    let end = 0;
    for (const step of steps) {
      starts.push(end);
      end += step.length;
    }
    return { starts, rates, period: repeats ? end : Number.POSITIVE_INFINITY };
  });

/** The integral of steps, lap by lap and step by step. */
function area(
  { starts, rates, period }: { starts: number[]; rates: number[]; period: number },
  t: number,
): number {
  let sum = 0;
  for (let lap = 0; ; lap++) {
    const from = lap === 0 ? 0 : lap * period;
    for (let i = 0; i < starts.length; i++) {
      const begin = from + starts[i];
      if (begin >= t) return sum;
      const end = i + 1 < starts.length ? from + starts[i + 1] : from + period;
      sum += rates[i] === 0 ? 0 : rates[i] * (Math.min(end, t) - begin);
    }
    if (!Number.isFinite(period)) return sum;
  }
}

describe('a stepped rate', () => {
  test('has the integral of its steps', () => {
    fc.assert(
      fc.property(stepped, fc.double({ min: 0, max: 2000, noNaN: true }), (steps, t) => {
        const exact = area(steps, t);
        const found = new SteppedRate(steps.starts, steps.rates, steps.period).cumulative(t);
        expect(Math.abs(found - exact)).toBeLessThanOrEqual(1e-9 * Math.max(1, exact));
      }),
      RUNS,
    );
  });

  test('is inverted by its inverse, which never decreases and never lies where the rate is 0', () => {
    fc.assert(
      fc.property(
        stepped,
        fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { maxLength: 20 }),
        (steps, xs) => {
          const profile = new SteppedRate(steps.starts, steps.rates, steps.period);
          let before = 0;
          for (const expected of xs.sort((a, b) => a - b)) {
            const t = profile.inverse(expected);
            expect(t).toBeGreaterThanOrEqual(before * (1 - 1e-12));
            before = t;
            if (t === Number.POSITIVE_INFINITY) {
              // Only where the rate ends before so many are expected.
              expect(steps.period).toBe(Number.POSITIVE_INFINITY);
              expect(area(steps, 1e9)).toBeLessThan(expected);
            } else {
              expect(Math.abs(profile.cumulative(t) - expected)).toBeLessThanOrEqual(
                1e-9 * Math.max(1, expected),
              );
            }
          }
        },
      ),
      RUNS,
    );
  });

  test('ends where its last rate is 0, and is never infinite by a rounding at the edge of a lap', () => {
    const once = new SteppedRate([0, 10], [2, 0]);
    expect(once.inverse(19)).toBe(9.5);
    expect(once.inverse(20)).toBeLessThanOrEqual(10);
    expect(once.inverse(20.001)).toBe(Number.POSITIVE_INFINITY);
    expect(new SteppedRate([0], [0]).inverse(1)).toBe(Number.POSITIVE_INFINITY);
    // A lap of 0.1 × 3: 0.30000000000000004 expected, begun with a step of rate 0.
    const lap = new SteppedRate([0, 7], [0, 0.1], 10);
    const perLap = lap.cumulative(10);
    for (let k = 1; k < 2000; k++) {
      for (const expected of [k * perLap, k * perLap * (1 - 2 ** -53), k * perLap * (1 + 2 ** -52)]) {
        const t = lap.inverse(expected);
        expect(Math.abs(lap.cumulative(t) - expected)).toBeLessThan(1e-9 * expected);
      }
    }
  });

  test('refuses steps that do not rise from 0 below the period, and negative rates', () => {
    expect(() => new SteppedRate([], [])).toThrow(RangeError);
    expect(() => new SteppedRate([0, 1], [1])).toThrow(RangeError);
    expect(() => new SteppedRate([1], [1])).toThrow(RangeError);
    expect(() => new SteppedRate([0, 2, 2], [1, 1, 1])).toThrow(RangeError);
    expect(() => new SteppedRate([0, 5], [1, 1], 5)).toThrow(RangeError);
    expect(() => new SteppedRate([0], [-1])).toThrow(RangeError);
    expect(() => new ConstantRate(-1)).toThrow(RangeError);
  });
});

const sinusoidal = fc.record({
  mean: fc.double({ min: 0.01, max: 20, noNaN: true }),
  share: fc.double({ min: -1, max: 1, noNaN: true }),
  period: fc.double({ min: 1, max: 100_000, noNaN: true }),
  phase: fc.double({ min: -100, max: 100, noNaN: true }),
});

describe('a sinusoidal rate', () => {
  test('is inverted by its inverse, also where the rate touches 0', () => {
    fc.assert(
      fc.property(sinusoidal, fc.double({ min: 0, max: 10_000, noNaN: true }), (shape, expected) => {
        const profile = new SinusoidalRate(shape.mean, shape.share * shape.mean, shape.period, shape.phase);
        const t = profile.inverse(expected);
        // The inverse is good to a nanosecond: so is the integral to as many arrivals, and to its own rounding.
        const slack = 2e-9 * 2 * shape.mean + 1e-12 * (expected + shape.mean * shape.period);
        expect(Math.abs(profile.cumulative(t) - expected)).toBeLessThanOrEqual(slack);
      }),
      RUNS,
    );
  });

  test('integrates to the mean over whole periods, from its crest to its trough and back', () => {
    const profile = new SinusoidalRate(3, 2, 24);
    expect(profile.cumulative(0)).toBe(0);
    expect(profile.cumulative(24)).toBeCloseTo(72, 10);
    // The first half holds all of the crest: 3 × 12 + 2 × 24 / π.
    expect(profile.cumulative(12)).toBeCloseTo(36 + 48 / Math.PI, 10);
    const shifted = new SinusoidalRate(3, 2, 24, 12);
    expect(shifted.cumulative(12)).toBeCloseTo(36 - 48 / Math.PI, 10);
    expect(() => new SinusoidalRate(3, 3.1, 24)).toThrow(RangeError);
  });
});

describe('arrivals by a profile', () => {
  const profiles: Record<string, RateProfile> = {
    constant: new ConstantRate(2),
    steps: new SteppedRate([0, 30, 60], [3, 0, 1], 100),
    sinusoid: new SinusoidalRate(2, 2, 50, 10),
  };

  test('are as many in every window as the integral says', () => {
    for (const [name, profile] of Object.entries(profiles)) {
      const arrivals = new ProfileArrivals(profile, new Stream(20261123, 0, name));
      const windows = new Float64Array(10);
      for (let at = arrivals.at(); at < 100_000e6; at = arrivals.at())
        windows[(Math.floor((at / 1e6) % 100) / 10) | 0]++;
      for (let w = 0; w < 10; w++) {
        const expected = 1000 * (profile.cumulative(10 * w + 10) - profile.cumulative(10 * w));
        // Five standard deviations of a Poisson count, over thirty windows.
        expect(Math.abs(windows[w] - expected), `${name} ${w}`).toBeLessThanOrEqual(
          5 * Math.sqrt(expected) + 1e-6,
        );
      }
    }
  });

  test('keep the luck of all later ones when one rate is changed', () => {
    const expectedAt = (profile: RateProfile) => {
      const arrivals = new ProfileArrivals(profile, new Stream(1, 0, 'x'));
      return Array.from({ length: 200 }, () => profile.cumulative(arrivals.at() / 1e6));
    };
    const one = expectedAt(new SteppedRate([0, 10], [5, 1]));
    const other = expectedAt(new SteppedRate([0, 10], [2, 1]));
    // An instant is rounded to the microsecond: five arrivals a second make that 5e-6.
    for (let i = 0; i < one.length; i++) expect(Math.abs(one[i] - other[i])).toBeLessThan(1e-5);
  });

  test('end with the rate', () => {
    const arrivals = new ProfileArrivals(new SteppedRate([0, 10], [2, 0]), new Stream(1, 0, 'x'));
    let count = 0;
    for (let at = arrivals.at(); at !== NEVER; at = arrivals.at()) {
      expect(at).toBeLessThanOrEqual(10e6);
      count++;
    }
    expect(count).toBeGreaterThan(5);
    expect(arrivals.at()).toBe(NEVER);
  });
});
