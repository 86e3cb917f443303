import { expect } from 'vitest';
import { meanInterval } from '../../../src/engine/stats/interval.ts';
import { tQuantile } from '../../../src/engine/stats/quantiles.ts';

/** Independent replications of every comparison. */
export const REPLICATIONS = 30;

/** Probability that any of a test's comparisons fails though the program is right: a part of the suite's 10^-3. */
const FAMILY_WISE_ERROR = 1e-4;

/** Widest 95 % half-width, as a share of the exact value. */
const WIDEST = 0.05;

/**
 * Holds means over replications against exact values by the rule for simulated values: within t standard errors, and
 * known closely enough for that to mean something.
 * @param observed by comparison, then by replication
 */
export function expectMeans(observed: readonly (readonly number[])[], exact: readonly number[]): void {
  expect(observed.length).toBe(exact.length);
  const t = tQuantile(1 - FAMILY_WISE_ERROR / exact.length / 2, REPLICATIONS - 1);
  observed.forEach((values, at) => {
    expect(values.length).toBe(REPLICATIONS);
    const { mean, sd, halfWidth } = meanInterval(values, 0.95);
    expect(halfWidth).toBeLessThanOrEqual(WIDEST * exact[at]);
    expect(Math.abs(mean - exact[at])).toBeLessThanOrEqual((t * sd) / Math.sqrt(REPLICATIONS));
  });
}
