import { hash128Hex } from '../engine/random/hash.ts';
import type { PointPlan } from './plan.ts';

/**
 * Names all that the replications of a plan depend on, replication and machine apart: results under the same key and
 * ordinal are the same, so that what is done need not be done again. 32 hex digits.
 * @param build digest of the program that ran or shall run it
 */
export function resultKey({ scenario, seed, parcels, scans, series }: PointPlan, build: string): string {
  return hash128Hex(
    JSON.stringify([build, scenario.kind, scenario.hash, seed, parcels, scans, series ?? null]),
  );
}
