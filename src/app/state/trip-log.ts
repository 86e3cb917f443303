import type { SegmentBatch } from '../engine-port.ts';

/** Trips kept; beyond, the older half is given up. */
const KEPT = 2_000_000;
const FIRST_CAPACITY = 4096;

/** A trip that departed. */
export interface LoggedTrip {
  readonly lane: number;
  /** Ordinal of the departure on its lane; negative for an empty vehicle. */
  readonly trip: number;
  /** It runs its lane backwards, as only empty vehicles do. */
  readonly isReturn: boolean;
  readonly departUs: number;
  readonly arriveUs: number;
  readonly parcels: number;
  readonly loadFactor: number;
}

/** What names a trip. */
export type TripName = Pick<LoggedTrip, 'lane' | 'trip'> & { readonly isReturn?: boolean };

/**
 * The trips of the watched replication, in order of departure: 37 bytes each in columns, and a chain through those of
 * each lane, so that a lane's trips are found without looking at all the others.
 */
export class TripLog {
  #columns = new Columns(FIRST_CAPACITY);
  #used = 0;
  /** Latest trip of each lane. */
  #latest: number[] = [];
  #longestUs = 0;

  /** Longest travel time so far: whatever departed longer ago has arrived. */
  get longestUs(): number {
    return this.#longestUs;
  }

  get length(): number {
    return this.#used;
  }

  clear(): void {
    this.#columns = new Columns(FIRST_CAPACITY);
    this.#used = 0;
    this.#latest = [];
    this.#longestUs = 0;
  }

  append(batch: SegmentBatch): void {
    for (let i = 0; i < batch.count; i++) {
      if (this.#used === this.#columns.capacity) this.#grow();
      const at = this.#used++;
      const { lane, trip, isReturn, departUs, arriveUs, parcels, loadFactor, before } = this.#columns;
      lane[at] = batch.lane[i];
      trip[at] = batch.trip[i];
      isReturn[at] = batch.isReturn[i];
      departUs[at] = batch.departUs[i];
      arriveUs[at] = batch.arriveUs[i];
      parcels[at] = batch.parcels[i];
      loadFactor[at] = batch.loadFactor[i];
      this.#longestUs = Math.max(this.#longestUs, arriveUs[at] - departUs[at]);
      before[at] = this.#latest[lane[at]] ?? -1;
      this.#latest[lane[at]] = at;
    }
  }

  find({ lane, trip, isReturn = false }: TripName): LoggedTrip | undefined {
    const columns = this.#columns;
    for (let at = this.#latest[lane] ?? -1; at >= 0; at = columns.before[at]) {
      if (columns.trip[at] === trip && (columns.isReturn[at] === 1) === isReturn) return this.#trip(at);
    }
    return undefined;
  }

  /** Departures on a lane after one instant and up to another, oldest first. */
  onLane(lane: number, untilUs: number, afterUs = Number.NEGATIVE_INFINITY): LoggedTrip[] {
    const { departUs, before } = this.#columns;
    const found: LoggedTrip[] = [];
    for (let at = this.#latest[lane] ?? -1; at >= 0 && departUs[at] > afterUs; at = before[at]) {
      if (departUs[at] <= untilUs) found.push(this.#trip(at));
    }
    return found.reverse();
  }

  #trip(at: number): LoggedTrip {
    const { lane, trip, isReturn, departUs, arriveUs, parcels, loadFactor } = this.#columns;
    return {
      lane: lane[at],
      trip: trip[at],
      isReturn: isReturn[at] === 1,
      departUs: departUs[at],
      arriveUs: arriveUs[at],
      parcels: parcels[at],
      loadFactor: loadFactor[at],
    };
  }

  #grow(): void {
    const old = this.#columns;
    const drop = this.#used >= KEPT ? KEPT / 2 : 0;
    this.#columns = new Columns(drop > 0 ? KEPT : Math.min(KEPT, this.#used * 2));
    this.#columns.take(old, drop);
    this.#used -= drop;
    for (let lane = 0; lane < this.#latest.length; lane++) {
      if (this.#latest[lane] !== undefined) this.#latest[lane] = Math.max(-1, this.#latest[lane] - drop);
    }
  }
}

class Columns {
  readonly lane: Int32Array;
  readonly trip: Int32Array;
  readonly isReturn: Uint8Array;
  readonly departUs: Float64Array;
  readonly arriveUs: Float64Array;
  readonly parcels: Int32Array;
  readonly loadFactor: Float32Array;
  /** The trip before it on its lane; -1 for the first. */
  readonly before: Int32Array;
  readonly capacity: number;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.lane = new Int32Array(capacity);
    this.trip = new Int32Array(capacity);
    this.isReturn = new Uint8Array(capacity);
    this.departUs = new Float64Array(capacity);
    this.arriveUs = new Float64Array(capacity);
    this.parcels = new Int32Array(capacity);
    this.loadFactor = new Float32Array(capacity);
    this.before = new Int32Array(capacity);
  }

  /** Copies all but the first of other columns. */
  take(other: Columns, first: number): void {
    for (const column of [
      'lane',
      'trip',
      'isReturn',
      'departUs',
      'arriveUs',
      'parcels',
      'loadFactor',
    ] as const)
      this[column].set(other[column].subarray(first));
    for (let at = first; at < other.capacity; at++)
      this.before[at - first] = Math.max(-1, other.before[at] - first);
  }
}
