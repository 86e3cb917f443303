import { lnGamma } from '../math/gamma-function.ts';
import { exp, ln, log1p } from '../math/transcendental.ts';
import { lnBeta, lnGammaRatio } from './gamma-ratio.ts';
import { regularizedBeta } from './incomplete-beta.ts';
import { lowerGamma, upperGamma } from './incomplete-gamma.ts';

/*
 * Distribution functions behind intervals and tests; degrees of freedom are positive and may be fractional.
 * Each comes with its upper tail, which keeps its digits where 1 - F has none left.
 */

/** Probability that Student's t with df degrees of freedom is at most t. */
export function tCdf(t: number, df: number): number {
  return t < 0 ? tUpperTail(-t, df) : 1 - tUpperTail(t, df);
}

/** Probability that Student's t exceeds t. Source: DLMF 8.17; Abramowitz and Stegun 26.7.1. */
export function tUpperTail(t: number, df: number): number {
  if (t < 0) return 1 - tUpperTail(-t, df);
  const square = t * t;
  if (square === Number.POSITIVE_INFINITY) return 0;
  return 0.5 * regularizedBeta(df / (df + square), square / (df + square), df / 2, 0.5);
}

/** Probability that Student's t lies within -t and t, precise for small t. */
export function tCentral(t: number, df: number): number {
  const square = t * t;
  return regularizedBeta(square / (df + square), df / (df + square), 0.5, df / 2);
}

export function tDensity(t: number, df: number): number {
  const front = exp(lnGammaRatio(df / 2, 0.5)) / Math.sqrt(df * Math.PI);
  return front * exp(-0.5 * (df + 1) * log1p((t * t) / df));
}

/** Probability that chi-square with df degrees of freedom is at most x; 0 below 0. */
export function chiSquareCdf(x: number, df: number): number {
  return x <= 0 ? 0 : lowerGamma(df / 2, x / 2);
}

export function chiSquareUpperTail(x: number, df: number): number {
  return x <= 0 ? 1 : upperGamma(df / 2, x / 2);
}

/** Density for x > 0. */
export function chiSquareDensity(x: number, df: number): number {
  const a = df / 2;
  return 0.5 * exp((a - 1) * ln(x / 2) - x / 2 - lnGamma(a));
}

/** Probability that F with d1 (numerator) and d2 (denominator) degrees of freedom is at most x; 0 below 0. */
export function fCdf(x: number, d1: number, d2: number): number {
  if (x <= 0) return 0;
  const whole = d1 * x + d2;
  return regularizedBeta((d1 * x) / whole, d2 / whole, d1 / 2, d2 / 2);
}

export function fUpperTail(x: number, d1: number, d2: number): number {
  if (x <= 0) return 1;
  const whole = d1 * x + d2;
  return regularizedBeta(d2 / whole, (d1 * x) / whole, d2 / 2, d1 / 2);
}

/** Density for x > 0. */
export function fDensity(x: number, d1: number, d2: number): number {
  const whole = d1 * x + d2;
  const a = d1 / 2;
  const b = d2 / 2;
  return exp(a * ln((d1 * x) / whole) + b * ln(d2 / whole) - lnBeta(a, b)) / x;
}
