import type { HubSettings } from './hub-schema.ts';

/** Trailers from one origin. */
export interface HubInbound {
  readonly code: string;
  readonly origin: string;
  /** Seconds after local midnight at which a trailer is due at the gate, rising. */
  readonly arrivalsS: readonly number[];
  readonly runsOn: readonly boolean[];
  /** Mean aboard one trailer, before the volume factor. */
  readonly parcels: number;
  readonly parcelsCv: number;
  readonly lateMeanMin: number;
  readonly baggedShare: number;
  readonly throughShare: number;
}

/** A next facility with its departures. */
export interface HubDirection {
  readonly code: string;
  readonly name: string;
  /** Share of the volume, summing to 1 over directions. */
  readonly share: number;
  /** Seconds after local midnight, rising. */
  readonly departuresS: readonly number[];
  readonly runsOn: readonly boolean[];
  readonly doors: number;
  readonly trailersPerDeparture: number;
  readonly trailerParcels: number;
  readonly trailerWeightKg: number;
  readonly trailerCubeM3: number;
}

/** One line of a written sort plan, references resolved. */
export interface SortPlanRow {
  /** Index into `hub.sorts`; -1 for all. */
  readonly sort: number;
  /** Index into `hub.sorters`. */
  readonly sorter: number;
  readonly direction: number;
  /** Indices of chutes on the sorter, from 0, rising. */
  readonly chutes: readonly number[];
  /** Index of the secondary sorter that the chutes lead to; -1 for the direction itself. */
  readonly nextSorter: number;
}

/** A valid hub: settings and tables with references resolved to indices, in the order of the files. */
export interface HubScenario {
  readonly settings: HubSettings;
  readonly inbound: readonly HubInbound[];
  readonly directions: readonly HubDirection[];
  /** Empty: chutes are spread over directions by volume. */
  readonly plan: readonly SortPlanRow[];
  readonly utcOffsetMinutes: number;
  /** Weekday of simulated time 0, 0 for Monday, and the seconds of that local day already gone. */
  readonly startWeekday: number;
  readonly startSecondOfDay: number;
}
