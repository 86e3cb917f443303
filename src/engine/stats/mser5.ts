/** Values in a batch of MSER-5. Source: White, Cobb and Spratt (2000). */
export const MSER_BATCH = 5;

/** Batches at the end at which no cut is tried: the spread of so few says nothing. */
const LAST_BATCHES = 5;

/** Fewest batches from which a cut is read. */
const FEWEST_BATCHES = 2 * LAST_BATCHES;

/** Where MSER-5 would cut off the initial transient of a series. */
export interface Mser5 {
  /**
   * `found`; `in second half`: the series still settles where it ends, or nearly, so the run is too short for a cut;
   * `too short`: fewer than 50 values.
   */
  readonly state: 'found' | 'in second half' | 'too short';
  /** Index of the first value that is kept; undefined unless found. */
  readonly cut: number | undefined;
  /** Index at which the statistic is least over the whole series, trusted or not; NaN where it is too short. */
  readonly least: number;
  /** The statistic of each cut, at value `5 x index`: squared standard error of what is kept, in squared units. */
  readonly statistics: Float64Array;
}

/**
 * Marginal standard error rule on batches of five: cuts where the mean of what is kept would have the narrowest
 * interval, if batches were independent. Values that fill no batch at the end are left out, gaps (NaN) are skipped.
 * Linear in the length.
 * Source: White (1997), Simulation 69(6); White, Cobb and Spratt (2000); that a cut beyond the middle is not trusted,
 * and that the last five batches are no candidates: Franklin and White (2008).
 */
export function mser5(series: ArrayLike<number>): Mser5 {
  const batches = Math.floor(series.length / MSER_BATCH);
  if (batches < FEWEST_BATCHES) {
    return { state: 'too short', cut: undefined, least: Number.NaN, statistics: new Float64Array(0) };
  }
  const statistics = standardErrors(series, batches);
  let best = 0;
  for (let cut = 1; cut < statistics.length; cut++) if (statistics[cut] < statistics[best]) best = cut;
  const least = best * MSER_BATCH;
  const isFound = best <= batches / 2;
  return {
    state: isFound ? 'found' : 'in second half',
    cut: isFound ? least : undefined,
    least,
    statistics,
  };
}

/** For each cut, the sum of squared deviations of the batches kept over their squared number, from the end backward. */
function standardErrors(series: ArrayLike<number>, batches: number): Float64Array {
  const statistics = new Float64Array(batches - LAST_BATCHES + 1);
  let kept = 0;
  let mean = 0;
  let squares = 0;
  for (let batch = batches - 1; batch >= 0; batch--) {
    const value = batchMean(series, batch * MSER_BATCH);
    if (!Number.isNaN(value)) {
      // Welford (1962): stable where the level is large beside the spread.
      kept++;
      const deviation = value - mean;
      mean += deviation / kept;
      squares += deviation * deviation * (1 - 1 / kept);
    }
    if (batch < statistics.length)
      statistics[batch] = kept === 0 ? Number.POSITIVE_INFINITY : squares / (kept * kept);
  }
  return statistics;
}

/** NaN for a batch of gaps. */
function batchMean(series: ArrayLike<number>, from: number): number {
  let sum = 0;
  let n = 0;
  for (let i = from; i < from + MSER_BATCH; i++) {
    if (Number.isNaN(series[i])) continue;
    sum += series[i];
    n++;
  }
  return sum / n;
}
