/**
 * What the view may see of a sorting center. The floor is sent once, drawn from the scenario's own numbers; frames follow,
 * cheap and lossy. A tray's position is a function of the frame and the time shown: `(k × pitch + traveledM + speed ×
 * (time shown − frame time)) mod length` while the sorter runs.
 */
export interface FloorZone {
  /** Index of the zone's first infeed over the sorter, and how many it has. */
  readonly firstInfeed: number;
  readonly infeeds: number;
  readonly atM: number;
  readonly spacingM: number;
  readonly kind: 'manual' | 'semi-automatic' | 'automatic';
}

export interface FloorSorter {
  readonly code: string;
  readonly type: 'cross-belt' | 'tilt-tray' | 'sliding-shoe' | 'manual';
  readonly detail: 'trays' | 'rates';
  /** Code of the sorter that leads here; `doors` for a primary sort. */
  readonly fedBy: string;
  /** 0 for a manual sort, as are pitch and speed. */
  readonly lengthM: number;
  readonly pitchM: number;
  readonly speedMPerS: number;
  readonly decks: number;
  /** Trays of one deck. */
  readonly trays: number;
  readonly designRatePerHour: number;
  readonly zones: readonly FloorZone[];
  /** Along the sorter, m, rising, one per chute. */
  readonly chuteAtM: Float32Array;
  readonly chuteParcels: number;
  /** Index of its first chute and infeed over all sorters of the floor. */
  readonly firstChute: number;
  readonly firstInfeed: number;
}

export interface FloorDirection {
  readonly code: string;
  readonly name: string;
}

export interface FloorWorld {
  readonly code: string;
  readonly name: string;
  readonly yardSpaces: number;
  /** Origins of inbound trailers, by index in frames. */
  readonly origins: readonly string[];
  readonly inboundDoors: number;
  readonly directions: readonly FloorDirection[];
  /** Direction of each outbound door. */
  readonly outboundDoors: Int16Array;
  readonly sorters: readonly FloorSorter[];
  /** Names of the sorts. */
  readonly sorts: readonly string[];
  /** What the scenario says will stand still, and when. */
  readonly incidents: readonly FloorIncident[];
}

/** A written incident of a floor, µs. */
export interface FloorIncident {
  readonly name: string;
  readonly fromUs: number;
  readonly toUs: number;
}

/** What a door is doing: inbound 0 to 5, outbound 0, 1, 3 and 4. */
export const DOOR = {
  empty: 0,
  /** One trailer leaves and the next backs in. */
  swap: 1,
  /** Inbound: nobody to unload. */
  waiting: 2,
  /** Unloading, or open for loading. */
  working: 3,
  /** Inbound: the belt is full. Outbound: the trailer is full or sealed. */
  blocked: 4,
  down: 5,
} as const;

export type DoorState = (typeof DOOR)[keyof typeof DOOR];

/** Per task: unload, induct, code, sort, load. */
export const FLOOR_TASKS = ['unload', 'induct', 'code', 'sort', 'load'] as const;

/** Where the hub could have done more, in the order of `FloorWhy.lost`; `volume` is no fault: there was nothing to do. */
export const LIMITS = [
  'doors',
  'unloaders',
  'induction',
  'trays',
  'chutes',
  'loaders',
  'cutoff',
  'stops',
  'volume',
] as const;
export type Limit = (typeof LIMITS)[number];

/** Why parcels missed the departure they were planned for, in the order of `FloorWhy.missed`. */
export const MISS_CAUSES = [
  'doors',
  'unloaders',
  'induction',
  'trays',
  'coding',
  'irregulars',
  'chutes',
  'loaders',
  'space',
  'late',
] as const;

/** Quarter-hours that have ended, from the start of the run. */
export interface FloorWhy {
  readonly quarters: number;
  /** Sort in force per quarter, index into the world's; -1 before the first. */
  readonly sort: Int16Array;
  /** Parcels inducted per quarter. */
  readonly inducted: Float32Array;
  /** Parcels not inducted per quarter and limit: `lost[quarter × LIMITS.length + limit]`. */
  readonly lost: Float32Array;
  /** Parcels that missed a departure per quarter and cause: `missed[quarter × MISS_CAUSES.length + cause]`. */
  readonly missed: Float32Array;
}

export interface FloorSorterLevels {
  readonly traveledM: number;
  readonly isRunning: boolean;
  /** When it stopped, µs; NaN while it runs. */
  readonly stoppedUs: number;
  /** 0 empty, 1 first pass, 2 recirculating, 3 unread, 4 to the reject chute; deck by deck; empty at detail `rates`. */
  readonly trays: Uint8Array;
  /** Share of trays occupied per section of 1/24 of the length. */
  readonly density: Float32Array;
}

export interface FloorFrame {
  readonly nowUs: number;
  /** Sort in force: index into the world's; -1 before the first. */
  readonly sort: number;
  /** Trailers waiting: parcels aboard and index of origin, in order of arrival. */
  readonly yardParcels: Int32Array;
  readonly yardOrigins: Int16Array;
  /** Per inbound door: state, parcels left and parcels when it docked, index of origin (-1 without trailer), people. */
  readonly inbound: {
    readonly state: Uint8Array;
    readonly parcels: Int32Array;
    readonly docked: Int32Array;
    readonly origin: Int16Array;
    readonly people: Uint8Array;
  };
  /** Per outbound door: state, parcels aboard, share of the room used, when it departs (µs), people. */
  readonly outbound: {
    readonly state: Uint8Array;
    readonly parcels: Int32Array;
    readonly load: Float32Array;
    readonly departsUs: Float64Array;
    readonly people: Uint8Array;
  };
  /** Per infeed over all sorters: state (0 off, 1 idle, 2 busy, 3 blocked, 4 down) and pieces in line. */
  readonly infeeds: { readonly state: Uint8Array; readonly line: Int32Array };
  readonly sorters: readonly FloorSorterLevels[];
  /**
   * Per chute over all sorters: parcels that take its room, those of them in its open container, and its direction in force
   * (-1 none, -2 a sorter).
   */
  readonly chutes: {
    readonly parcels: Int32Array;
    readonly inContainer: Int32Array;
    readonly direction: Int16Array;
  };
  /** Per task: on duty and busy. */
  readonly onDuty: Int32Array;
  readonly busy: Int32Array;
  /** Parcels per stage: yard, unload, induct, sort, code, irregular, chute, load, trailer. */
  readonly stages: Int32Array;
  readonly why: FloorWhy;
  readonly kpis: FloorKpis;
}

/** Progress figures for the KPI strip, of the run so far. */
export interface FloorKpis {
  readonly arrived: number;
  readonly sorted: number;
  readonly departed: number;
  readonly inHub: number;
  /** Present and not yet sorted. */
  readonly backlog: number;
  /** Parcels sorted per hour over the last full quarter-hour, and what the sorters are designed for. */
  readonly achievedPerHour: number;
  readonly designPerHour: number;
  readonly missed: number;
  /** Mean from gate to chute, minutes; NaN before the first. */
  readonly gateToChuteMin: number;
  readonly costPerParcel: number;
  readonly parcelsPerLaborHour: number;
}

export interface HubWorld {
  readonly kind: 'hub';
  readonly version: number;
  readonly title: string;
  /** ISO 8601 instant of simulated time 0, with the scenario's UTC offset. */
  readonly startsAt: string;
  readonly utcOffsetMinutes: number;
  readonly floor: FloorWorld;
}

export interface HubFrame {
  readonly kind: 'hub';
  readonly nowUs: number;
  readonly replication: number;
  readonly floor: FloorFrame;
}
