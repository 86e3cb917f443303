import { InvariantError } from '../../engine/invariant-error.ts';
import { dunnettCritical } from '../../engine/stats/dunnett.ts';
import { tQuantile } from '../../engine/stats/quantiles.ts';
import type { ResponseSample } from '../sample.ts';
import { holmAdjusted, twoSidedPValue } from './p-values.ts';
import type { ComparisonSettings, Correction, PairComparison } from './pair-comparison.ts';
import { type PairSpread, pairSpread } from './pair-spread.ts';

/**
 * Differences between design points in one response.
 *
 * Each pair has its own standard error, on its own replications: variances and correlations of scenarios differ, and
 * pooling them would favor some pairs. Bonferroni then holds whatever hangs together. Dunnett's intervals are narrower;
 * they assume that the points' variances, and the correlations between any two of them, are equal, which scenarios under
 * common random numbers are only nearly. His tables assume besides that all pairs share one estimate of the error: with
 * estimates of their own, joint coverage at 95 % falls to 94 % for 5 treatments and 10 replications, so the critical
 * value is computed for errors of their own (`test/experiment/comparison/` measures both).
 * @throws InvariantError for fewer than two points, an unknown control, or Dunnett without one
 * Source: Law (2015), sec. 10.2 and 10.3; Welch (1938); Dunnett (1955); Holm (1979).
 */
export function comparePairs(sample: ResponseSample, settings: ComparisonSettings): PairComparison[] {
  const { correction, confidence, isPaired = true } = settings;
  const pairs = pairsOf(sample.values.length, settings);
  const critical = new CriticalValues(correction, confidence, pairs.length);
  const { kpi, place, class: ofClass, better } = sample.response;
  const compared = pairs.map(([a, b]) => {
    const spread = pairSpread(sample.values[a], sample.values[b]);
    const { standardError, degreesOfFreedom } = isPaired ? pairedError(spread) : welchError(spread);
    const halfWidth = critical.joint(degreesOfFreedom) * standardError;
    return {
      kpi,
      place,
      class: ofClass,
      unit: sample.unit,
      better,
      a,
      b,
      ...spread,
      halfWidth,
      ownHalfWidth: critical.own(degreesOfFreedom) * standardError,
      confidence,
      correction,
      degreesOfFreedom,
      varianceReduction: 1 - spread.pairedVariance / spread.independentVariance,
      pValue: twoSidedPValue(spread.difference, standardError, degreesOfFreedom),
      isSignificant: Math.abs(spread.difference) > halfWidth,
    };
  });
  const adjusted = holmAdjusted(compared.map(({ pValue }) => pValue));
  return compared.map((pair, i) => ({ ...pair, pHolm: adjusted[i] }));
}

function pairsOf(points: number, { pairs, correction }: ComparisonSettings): [a: number, b: number][] {
  if (points < 2) throw new InvariantError(`a comparison needs at least two points, not ${points}`);
  const all = Array.from({ length: points }, (_, point) => point);
  if (pairs.kind === 'control') {
    const { control } = pairs;
    if (!all.includes(control))
      throw new InvariantError(`point ${control} of ${points} cannot be the control`);
    return all.filter((point) => point !== control).map((point) => [control, point]);
  }
  if (correction === 'dunnett') throw new InvariantError('Dunnett compares with a control, not all pairs');
  return all.flatMap((a) => all.slice(a + 1).map((b): [number, number] => [a, b]));
}

interface DifferenceError {
  readonly standardError: number;
  readonly degreesOfFreedom: number;
}

function pairedError({ n, pairedVariance }: PairSpread): DifferenceError {
  return { standardError: Math.sqrt(pairedVariance / n), degreesOfFreedom: n - 1 };
}

/** Two independent samples with variances of their own. Source: Welch (1938); Law (2015), sec. 10.2.2. */
function welchError({ n, varianceA, varianceB, independentVariance }: PairSpread): DifferenceError {
  const squares = varianceA * varianceA + varianceB * varianceB;
  const isConstant = squares === 0;
  return {
    standardError: Math.sqrt(independentVariance / n),
    degreesOfFreedom: isConstant ? n - 1 : ((n - 1) * independentVariance * independentVariance) / squares,
  };
}

/** Multiples of the standard error, found once for each number of degrees of freedom. */
class CriticalValues {
  readonly #correction: Correction;
  readonly #confidence: number;
  readonly #pairs: number;
  readonly #found = new Map<number, number>();

  constructor(correction: Correction, confidence: number, pairs: number) {
    this.#correction = correction;
    this.#confidence = confidence;
    this.#pairs = pairs;
  }

  /** Of one pair alone. */
  own(df: number): number {
    return tQuantile(0.5 + this.#confidence / 2, df);
  }

  /** Of all pairs together, under the correction. */
  joint(df: number): number {
    const known = this.#found.get(df) ?? this.#corrected(df);
    this.#found.set(df, known);
    return known;
  }

  #corrected(df: number): number {
    if (this.#correction === 'none') return this.own(df);
    // Of whole degrees of freedom, rounded to the safe side: there are then few values to find.
    if (this.#correction === 'dunnett') {
      return dunnettCritical(this.#confidence, this.#pairs, Math.floor(df), 'own');
    }
    return tQuantile(1 - (1 - this.#confidence) / (2 * this.#pairs), df);
  }
}
