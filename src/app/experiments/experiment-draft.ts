import type { Better } from '../../experiment/response.ts';

/** One of the scenarios that are compared, as the form has it. */
export interface DraftAlternative {
  name: string;
  /** Id of another scenario that comes with the page; empty for the open one. */
  scenario: string;
  /** `path=value`, one per line. */
  values: string;
}

/** A value that is varied, as the form has it: numbers are still texts. */
export interface DraftFactor {
  name: string;
  path: string;
  change: 'replace' | 'add' | 'multiply';
  kind: 'range' | 'levels';
  low: string;
  high: string;
  /** Separated by commas. */
  levels: string;
  isInteger: boolean;
}

/** A figure that is measured. */
export interface DraftResponse {
  kpi: string;
  place: string;
  class: string;
  better: Better | '';
}

/** An experiment while it is written. Texts of fields that do not apply are kept, and left out of the file. */
export interface ExperimentDraft {
  title: string;
  mode: 'alternatives' | 'factors';
  alternatives: DraftAlternative[];
  pairs: 'all' | 'control';
  correction: 'bonferroni' | 'dunnett' | 'none';
  factors: DraftFactor[];
  design: 'one_at_a_time' | 'full_factorial' | 'fractional_factorial' | 'latin_hypercube';
  hasCenterPoint: boolean;
  /** Of a fractional factorial. */
  runs: string;
  /** Of a Latin hypercube. */
  points: string;
  designSeed: string;
  responses: DraftResponse[];
  /** How it is known when there is enough. Batch means are for flows, a selection is for alternatives. */
  sampling: 'fixed' | 'precise' | 'selection' | 'batches';
  replications: string;
  /** Percent of the mean. */
  relativeHalfWidth: string;
  atLeast: string;
  atMost: string;
  /** In the unit of the first response. */
  indifferenceZone: string;
  firstStage: string;
  selectAtMost: string;
  batches: string;
  /** `scenario`: as the scenario says. The others are for flows. */
  warmUp: 'scenario' | 'fixed' | 'mser5' | 'welch';
  warmUpS: string;
  pilotReplications: string;
  everyS: string;
  /** Percent. */
  confidence: string;
  seed: string;
  isPaired: boolean;
}

/** Fewest and most scenarios that are compared. */
export const MOST_ALTERNATIVES = 20;
export const MOST_FACTORS = 20;

/** A factor of which nothing is known yet. */
export const EMPTY_FACTOR: DraftFactor = {
  name: '',
  path: '',
  change: 'replace',
  kind: 'range',
  low: '',
  high: '',
  levels: '',
  isInteger: false,
};

/** Sizes that a two-level fraction of so many factors may have: powers of two that tell all main effects apart. */
export function fractionSizes(factors: number): number[] {
  const sizes: number[] = [];
  for (let runs = 4; runs < 2 ** factors && runs <= 512; runs *= 2) if (runs > factors) sizes.push(runs);
  return sizes;
}

/** Points of the design as it stands; NaN where that cannot be told yet. */
export function designSize({ design, factors, runs, points, hasCenterPoint }: ExperimentDraft): number {
  const levels = factors.map((factor) => (factor.kind === 'range' ? 2 : levelTexts(factor.levels).length));
  const center = hasCenterPoint ? 1 : 0;
  switch (design) {
    case 'one_at_a_time':
      // A range has its base at one of its ends or between them.
      return 1 + factors.reduce((sum, factor, f) => sum + (hasInnerBase(factor) ? 2 : levels[f] - 1), 0);
    case 'full_factorial':
      return levels.reduce((product, count) => product * count, 1) + center;
    case 'fractional_factorial':
      return (runs === '' ? Number.NaN : Number(runs)) + center;
    case 'latin_hypercube':
      return points === '' ? Number.NaN : Number(points);
  }
}

/** The levels of a list, as written. */
export function levelTexts(levels: string): string[] {
  return levels
    .split(',')
    .map((level) => level.trim())
    .filter((level) => level !== '');
}

/** What changes nothing lies between low and high: it is the base, and both ends are points of their own. */
function hasInnerBase({ kind, change, low, high }: DraftFactor): boolean {
  if (kind !== 'range' || change === 'replace') return false;
  const neutral = change === 'add' ? 0 : 1;
  return Number(low) < neutral && neutral < Number(high);
}
