import { InvariantError } from '../invariant-error.ts';
import { tQuantile } from './quantiles.ts';

/** A mean over independent observations and how well it is known. */
export interface MeanInterval {
  n: number;
  /** NaN when n is 0. */
  mean: number;
  /** Sample standard deviation of the observations; NaN when n < 2. */
  sd: number;
  /** NaN when n < 2. */
  halfWidth: number;
  /** Probability that the interval covers the true mean, e.g. 0.95. */
  confidence: number;
}

/**
 * Half-width of the two-sided t confidence interval for the mean of n independent observations.
 * Valid when their mean is about normal. @returns NaN when n < 2. Source: Law (2015), sec. 4.5.
 */
export function halfWidth(n: number, sd: number, confidence = 0.95): number {
  if (!(n >= 2)) return Number.NaN;
  return (tQuantile(0.5 + confidence / 2, n - 1) * sd) / Math.sqrt(n);
}

/** Mean, standard deviation and half-width of independent observations, such as the means of replications. */
export function meanInterval(values: readonly number[] | Float64Array, confidence = 0.95): MeanInterval {
  const n = values.length;
  if (n === 0) return { n, mean: Number.NaN, sd: Number.NaN, halfWidth: Number.NaN, confidence };
  // Sums of differences from the first value: equal values have a spread of exactly 0.
  const origin = values[0];
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i] - origin;
  const shift = sum / n;
  let squares = 0;
  let drift = 0;
  for (let i = 0; i < n; i++) {
    const deviation = values[i] - origin - shift;
    squares += deviation * deviation;
    drift += deviation;
  }
  // The drift is the rounding error of the shift (Chan, Golub and LeVeque 1983, eq. 1.7).
  const sd = n < 2 ? Number.NaN : Math.sqrt((squares - (drift * drift) / n) / (n - 1));
  return { n, mean: origin + shift, sd, halfWidth: halfWidth(n, sd, confidence), confidence };
}

/**
 * Interval for the mean of a[i] - b[i]; with common random numbers far tighter than that of two separate means.
 * @throws InvariantError when the lengths differ. Source: Law (2015), sec. 10.2.1.
 */
export function pairedDifference(
  a: readonly number[] | Float64Array,
  b: readonly number[] | Float64Array,
  confidence = 0.95,
): MeanInterval {
  if (a.length !== b.length) {
    throw new InvariantError(`pairs need as many values on both sides, not ${a.length} and ${b.length}`);
  }
  const differences = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) differences[i] = a[i] - b[i];
  return meanInterval(differences, confidence);
}

/**
 * How many observations in all would bring the half-width down to a share of the mean, if the spread stays as it is
 * and the t quantile too (so a little too many). NaN when there is no interval yet.
 */
export function observationsNeeded(interval: MeanInterval, relativeHalfWidth: number): number {
  const ratio = interval.halfWidth / (relativeHalfWidth * Math.abs(interval.mean));
  return Math.ceil(interval.n * ratio * ratio);
}
