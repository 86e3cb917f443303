import { grown, SubjectStore } from '../../engine/subject-store.ts';

/** What is known of a parcel beyond its identity, as bits of `flags`. */
export const PARCEL_FLAG = {
  /** It goes on to the village station of its zone. */
  rural: 1,
  /** Created in the measured days. */
  cohort: 2,
  /** Its row is written to `parcels`, its steps to `scans`. */
  parcelRow: 4,
  scanRows: 8,
  /** No path leads on from where it is. */
  noPath: 16,
  /** It fits no vehicle of the lane that leads on. */
  tooLarge: 32,
  /** In a through-bag, which hubs on the way to its gateway pass on unopened. */
  bagged: 64,
} as const;

/** Why a parcel waits, as the bits of its flags say: both of them stand for an embargo at its origin. */
export const STUCK = {
  noPath: PARCEL_FLAG.noPath,
  tooLarge: PARCEL_FLAG.tooLarge,
  embargo: PARCEL_FLAG.noPath | PARCEL_FLAG.tooLarge,
} as const;

/** Grams and 1/100,000 m³ (10 ml): the units of the columns. */
export const CUBE_UNITS_PER_M3 = 100_000;

/** Costs of one parcel beyond this many micro-units (4,295 units) are kept apart: a column of 8 bytes would be idle. */
const COST_SPAN = 2 ** 32;

/** In `lateMark`: it was left behind by a trip at the dock where it stands. */
const LEFT_BEHIND = 0x8000;

/** Most that `lateMark` can tell apart. */
export const MOST_LATE_MARKS = LEFT_BEHIND - 1;

/** The parcels in the network: 28 bytes of every subject and 34 of their own. */
export class ParcelStore extends SubjectStore {
  /** Acceptance scan, µs; -1 before. */
  acceptedAt = new Float64Array(0);
  /** Arrival at the facility it is at, µs. */
  arrivedAt = new Float64Array(0);
  /** Index of the facility that it is at, or left last. */
  place = new Uint16Array(0);
  /** Index of the zone it goes to. */
  toZone = new Uint16Array(0);
  weightG = new Uint16Array(0);
  cubeUnits = new Uint16Array(0);
  flags = new Uint8Array(0);
  /** Trips taken, times it was left behind, delivery attempts that failed; each stops counting at 255. */
  legs = new Uint8Array(0);
  rolled = new Uint8Array(0);
  failures = new Uint8Array(0);
  /** Where and why it turned late, as `Lateness` numbers it, and whether it was left behind where it is. */
  lateMark = new Uint16Array(0);
  /** Cost so far modulo the span, micro-units of the currency. */
  #cost = new Uint32Array(0);
  /** Whole spans in the cost, of the few parcels that have any. */
  readonly #costSpans = new Map<number, number>();

  /** Cost of a parcel so far, micro-units of the currency. */
  costMicro(parcel: number): number {
    const low = this.#cost[parcel];
    return this.#costSpans.size === 0 ? low : low + COST_SPAN * (this.#costSpans.get(parcel) ?? 0);
  }

  /** @param micro whole, at least 0 */
  addCost(parcel: number, micro: number): void {
    const sum = this.#cost[parcel] + micro;
    if (sum >= COST_SPAN) {
      const spans = Math.floor(sum / COST_SPAN);
      this.#costSpans.set(parcel, (this.#costSpans.get(parcel) ?? 0) + spans);
    }
    // The column keeps what is left of whole spans.
    this.#cost[parcel] = sum;
  }

  /** A trip left without it. */
  leftBehind(parcel: number): void {
    if (this.rolled[parcel] < 255) this.rolled[parcel]++;
    this.lateMark[parcel] |= LEFT_BEHIND;
  }

  /** Whether a trip left without it since `setLate` was called last, which is at every arrival for a cohort's parcel. */
  wasLeftBehind(parcel: number): boolean {
    return (this.lateMark[parcel] & LEFT_BEHIND) !== 0;
  }

  /** Number of the place and cause for which it is late; 0 while it is expected in time. */
  lateAs(parcel: number): number {
    return this.lateMark[parcel] & MOST_LATE_MARKS;
  }

  /** @param mark 0 to MOST_LATE_MARKS */
  setLate(parcel: number, mark: number): void {
    this.lateMark[parcel] = mark;
  }

  override create(source: number, ordinal: number, klass: number, now: number): number {
    const parcel = super.create(source, ordinal, klass, now);
    this.acceptedAt[parcel] = -1;
    this.#cost[parcel] = 0;
    this.flags[parcel] = 0;
    this.legs[parcel] = 0;
    this.rolled[parcel] = 0;
    this.failures[parcel] = 0;
    this.lateMark[parcel] = 0;
    return parcel;
  }

  override release(parcel: number): void {
    if (this.#costSpans.size > 0) this.#costSpans.delete(parcel);
    super.release(parcel);
  }

  override get bytes(): number {
    return super.bytes + this.capacity * 34;
  }

  protected override resize(capacity: number): void {
    super.resize(capacity);
    this.acceptedAt = grown(this.acceptedAt, capacity);
    this.arrivedAt = grown(this.arrivedAt, capacity);
    this.#cost = grown(this.#cost, capacity);
    this.place = grown(this.place, capacity);
    this.toZone = grown(this.toZone, capacity);
    this.weightG = grown(this.weightG, capacity);
    this.cubeUnits = grown(this.cubeUnits, capacity);
    this.flags = grown(this.flags, capacity);
    this.legs = grown(this.legs, capacity);
    this.rolled = grown(this.rolled, capacity);
    this.failures = grown(this.failures, capacity);
    this.lateMark = grown(this.lateMark, capacity);
  }
}
