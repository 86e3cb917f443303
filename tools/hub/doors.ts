import { busiestHour } from './arrival-curve.ts';
import type { SizedSort } from './inbound.ts';
import { RULES } from './sizing-rules.ts';

/** Hours for which a trailer has its inbound door, the swap included. */
export function doorHours(trailerParcels: number): number {
  const { people_at_a_door: people, parcels_per_worker_per_hour: rate, swap_min: swap } = RULES.unloading;
  return trailerParcels / (people * rate) + swap / 60;
}

/** Inbound doors that the busiest hour of a sort keeps busy, as Little's law has it: trailers an hour x hours each. */
export function doorsBusy(sort: SizedSort): number {
  return (busiestHour(sort.curve, sort.parcels) / sort.trailerParcels) * doorHours(sort.trailerParcels);
}

/** Inbound doors: for the sort that needs more of them, and as many for each induction zone. */
export function inboundDoors(sorts: readonly SizedSort[], zones: number): number {
  const needed = Math.max(...sorts.map(doorsBusy)) / RULES.doors_busy.value;
  return Math.ceil(needed / zones) * zones;
}
