import type { FloorFrame, FloorWorld } from './floor-snapshot.ts';

/**
 * What the view may see of a network run. The world is sent once; frames follow, each cheap and lossy: levels as they
 * stood at `nowUs`, and the trips that departed since the frame before. Positions are a function of a segment and the
 * time shown, so a paused page does not move. Typed arrays cross the worker boundary by transfer.
 */
export const SNAPSHOT_VERSION = 2;

export type FacilityKind = 'hub' | 'station' | 'county-center' | 'township' | 'village-station';
export type LaneMode = 'road' | 'rail' | 'air' | 'sea';
export type WeatherKind = 'rain' | 'heavy-rain' | 'snow' | 'heavy-snow' | 'fog' | 'cold' | 'typhoon';
/** Kinds by the number that a timeline writes; 0 is clear. */
export const WEATHER_KINDS: readonly (WeatherKind | 'clear')[] = [
  'clear',
  'rain',
  'fog',
  'snow',
  'heavy-rain',
  'cold',
  'heavy-snow',
  'typhoon',
];

export interface WorldFacility {
  /** Stable code of the scenario; what tables print. */
  readonly code: string;
  readonly name: string;
  readonly kind: FacilityKind;
  /** Degrees north and east. */
  readonly lat: number;
  readonly lon: number;
  /** Region (province) name for grouping and labels; empty when the scenario has none. */
  readonly region: string;
}

export interface WorldLane {
  readonly code: string;
  /** Indices into `facilities`. */
  readonly from: number;
  readonly to: number;
  readonly distanceKm: number;
  readonly mode: LaneMode;
}

export interface WorldWeather {
  readonly code: string;
  readonly name: string;
  readonly kind: WeatherKind;
  /** Outline in [lon, lat] degrees, closed implicitly; empty for what covers whole regions. */
  readonly outline: readonly (readonly [number, number])[];
  /** Active from (inclusive) to (exclusive), microseconds of simulated time. */
  readonly fromUs: number;
  readonly toUs: number;
}

/** Weather of whole regions, known for the whole run: one entry per change, in order of time; clear before the first. */
export interface RegionWeather {
  /** Names, as facilities have them. */
  readonly regions: readonly string[];
  readonly atUs: Float64Array;
  /** Index into `regions`. */
  readonly region: Uint16Array;
  /** Index into WEATHER_KINDS. */
  readonly kind: Uint8Array;
  /** Whose weather each facility has, as an index into `regions`: of one without a region the nearest; -1 for none. */
  readonly ofFacility: Int16Array;
}

/** The load plan at the start: which lane a parcel takes next. */
export interface WorldPlan {
  /** Facilities where parcels end, as indices; columns of `next`. */
  readonly destinations: Int32Array;
  /** Lane by facility × column; -1 where no path leads on. */
  readonly next: Int32Array;
}

/** Something that is closed or slow for a time. */
export interface WorldDisruption {
  readonly code: string;
  readonly name: string;
  readonly effect: 'closed' | 'slowed';
  /** Index of the facility or the lane that is hit; -1 for the other. */
  readonly facility: number;
  readonly lane: number;
  readonly fromUs: number;
  readonly toUs: number;
}

export interface NetworkWorld {
  readonly kind: 'network';
  readonly version: number;
  readonly title: string;
  /** ISO 8601 instant of simulated time 0, with the scenario's UTC offset. */
  readonly startsAt: string;
  readonly utcOffsetMinutes: number;
  readonly facilities: readonly WorldFacility[];
  readonly lanes: readonly WorldLane[];
  /** Drawn events; what they do to whole regions is in `regionWeather`. */
  readonly weather: readonly WorldWeather[];
  readonly regionWeather: RegionWeather;
  readonly disruptions: readonly WorldDisruption[];
  readonly plan: WorldPlan;
  /** Sorting centers that can be entered, with the index of their facility; none where left out. */
  readonly floors?: readonly { readonly facility: number; readonly floor: FloorWorld }[];
}

/** Trips that departed since the frame before, in order of departure, also across batches. All arrays have `count` used entries. */
export interface SegmentBatch {
  readonly count: number;
  /** Index into the world's lanes. */
  readonly lane: Int32Array;
  /**
   * Ordinal of the planned departure on its lane, negative for an empty vehicle on its way to where it is needed:
   * (lane, trip) names a trip in `trips` of the records.
   */
  readonly trip: Int32Array;
  /** 1 for an empty vehicle that runs its lane backwards. */
  readonly isReturn: Uint8Array;
  /** Departure and arrival, microseconds of simulated time. */
  readonly departUs: Float64Array;
  readonly arriveUs: Float64Array;
  /** Parcels aboard. */
  readonly parcels: Int32Array;
  /** Share of the vehicle's parcel capacity used, 0 to 1. */
  readonly loadFactor: Float32Array;
}

/** Levels per facility at the frame's instant, in the order of the world's facilities. */
export interface FacilityLevels {
  /** Parcels present. */
  readonly present: Int32Array;
  /** Parcels present and not yet sorted (hubs) or not yet handed over (stations). */
  readonly backlog: Int32Array;
  /** Busy share of the available servers right now, 0 to 1; NaN when nobody is on shift. */
  readonly utilization: Float32Array;
  /** Parcels finished over the hour before, per hour. */
  readonly throughputPerHour: Float32Array;
}

/** Progress figures for the KPI strip, of the run so far (all parcels, warm-up included unless said otherwise). */
export interface NetworkKpis {
  readonly created: number;
  readonly delivered: number;
  readonly inNetwork: number;
  readonly backlog: number;
  readonly rolled: number;
  readonly tripsUnderWay: number;
  /** Share delivered within the commitment among those finished or open for longer; NaN before the first. */
  readonly serviceLevel: number;
  readonly transitP50H: number;
  readonly transitP95H: number;
  readonly costPerParcel: number;
}

export interface NetworkFrame {
  readonly kind: 'network';
  readonly nowUs: number;
  readonly replication: number;
  readonly facilities: FacilityLevels;
  readonly segments: SegmentBatch;
  readonly kpis: NetworkKpis;
  /** The floor that is watched, where one is. */
  readonly floor?: { readonly facility: number; readonly frame: FloorFrame };
}
