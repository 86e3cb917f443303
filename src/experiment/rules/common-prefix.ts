import type { Ended, SamplingRule } from './sampling-rule.ts';

/**
 * Ordinals from 0 that have ended at every point, without a gap: what a sequential rule may look at. What lies beyond a
 * gap arrived early, and looking at it would make the outcome depend on the order of arrival.
 */
export function commonPrefix(ended: Ended, points: SamplingRule['points']): number {
  let count = 0;
  while (hasAll(ended, points, count)) count++;
  return count;
}

function hasAll(ended: Ended, points: number, replication: number): boolean {
  for (let point = 0; point < points; point++) if (!ended.has({ point, replication })) return false;
  return true;
}
