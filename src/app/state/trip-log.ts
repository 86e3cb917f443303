import type { SegmentBatch } from '../engine-port.ts';

/** Trips kept; beyond, the older half is given up. */
const KEPT = 400_000;

/** A trip that departed. */
export interface LoggedTrip {
  readonly lane: number;
  readonly trip: number;
  readonly departUs: number;
  readonly arriveUs: number;
  readonly parcels: number;
  readonly loadFactor: number;
}

/** The trips of the watched replication, in order of departure. */
export class TripLog {
  #trips: LoggedTrip[] = [];

  clear(): void {
    this.#trips = [];
  }

  append(batch: SegmentBatch): void {
    for (let i = 0; i < batch.count; i++) {
      this.#trips.push({
        lane: batch.lane[i],
        trip: batch.trip[i],
        departUs: batch.departUs[i],
        arriveUs: batch.arriveUs[i],
        parcels: batch.parcels[i],
        loadFactor: batch.loadFactor[i],
      });
    }
    if (this.#trips.length > KEPT) this.#trips = this.#trips.slice(-KEPT / 2);
  }

  find(lane: number, trip: number): LoggedTrip | undefined {
    return this.#trips.findLast((one) => one.lane === lane && one.trip === trip);
  }

  /** Departures on a lane up to an instant, oldest first. */
  onLane(lane: number, untilUs: number): LoggedTrip[] {
    return this.#trips.filter((one) => one.lane === lane && one.departUs <= untilUs);
  }
}
