import type { NetworkSettings } from './network-schema.ts';

export type NetworkFacilityKind = 'hub' | 'station' | 'county-center' | 'township' | 'village-station';

export interface NetworkFacility {
  readonly code: string;
  readonly name: string;
  readonly kind: NetworkFacilityKind;
  readonly region: string;
  readonly lat: number;
  readonly lon: number;
  readonly unloadWorkers: number;
  readonly infeeds: number;
  readonly sorters: number;
  readonly loadWorkers: number;
  readonly sortWorkers: number;
  readonly couriers: number;
}

export interface NetworkZone {
  readonly code: string;
  readonly name: string;
  /** Index of its station. */
  readonly station: number;
  /** Index of the village station of its rural parcels; -1 where all go to the door. */
  readonly villageStation: number;
  readonly population: number;
  readonly sellerWeight: number;
  readonly ruralShare: number;
}

export interface NetworkLane {
  readonly code: string;
  /** Indices of facilities. */
  readonly from: number;
  readonly to: number;
  readonly mode: 'road' | 'rail' | 'air' | 'sea';
  readonly distanceKm: number;
  /** Index into `settings.vehicles`. */
  readonly vehicle: number;
  readonly vehiclesPerDeparture: number;
  /** Seconds after local midnight, rising. */
  readonly departuresS: readonly number[];
  /** Whether it runs on each weekday, Monday first. */
  readonly runsOn: readonly boolean[];
}

/** A valid network: settings and tables with references resolved to indices, in the order of the files. */
export interface NetworkScenario {
  readonly settings: NetworkSettings;
  readonly facilities: readonly NetworkFacility[];
  readonly zones: readonly NetworkZone[];
  readonly lanes: readonly NetworkLane[];
  readonly utcOffsetMinutes: number;
  /** Weekday of simulated time 0, 0 for Monday, and the seconds of that local day already gone. */
  readonly startWeekday: number;
  readonly startSecondOfDay: number;
}
