/** What empty vehicles of one type have run and cost. */
export interface EmptyRuns {
  trips: number;
  /** Vehicle-kilometers. */
  km: number;
}

/** Vehicles that circulate, as the rest of a replication sees them. */
export interface FleetPort {
  /** Vehicles of each type. */
  readonly vehicles: Int32Array;
  /** Empty runs of each type since the warm-up. */
  readonly empty: readonly EmptyRuns[];
  /** A trip has come to where it ends; its vehicles are turned round there. */
  arrived(trip: number): void;
  /** No disruption keeps a lane closed any more: empty vehicles that wait for it go. */
  laneOpened(lane: number): void;
  /** Forgets the empty runs seen before now. */
  reset(): void;
  /** @throws InvariantError where a vehicle is in no place, or in two */
  check(): void;
}
