import type { PlanConditions } from './plan-graph.ts';

/**
 * Finds the lane to take from every facility towards one destination. It leaves its answer in columns that the next
 * question overwrites. Facilities are settled one after the other, each on a lane to one that is settled: no answer leads
 * round in circles.
 */
export interface PathFinder {
  /** Lane by facility; NO_LANE where no path leads there, and at the destination. */
  readonly next: Int32Array;
  /** From readiness at each facility to the destination, seconds; Infinity where no path leads there. */
  readonly timeS: Float64Array;
  /** Lanes to the destination. */
  readonly legs: Int32Array;
  /** Whether what is left of a path always takes less time than the whole of it. */
  readonly isNested: boolean;
  /** @param forced lane by facility that the planner wants taken, NO_LANE for none; null where nothing is wanted */
  towards(destination: number, conditions: PlanConditions, forced: Int32Array | null): void;
}

/** Whether a lane may be taken: it is not barred, and the planner wants no other that is open. */
export function isAllowed(
  lane: number,
  from: number,
  { barred }: PlanConditions,
  forced: Int32Array | null,
): boolean {
  if (barred !== null && barred[lane] !== 0) return false;
  if (forced === null) return true;
  const wanted = forced[from];
  return wanted < 0 || wanted === lane || (barred !== null && barred[wanted] !== 0);
}
