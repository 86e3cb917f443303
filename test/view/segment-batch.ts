import type { SegmentBatch } from '../../src/snapshot/network-snapshot.ts';

/** A trip as a test writes it: lane, departure and arrival in seconds. */
export interface WrittenTrip {
  readonly lane: number;
  readonly depart: number;
  readonly arrive: number;
  readonly parcels?: number;
  readonly load?: number;
  /** An empty vehicle. */
  readonly isEmpty?: boolean;
  /** An empty vehicle that runs its lane backwards. */
  readonly isReturn?: boolean;
}

/**
 * Puts trips, given in order of departure, into a batch; the trip's ordinal is its place in the list plus `first`,
 * counted down from -1 for empty vehicles.
 */
export function segmentBatch(trips: readonly WrittenTrip[], first = 0): SegmentBatch {
  return {
    count: trips.length,
    lane: Int32Array.from(trips, (trip) => trip.lane),
    trip: Int32Array.from(trips, ({ isEmpty, isReturn }, i) =>
      isEmpty || isReturn ? -1 - first - i : first + i,
    ),
    isReturn: Uint8Array.from(trips, (trip) => (trip.isReturn ? 1 : 0)),
    departUs: Float64Array.from(trips, (trip) => trip.depart * 1e6),
    arriveUs: Float64Array.from(trips, (trip) => trip.arrive * 1e6),
    parcels: Int32Array.from(trips, (trip) => trip.parcels ?? 100),
    loadFactor: Float32Array.from(trips, (trip) => trip.load ?? 0.5),
  };
}
