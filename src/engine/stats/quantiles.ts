import { normalQuantile } from '../math/normal-distribution.ts';
import { exp, ln } from '../math/transcendental.ts';
import {
  chiSquareCdf,
  chiSquareDensity,
  chiSquareUpperTail,
  fCdf,
  fDensity,
  fUpperTail,
  tCentral,
  tDensity,
  tUpperTail,
} from './distribution-functions.ts';

/*
 * Quantiles of t, chi-square and F for intervals and tests, in arithmetic that every JavaScript engine rounds alike.
 * The normal one stands in `math/normal-distribution.ts`. Relative error about 1e-12 up to some thousands of degrees
 * of freedom; a call costs tens of microseconds, so they belong at the end of a run.
 */

/** From this many degrees of freedom on the expansion about the normal is as good as the root, and cheaper. */
const NEARLY_NORMAL = 1e4;

/**
 * Quantile of Student's t with df > 0 degrees of freedom, fractional ones (Welch) and Infinity (normal) included.
 * @returns infinities at p = 0 and 1, NaN for other input.
 */
export function tQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1) || !(df > 0)) return Number.NaN;
  if (p < 0.5) return -tQuantileAbove(p, 0.5 - p, df);
  return tQuantileAbove(1 - p, p - 0.5, df);
}

/** t >= 0 whose upper tail is `tail`; `center` is what lies between 0 and t, exact where `tail` has lost digits. */
function tQuantileAbove(tail: number, center: number, df: number): number {
  if (center === 0) return 0;
  if (tail === 0) return Number.POSITIVE_INFINITY;
  const z = -normalQuantile(tail);
  const start = expandAboutNormal(z, df);
  if (df >= NEARLY_NORMAL) return start;
  const density = (t: number) => tDensity(t, df);
  if (center < 0.25)
    return solveRising(
      (t) => tCentral(t, df),
      (t) => 2 * density(t),
      2 * center,
      start,
    );
  return solveFalling((t) => tUpperTail(t, df), density, tail, start);
}

/**
 * Three terms of Fisher's expansion in 1 / df; what is left out is of order z^9 / (1000 df^4).
 * Source: Abramowitz and Stegun 26.7.5.
 */
function expandAboutNormal(z: number, df: number): number {
  const w = z * z;
  const first = (w + 1) / 4;
  const second = ((5 * w + 16) * w + 3) / 96;
  const third = (((3 * w + 19) * w + 17) * w - 15) / 384;
  return z * (1 + (first + (second + third / df) / df) / df);
}

/** Quantile of chi-square with df > 0 degrees of freedom. @returns 0 at p = 0, Infinity at 1, NaN for other input. */
export function chiSquareQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1) || !(df > 0 && df < Number.POSITIVE_INFINITY)) return Number.NaN;
  if (p === 0 || p === 1) return p === 0 ? 0 : Number.POSITIVE_INFINITY;
  // Wilson and Hilferty (1931).
  const root = 1 - 2 / (9 * df) + normalQuantile(p) * Math.sqrt(2 / (9 * df));
  const start = df * Math.max(root * root * root, 1e-3);
  const density = (x: number) => chiSquareDensity(x, df);
  if (p <= 0.5) return solveRising((x) => chiSquareCdf(x, df), density, p, start);
  return solveFalling((x) => chiSquareUpperTail(x, df), density, 1 - p, start);
}

/**
 * Quantile of F with d1 (numerator) and d2 (denominator) degrees of freedom, both positive and finite.
 * @returns 0 at p = 0, Infinity at 1, NaN for other input.
 */
export function fQuantile(p: number, d1: number, d2: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (!(d1 > 0 && d2 > 0 && d1 + d2 < Number.POSITIVE_INFINITY)) return Number.NaN;
  if (p === 0 || p === 1) return p === 0 ? 0 : Number.POSITIVE_INFINITY;
  const density = (x: number) => fDensity(x, d1, d2);
  if (p <= 0.5) return solveRising((x) => fCdf(x, d1, d2), density, p, 1);
  return solveFalling((x) => fUpperTail(x, d1, d2), density, 1 - p, 1);
}

type Curve = (x: number) => number;

/** x > 0 at which a distribution function reaches a target up to 1/2. */
function solveRising(lowerTail: Curve, density: Curve, target: number, start: number): number {
  return solveTail(lowerTail, density, target, start, 1);
}

/** x > 0 at which an upper tail has come down to a target up to 1/2. */
function solveFalling(upperTail: Curve, density: Curve, target: number, start: number): number {
  return solveTail(upperTail, density, target, start, -1);
}

/**
 * Newton's method on ln(tail) over ln(x), where tails of power laws are straight lines and those of exponentials
 * bend gently; a step that leaves the bracket is replaced by halving it.
 */
function solveTail(tail: Curve, density: Curve, target: number, start: number, sign: 1 | -1): number {
  const goal = ln(target);
  let low = -745;
  let high = 709;
  let u = ln(start);
  for (let step = 0; step < 200; step++) {
    const x = exp(u);
    const share = tail(x);
    const miss = sign * (ln(share) - goal);
    if (miss === 0) return x;
    if (miss > 0) high = u;
    else low = u;
    // d ln(tail) / d ln(x) = +-density x / tail.
    let next = u - (miss * share) / (density(x) * x);
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (Math.abs(next - u) < 1e-14) return exp(next);
    u = next;
  }
  return exp(u);
}
