import { InvariantError } from '../invariant-error.ts';
import { meanInterval } from './interval.ts';

/** A mean from one long run, cut into batches, and signs of whether the batches were long enough. */
export interface BatchMeans {
  mean: number;
  /** NaN below two batches. */
  halfWidth: number;
  /** Lag-1 autocorrelation of the values themselves: how much they hang together before batching. */
  lag1: number;
  /** Lag-1 autocorrelation of the batch means: near 0 when the batches are long enough. */
  batchLag1: number;
  /** Squared successive differences over squared deviations: near 2 when the batch means are independent. */
  vonNeumannRatio: number;
  batchSize: number;
}

/**
 * Non-overlapping batch means of a steady-state series. Where the number of values is no multiple of the number of
 * batches, the earliest ones, nearest to the initial transient, are left out.
 * @throws InvariantError when batches is not a positive integer or exceeds the number of values.
 * Source: Law (2015), sec. 9.5.3; von Neumann (1941).
 */
export function batchMeans(
  values: readonly number[] | Float64Array,
  batches: number,
  confidence = 0.95,
): BatchMeans {
  if (!Number.isInteger(batches) || batches < 1 || batches > values.length) {
    throw new InvariantError(`${values.length} values cannot be cut into ${batches} batches`);
  }
  const batchSize = Math.floor(values.length / batches);
  const first = values.length - batches * batchSize;
  const means = new Float64Array(batches);
  for (let batch = 0; batch < batches; batch++) {
    let sum = 0;
    for (let i = 0; i < batchSize; i++) sum += values[first + batch * batchSize + i];
    means[batch] = sum / batchSize;
  }
  const { mean, halfWidth } = meanInterval(means, confidence);
  let squares = 0;
  let successive = 0;
  for (let batch = 0; batch < batches; batch++) {
    const deviation = means[batch] - mean;
    squares += deviation * deviation;
    if (batch === 0) continue;
    const step = means[batch] - means[batch - 1];
    successive += step * step;
  }
  return {
    mean,
    halfWidth,
    lag1: lagOne(values),
    batchLag1: lagOne(means),
    vonNeumannRatio: successive / squares,
    batchSize,
  };
}

/** Lag-1 autocorrelation about the mean of all values; NaN where they do not vary. */
function lagOne(values: readonly number[] | Float64Array): number {
  const { mean } = meanInterval(values);
  let squares = 0;
  let products = 0;
  let previous = 0;
  for (let i = 0; i < values.length; i++) {
    const deviation = values[i] - mean;
    squares += deviation * deviation;
    products += deviation * previous;
    previous = deviation;
  }
  return products / squares;
}
