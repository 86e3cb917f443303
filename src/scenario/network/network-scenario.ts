import type { NetworkSettings } from './network-schema.ts';
import type { OdPairVolume } from './od-pair.ts';
import type { OrderTable } from './order-table.ts';
import type { WeatherRegime } from './weather-schema.ts';

export type NetworkFacilityKind = 'hub' | 'station' | 'county-center' | 'township' | 'village-station';

/** When trips of a lane leave. */
export type DispatchKind = 'timetable' | 'full' | 'timer' | 'full-or-timer' | 'hold';

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
  readonly dispatch: DispatchKind;
  /** From the first parcel to the departure, and how long a departure is held, minutes; NaN where the rule has none. */
  readonly timerMin: number;
  readonly holdMin: number;
  /** Seconds after local midnight, rising; none where parcels decide. */
  readonly departuresS: readonly number[];
  /** Whether it runs on each weekday, Monday first. */
  readonly runsOn: readonly boolean[];
}

/** A lane that the planner wants taken. Indices. */
export interface PlanEdit {
  readonly facility: number;
  readonly destination: number;
  readonly lane: number;
}

/** Share of the time with a kind of weather in a region and month. */
export interface ClimateShare {
  readonly region: string;
  /** 1 to 12. */
  readonly month: number;
  readonly regime: WeatherRegime;
  readonly share: number;
}

/** Weather of a region from an instant on. */
export interface ObservedWeather {
  readonly region: string;
  /** Hours after the start of the scenario; may lie before it. */
  readonly fromH: number;
  readonly regime: WeatherRegime;
}

/** A valid network: settings and tables with references resolved to indices, in the order of the files. */
export interface NetworkScenario {
  readonly settings: NetworkSettings;
  readonly facilities: readonly NetworkFacility[];
  readonly zones: readonly NetworkZone[];
  readonly lanes: readonly NetworkLane[];
  /** Null where the gravity model says who sends to whom. */
  readonly od: readonly OdPairVolume[] | null;
  /** Null where orders are drawn. */
  readonly orders: OrderTable | null;
  readonly planEdits: readonly PlanEdit[];
  readonly climate: readonly ClimateShare[];
  readonly observedWeather: readonly ObservedWeather[];
  readonly utcOffsetMinutes: number;
  /** Weekday of simulated time 0, 0 for Monday, and the seconds of that local day already gone. */
  readonly startWeekday: number;
  readonly startSecondOfDay: number;
}

/** What a network has whose optional tables are absent. */
export const NO_OPTIONAL_TABLES = {
  od: null,
  orders: null,
  planEdits: [],
  climate: [],
  observedWeather: [],
} as const;

/** How a lane with a plain timetable leaves. */
export const BY_TIMETABLE = { dispatch: 'timetable', timerMin: Number.NaN, holdMin: Number.NaN } as const;
