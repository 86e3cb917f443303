import { lnGamma } from '../../engine/math/gamma-function.ts';
import { exp, ln } from '../../engine/math/transcendental.ts';
import { lowerGamma } from '../../engine/stats/incomplete-gamma.ts';

/** Probability that a Poisson count of this mean is k. */
export function poissonAt(k: number, mean: number): number {
  if (mean === 0) return k === 0 ? 1 : 0;
  return exp(k * ln(mean) - mean - lnGamma(k + 1));
}

/** Probability that a Poisson count of this mean is at least k. Source: DLMF 8.4.10. */
export function poissonAtLeast(k: number, mean: number): number {
  return k <= 0 ? 1 : lowerGamma(k, mean);
}

/** Mean of what a Poisson count exceeds a level by, 0 where it does not. */
export function poissonExcess(level: number, mean: number): number {
  return mean * poissonAtLeast(level, mean) - level * poissonAtLeast(level + 1, mean);
}

/** Mean of the lesser of a Poisson count and a level. */
export function poissonCapped(level: number, mean: number): number {
  return mean - poissonExcess(level, mean);
}
