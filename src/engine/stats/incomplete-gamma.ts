import { lnGamma } from '../math/gamma-function.ts';
import { exp, ln } from '../math/transcendental.ts';

const ENOUGH = 1e-16;
const TINY = 1e-300;
const MOST_STEPS = 100_000;

/** Regularized lower incomplete gamma function P(a, x), a > 0, x >= 0. Source: DLMF 8.2.4, series 8.11.4. */
export function lowerGamma(a: number, x: number): number {
  if (!(a > 0) || !(x >= 0)) return Number.NaN;
  if (x === 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return 1;
  return x < a + 1 ? series(a, x) : 1 - fraction(a, x);
}

/** Regularized upper incomplete gamma function Q(a, x) = 1 - P(a, x), precise in the far tail. */
export function upperGamma(a: number, x: number): number {
  if (!(a > 0) || !(x >= 0)) return Number.NaN;
  if (x === 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  return x < a + 1 ? 1 - series(a, x) : fraction(a, x);
}

/** x^a e^-x / Gamma(a). */
function weight(a: number, x: number): number {
  return exp(a * ln(x) - x - lnGamma(a));
}

function series(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let k = 1; k <= MOST_STEPS && term > sum * ENOUGH; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return weight(a, x) * sum;
}

/** Continued fraction DLMF 8.9.2 in its even part, by the modified Lentz method (Thompson and Barnett 1986). */
function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let value = d;
  for (let k = 1; k <= MOST_STEPS; k++) {
    const numerator = k * (a - k);
    b += 2;
    d = 1 / awayFromZero(numerator * d + b);
    c = awayFromZero(b + numerator / c);
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < ENOUGH) break;
  }
  return weight(a, x) * value;
}

function awayFromZero(x: number): number {
  return Math.abs(x) < TINY ? TINY : x;
}
