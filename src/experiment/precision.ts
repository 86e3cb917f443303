import { meanInterval, observationsNeeded } from '../engine/stats/interval.ts';

/** Fewest replications after which the sequential rule may stop. Source: Law (2015), sec. 9.4.1. */
export const FEWEST_REPLICATIONS = 10;

/** When a figure is known precisely enough. */
export interface PrecisionTarget {
  /** Largest share by which the mean may miss the true one, e.g. 0.05; above 0, below 1. */
  readonly relativeError: number;
  /** Probability that it does not miss by more, e.g. 0.95. */
  readonly confidence: number;
}

/** How precisely a figure is known so far. */
export interface Precision {
  readonly n: number;
  readonly mean: number;
  /** NaN when n < 2. */
  readonly halfWidth: number;
  /** Half-width over the absolute mean; NaN where there is none, Infinity where the mean is 0 and the spread is not. */
  readonly relativeHalfWidth: number;
  /** What the relative half-width must not exceed: gamma / (1 + gamma). */
  readonly target: number;
  /** At least ten values, and the target is met. */
  readonly isPrecise: boolean;
  /** Estimated number of replications in all; n when precise, NaN while there is no interval. */
  readonly needed: number;
}

/**
 * Judges the sequential rule: replicate until half-width / |mean| <= gamma / (1 + gamma). The share is of the mean found,
 * not of the true one, hence the correction. Stopping when the interval happens to be narrow makes it cover a little
 * less often than it says, so the rule does not stop before ten.
 * @param values of replications, without gaps. Source: Law (2015), sec. 9.4.1.
 */
export function precisionOf(
  values: readonly number[] | Float64Array,
  { relativeError, confidence }: PrecisionTarget,
): Precision {
  const interval = meanInterval(values, confidence);
  const { n, mean, halfWidth } = interval;
  const target = relativeError / (1 + relativeError);
  // Not a quotient: a figure that is 0 in every replication is known exactly.
  const isNarrow = halfWidth <= target * Math.abs(mean);
  const isPrecise = isNarrow && n >= FEWEST_REPLICATIONS;
  return {
    n,
    mean,
    halfWidth,
    relativeHalfWidth: halfWidth === 0 ? 0 : halfWidth / Math.abs(mean),
    target,
    isPrecise,
    needed: isPrecise ? n : neededOf(interval, target, isNarrow),
  };
}

function neededOf(interval: ReturnType<typeof meanInterval>, target: number, isNarrow: boolean): number {
  if (isNarrow) return FEWEST_REPLICATIONS;
  // NaN passes through the maximum.
  return Math.max(FEWEST_REPLICATIONS, interval.n + 1, observationsNeeded(interval, target));
}
