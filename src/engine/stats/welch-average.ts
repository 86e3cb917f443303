import { InvariantError } from '../invariant-error.ts';

/** Share of the later level within which a smoothed curve has settled, unless told otherwise. */
const TOLERANCE = 0.05;

/**
 * Mean over replications at each index, as far as the shortest goes: the curve that Welch's average smooths. Over those
 * that have a value there; NaN where none has.
 * @throws InvariantError when there is no series
 */
export function averageOverReplications(series: readonly ArrayLike<number>[]): Float64Array {
  if (series.length === 0) throw new InvariantError('an average over replications needs at least one');
  const mean = new Float64Array(Math.min(...series.map(({ length }) => length)));
  for (let i = 0; i < mean.length; i++) {
    let sum = 0;
    let n = 0;
    for (const values of series) {
      if (Number.isNaN(values[i])) continue;
      sum += values[i];
      n++;
    }
    mean[i] = sum / n;
  }
  return mean;
}

/**
 * Welch's moving average: the mean of the 2w + 1 values around each index; near the start, of as many as lie
 * symmetrically around it. Ends w before the series does, so its length is n - w (0 where the window is wider). Gaps
 * (NaN) are skipped; NaN where the window holds nothing else.
 * @param window w, whole, at least 0 @throws InvariantError for another window
 * Source: Welch (1983); Law (2015), sec. 9.5.1.
 */
export function welchAverage(series: ArrayLike<number>, window: number): Float64Array {
  if (!Number.isInteger(window) || window < 0) {
    throw new InvariantError(`a window of Welch's average is a whole number from 0, not ${window}`);
  }
  const smoothed = new Float64Array(Math.max(0, series.length - window));
  for (let i = 0; i < smoothed.length; i++) {
    const reach = Math.min(i, window);
    let sum = 0;
    let n = 0;
    // Anew for each index: a running sum would carry the rounding of a high transient along.
    for (let j = i - reach; j <= i + reach; j++) {
      if (Number.isNaN(series[j])) continue;
      sum += series[j];
      n++;
    }
    smoothed[i] = sum / n;
  }
  return smoothed;
}

/** Where a smoothed curve has settled. */
export interface SettlingPoint {
  /** Index of the first value that is kept; undefined where the curve settles in its second half, or not at all. */
  readonly cut: number | undefined;
  /** Mean of the curve's second half. */
  readonly level: number;
  /** The band around the level in which the curve stays from the cut on. */
  readonly band: readonly [low: number, high: number];
}

/**
 * Reads a cut off a smoothed curve: the first index from which the curve stays within a share of its later level.
 * Welch's own method is by eye; this rule stands in for the eye, is drawn into the plot, and the user may overrule it.
 * Where it finds nothing, the window is too narrow for the noise, or the run too short.
 * @param tolerance half the width of the band, as a share of the absolute level
 */
export function settlingPoint(smoothed: ArrayLike<number>, tolerance = TOLERANCE): SettlingPoint {
  const middle = Math.ceil(smoothed.length / 2);
  let sum = 0;
  let n = 0;
  for (let i = middle; i < smoothed.length; i++) {
    if (Number.isNaN(smoothed[i])) continue;
    sum += smoothed[i];
    n++;
  }
  const level = sum / n;
  const reach = tolerance * Math.abs(level);
  let settled = smoothed.length;
  // A gap does not leave the band.
  while (settled > 0 && !(Math.abs(smoothed[settled - 1] - level) > reach)) settled--;
  return {
    cut: n > 0 && settled < middle ? settled : undefined,
    level,
    band: [level - reach, level + reach],
  };
}
