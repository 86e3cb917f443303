import { InvariantError } from '../../engine/invariant-error.ts';
import { tUpperTail } from '../../engine/stats/distribution-functions.ts';
import { type MeanInterval, meanInterval } from '../../engine/stats/interval.ts';
import type { ResponseSample } from '../sample.ts';
import type { DesignMatrix } from './design-matrix.ts';

/*
 * Under common random numbers the points of one replication share their luck: a replication is a block. Whatever is
 * estimated is therefore computed inside each replication, and its spread over replications says how well it is known;
 * this holds whatever the correlation between points, and without common random numbers too.
 */

/** An interval for an estimate, and how surprising the estimate would be if the truth were 0. */
export interface BlockEstimate extends MeanInterval {
  /** Two-sided p-value of the t test against 0; NaN when n < 2. */
  readonly pValue: number;
  /** The interval leaves out 0; false where there is none. */
  readonly isSignificant: boolean;
}

/** @throws InvariantError where a sample was not taken over the points of the design */
export function checkSampleFits(design: DesignMatrix, sample: ResponseSample): void {
  if (sample.values.length === design.points.length) return;
  throw new InvariantError(
    `a sample over ${sample.values.length} points does not fit a design of ${design.points.length}`,
  );
}

/** Rows of a sample, one array over the given points each, of replications in which all of them have a value. */
export function completeBlocks(sample: ResponseSample, points: readonly number[]): Float64Array[] {
  const blocks: Float64Array[] = [];
  for (let row = 0; row < sample.replications.length; row++) {
    const block = Float64Array.from(points, (point) => sample.values[point][row]);
    if (!block.some((value) => Number.isNaN(value))) blocks.push(block);
  }
  return blocks;
}

/** A weighted sum over points, in each replication in which the points with a weight have a value. */
export function weightedSums(sample: ResponseSample, weights: Float64Array): number[] {
  const points = [...weights.keys()].filter((point) => weights[point] !== 0);
  return completeBlocks(sample, points).map((block) => {
    let sum = 0;
    for (let i = 0; i < points.length; i++) sum += weights[points[i]] * block[i];
    return sum;
  });
}

/** The t interval over replications, n - 1 degrees of freedom. Source: Law (2015), sec. 12.2. */
export function estimateOver(values: readonly number[] | Float64Array, confidence: number): BlockEstimate {
  const interval = meanInterval(values, confidence);
  return {
    ...interval,
    pValue: pValueOf(interval),
    isSignificant: Math.abs(interval.mean) > interval.halfWidth,
  };
}

function pValueOf({ n, mean, sd }: MeanInterval): number {
  if (n < 2) return Number.NaN;
  if (sd === 0) return mean === 0 ? 1 : 0;
  return Math.min(1, 2 * tUpperTail(Math.abs(mean) / (sd / Math.sqrt(n)), n - 1));
}
