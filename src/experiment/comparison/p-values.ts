import { tUpperTail } from '../../engine/stats/distribution-functions.ts';

/** Two-sided p-value of the t test that a difference is 0; NaN without a standard error, 0 or 1 where that is 0. */
export function twoSidedPValue(difference: number, standardError: number, degreesOfFreedom: number): number {
  if (standardError === 0) return difference === 0 ? 1 : 0;
  if (!(standardError > 0)) return Number.NaN;
  return Math.min(1, 2 * tUpperTail(Math.abs(difference) / standardError, degreesOfFreedom));
}

/**
 * P-values adjusted so that rejecting those below alpha errs anywhere with at most that probability, whatever hangs
 * together. Those that are NaN stay so, and count as comparisons. Source: Holm (1979), Scand. J. Stat. 6.
 */
export function holmAdjusted(pValues: readonly number[]): number[] {
  const adjusted = pValues.map(() => Number.NaN);
  const rising = [...pValues.keys()]
    .filter((i) => !Number.isNaN(pValues[i]))
    .sort((i, j) => pValues[i] - pValues[j] || i - j);
  let least = 0;
  for (const [rank, i] of rising.entries()) {
    least = Math.max(least, Math.min(1, (pValues.length - rank) * pValues[i]));
    adjusted[i] = least;
  }
  return adjusted;
}
