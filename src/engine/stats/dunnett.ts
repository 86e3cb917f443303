import { lnGamma } from '../math/gamma-function.ts';
import { normalCdf, normalDensity } from '../math/normal-distribution.ts';
import { exp, ln } from '../math/transcendental.ts';
import { tQuantile } from './quantiles.ts';

/*
 * Integrands here are analytic and fall to nothing on both sides, where the trapezoidal rule converges faster than any
 * power of its step. Steps and ends are chosen for an error below 1e-9 in the probability.
 */

const NORMAL_STEP = 0.25;
const NORMAL_END = 8;

/** From this many degrees of freedom on the common variance is as good as known. */
const NEARLY_NORMAL = 1e5;

/**
 * Whose standard error a t statistic is divided by: one `shared` by all, from a variance pooled over groups, as in
 * Dunnett's tables; or each difference's `own`, estimated as if independently of the others.
 */
export type ErrorEstimate = 'shared' | 'own';

/**
 * Two-sided critical value for comparing `treatments` >= 1 means with one control, with equal numbers, variances that
 * are equal and estimated on `df` > 0 degrees of freedom (Infinity where they are known): the c for which the largest of
 * the absolute t statistics, whose numerators correlate by 1/2, stays below c with the probability `confidence`.
 * @returns NaN for other input. Cost: tens of milliseconds the first time.
 * Source: Dunnett (1955), J. Am. Stat. Assoc. 50; Dunnett (1964), Biometrics 20; for `own` errors the same integrals, that
 * over the error now inside that over the control.
 */
export function dunnettCritical(
  confidence: number,
  treatments: number,
  df: number,
  errors: ErrorEstimate = 'shared',
): number {
  const isPossible = confidence > 0 && confidence < 1 && treatments >= 1 && Number.isInteger(treatments);
  if (!isPossible || !(df > 0)) return Number.NaN;
  if (treatments === 1) return tQuantile(0.5 + confidence / 2, df);
  const key = `${confidence}/${treatments}/${df}/${errors}`;
  const critical = FOUND.get(key) ?? solve(confidence, treatments, df, errors);
  FOUND.set(key, critical);
  return critical;
}

/** What was found before: an experiment asks for the same value for each of its responses. */
const FOUND = new Map<string, number>();

function solve(confidence: number, treatments: number, df: number, errors: ErrorEstimate): number {
  const within = errors === 'own' && df < NEARLY_NORMAL ? withinOwn(df) : withinShared(df);
  // One comparison alone lies below, Bonferroni's above.
  let low = tQuantile(0.5 + confidence / 2, df);
  let high = tQuantile(1 - (1 - confidence) / (2 * treatments), df);
  let missLow = within(low, treatments) - confidence;
  let missHigh = within(high, treatments) - confidence;
  // Regula falsi in the form called Illinois (Dowell and Jarratt 1971).
  let side = 0;
  for (let step = 0; step < 100 && high - low > 1e-9 * high; step++) {
    const next = (low * missHigh - high * missLow) / (missHigh - missLow);
    const miss = within(next, treatments) - confidence;
    if (Math.abs(miss) < 1e-11) return next;
    if (miss < 0) {
      low = next;
      missLow = miss;
      if (side === -1) missHigh /= 2;
      side = -1;
    } else {
      high = next;
      missHigh = miss;
      if (side === 1) missLow /= 2;
      side = 1;
    }
  }
  return (low + high) / 2;
}

/** Probability that all absolute t statistics of treatments against one control are at most c >= 0. */
type Within = (c: number, treatments: number) => number;

/** One error for all: over the control's deviation, given the error, then over the error. */
function withinShared(df: number): Within {
  if (df >= NEARLY_NORMAL) return (c, treatments) => overControl(treatments, (z) => normalWithin(c, z));
  const errors = errorGrid(df);
  return (c, treatments) => {
    let sum = 0;
    for (const { ratio, weight } of errors) {
      sum += weight * overControl(treatments, (z) => normalWithin(c * ratio, z));
    }
    return sum;
  };
}

/** Errors of their own: over each error, given the control's deviation, then over the control. */
function withinOwn(df: number): Within {
  const errors = errorGrid(df);
  return (c, treatments) =>
    overControl(treatments, (z) => {
      let sum = 0;
      for (const { ratio, weight } of errors) sum += weight * normalWithin(c * ratio, z);
      return sum;
    });
}

/** |Z_i - z| <= c sqrt(2), given the control's z. */
function normalWithin(c: number, z: number): number {
  const reach = c * Math.SQRT2;
  return normalCdf(z + reach) - normalCdf(z - reach);
}

/** Integral over the control's deviation z, about which all is symmetric, of the chance that every treatment is within. */
function overControl(treatments: number, within: (z: number) => number): number {
  let sum = 0;
  for (let z = 0; z <= NORMAL_END; z += NORMAL_STEP) {
    const one = within(z);
    let all = one;
    for (let i = 1; i < treatments; i++) all *= one;
    sum += (z === 0 ? 1 : 2) * normalDensity(z) * all;
  }
  return sum * NORMAL_STEP;
}

interface GridPoint {
  /** Estimated over true standard error: chi with df degrees of freedom / sqrt(df). */
  readonly ratio: number;
  readonly weight: number;
}

/** The distribution of the error, on a grid that is even in its logarithm. */
function errorGrid(df: number): GridPoint[] {
  const step = 1 / (3 * Math.sqrt(2 * df));
  const scale = ln(2) + (df / 2) * ln(df / 2) - lnGamma(df / 2);
  const points: GridPoint[] = [];
  const extend = (from: number, by: number) => {
    for (let x = from; ; x += by) {
      const density = exp(scale + df * x - (df / 2) * exp(2 * x));
      points.push({ ratio: exp(x), weight: density * step });
      if (density < 1e-12) return;
    }
  };
  extend(0, step);
  extend(-step, -step);
  return points;
}
