import { meanInterval, pairedDifference } from '../../engine/stats/interval.ts';

/** Moments of two points over the replications in which both have a value; variances are of one replication. */
export interface PairSpread {
  /** Replications in which both have a value: the only ones used. */
  readonly n: number;
  readonly meanA: number;
  readonly meanB: number;
  /** Mean of B - A. */
  readonly difference: number;
  readonly varianceA: number;
  readonly varianceB: number;
  readonly pairedVariance: number;
  /** Of a difference of independent replications: the sum of the two variances. */
  readonly independentVariance: number;
  /** Over replications; NaN where one of the two does not vary. */
  readonly correlation: number;
}

/** Gathers the moments of a pair. NaN where too few rows have both values. @param a @param b by row, NaN for gaps */
export function pairSpread(a: ArrayLike<number>, b: ArrayLike<number>): PairSpread {
  const ofA: number[] = [];
  const ofB: number[] = [];
  for (let row = 0; row < Math.min(a.length, b.length); row++) {
    if (Number.isNaN(a[row]) || Number.isNaN(b[row])) continue;
    ofA.push(a[row]);
    ofB.push(b[row]);
  }
  const { mean: meanA, sd: sdA } = meanInterval(ofA);
  const { mean: meanB, sd: sdB } = meanInterval(ofB);
  const { n, mean: difference, sd } = pairedDifference(ofB, ofA);
  let products = 0;
  for (let row = 0; row < n; row++) products += (ofA[row] - meanA) * (ofB[row] - meanB);
  return {
    n,
    meanA,
    meanB,
    difference,
    varianceA: sdA * sdA,
    varianceB: sdB * sdB,
    pairedVariance: sd * sd,
    independentVariance: sdA * sdA + sdB * sdB,
    correlation: products / ((n - 1) * sdA * sdB),
  };
}
