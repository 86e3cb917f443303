import { busiestHour } from './arrival-curve.ts';
import { crewsOf, type SizedCrew } from './crews.ts';
import { inboundDoors } from './doors.ts';
import { originsOf, type SizedOrigin, type SizedSort, sortsOf } from './inbound.ts';
import { type SizedMachines, sizeMachines } from './machines.ts';
import { directionsOf, type SizedDirection } from './outbound.ts';
import { RULES } from './sizing-rules.ts';

/** When the people of a sort work, local times past midnight counted on. */
export interface Shift {
  readonly sort: SizedSort['code'];
  readonly from: string;
  readonly to: string;
  /** Loaders stay until the trailers have left. */
  readonly loadersTo: string;
}

/** A hub as the rules make it for a volume. */
export interface SizedHub {
  readonly parcelsPerDay: number;
  readonly sorts: readonly SizedSort[];
  readonly origins: readonly SizedOrigin[];
  /** Parcels due in the busiest hour of the day. */
  readonly peakPerHour: number;
  readonly directions: readonly SizedDirection[];
  readonly machines: SizedMachines;
  readonly doors: number;
  readonly shifts: readonly Shift[];
  readonly crews: readonly SizedCrew[];
}

/** Sizes a hub. @param parcelsPerDay of all inbound trailers, above 0 */
export function sizeHub(parcelsPerDay: number): SizedHub {
  const sorts = sortsOf(parcelsPerDay);
  const peakPerHour = Math.max(...sorts.map(({ curve, parcels }) => busiestHour(curve, parcels)));
  const directions = directionsOf(sorts, peakPerHour);
  const machines = sizeMachines(peakPerHour, directions.length);
  const zones = machines.loops * RULES.loop.zones;
  return {
    parcelsPerDay,
    sorts,
    origins: sorts.flatMap(originsOf),
    peakPerHour,
    directions,
    machines,
    doors: inboundDoors(sorts, zones),
    shifts: [
      { sort: 'twilight', from: '16:15', to: '23:00', loadersTo: '23:30' },
      { sort: 'night', from: '23:15', to: '31:00', loadersTo: '31:40' },
    ],
    crews: sorts.flatMap((sort) => crewsOf(sort, zones * machines.infeeds)),
  };
}
