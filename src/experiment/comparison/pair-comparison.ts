import type { Better } from '../response.ts';
import type { PairSpread } from './pair-spread.ts';

/** How intervals of several pairs are widened so that all of them hold together with the confidence. */
export type Correction = 'none' | 'bonferroni' | 'dunnett';

/** Every pair of points, or each point against one of them, given by its ordinal. */
export type Pairs = { readonly kind: 'all' } | { readonly kind: 'control'; readonly control: number };

/** What is compared and how surely. */
export interface ComparisonSettings {
  readonly pairs: Pairs;
  /** `dunnett` needs a control. */
  readonly correction: Correction;
  /** Probability, e.g. 0.95, that the intervals of all pairs of one response cover the true differences. */
  readonly confidence: number;
  /** The points share their random numbers, replication by replication (default); otherwise they are independent. */
  readonly isPaired?: boolean;
}

/** One response of two points: the difference B - A, how well it is known, and what pairing was worth. */
export interface PairComparison extends PairSpread {
  readonly kpi: string;
  readonly place: string;
  readonly class: string;
  readonly unit: string;
  readonly better: Better | undefined;
  /** Ordinals of the points. Against a control, A is the control. */
  readonly a: number;
  readonly b: number;
  /** Under the correction: the intervals of all pairs hold together. NaN below two pairs of values. */
  readonly halfWidth: number;
  /** Of this pair alone. */
  readonly ownHalfWidth: number;
  readonly confidence: number;
  readonly correction: Correction;
  /** n - 1, or Welch's fractional number where the points are independent. */
  readonly degreesOfFreedom: number;
  /** 1 - paired / independent variance: what common random numbers saved; negative where they hurt. */
  readonly varianceReduction: number;
  /** Two-sided, of the t test that the true difference is 0; and as Holm adjusts it over the pairs. */
  readonly pValue: number;
  readonly pHolm: number;
  /** The interval under the correction leaves out 0; false where there is none. */
  readonly isSignificant: boolean;
}
