import { exp, ln, log1p } from '../math/transcendental.ts';
import { lnBeta } from './gamma-ratio.ts';

const ENOUGH = 1e-16;
const TINY = 1e-300;
const MOST_STEPS = 100_000;

/**
 * Regularized incomplete beta function I_x(a, b), a > 0, b > 0, 0 <= x <= 1. The complement y = 1 - x is passed by
 * the caller, who often has it without cancellation. Source: DLMF 8.17.
 */
export function regularizedBeta(x: number, y: number, a: number, b: number): number {
  if (!(a > 0) || !(b > 0) || !(x >= 0 && x <= 1)) return Number.NaN;
  if (x === 0) return 0;
  if (y === 0) return 1;
  const front = exp(a * lnPart(x, y) + b * lnPart(y, x) - lnBeta(a, b));
  // The fraction converges quickly below the mean only; above it the other tail is computed (DLMF 8.17.4).
  if (x < (a + 1) / (a + b + 2)) return (front * fraction(x, a, b)) / a;
  return 1 - (front * fraction(y, b, a)) / b;
}

/** ln(part), from what it lacks to 1 where that is the smaller. */
function lnPart(part: number, rest: number): number {
  return rest < 0.5 ? log1p(-rest) : ln(part);
}

/** Continued fraction DLMF 8.17.22 by the modified Lentz method (Thompson and Barnett 1986). */
function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= MOST_STEPS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    const factor = d * c;
    value *= factor;
    if (Math.abs(factor - 1) < ENOUGH) break;
  }
  return value;
}

function awayFromZero(x: number): number {
  return Math.abs(x) < TINY ? TINY : x;
}
