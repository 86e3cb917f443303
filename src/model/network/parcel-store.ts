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

/** Grams and 1/100,000 m³ (10 ml): the units of its fields. */
export const CUBE_UNITS_PER_M3 = 100_000;

/** Costs of one parcel beyond this many micro-units (4,295 units) are kept apart: a field of 8 bytes would be idle. */
const COST_SPAN = 2 ** 32;

/** In its late mark: it was left behind by a trip at the dock where it stands. */
const LEFT_BEHIND = 0x8000;

/** Most that the late mark can tell apart. */
export const MOST_LATE_MARKS = LEFT_BEHIND - 1;

/** Times and words of a record: those of every subject, two times and four words. 60 bytes. */
const TIMES = 4;
const WORDS = 7;
const HALVES = WORDS * 2;
const OCTETS = WORDS * 4;

/** Places of the fields behind those of every subject, each counted in its own size. */
const ACCEPTED_AT = 2;
const ARRIVED_AT = 3;
const COST = 3;
const PLACE = 8;
const TO_ZONE = 9;
const WEIGHT_G = 10;
const CUBE_UNITS = 11;
const LATE_MARK = 12;
const FLAGS = 26;
const LEGS = 27;

/** The parcels in the network: 60 bytes of record, and two beside it that are seldom asked for. */
export class ParcelStore extends SubjectStore {
  #rolled = new Uint8Array(0);
  #failures = new Uint8Array(0);
  /** Whole spans in the cost, of the few parcels that have any. */
  readonly #costSpans = new Map<number, number>();

  constructor() {
    super({ times: TIMES, words: WORDS });
  }

  /** Acceptance scan, µs; -1 before. */
  acceptedAt(parcel: number): number {
    return this.times[parcel * TIMES + ACCEPTED_AT];
  }

  setAcceptedAt(parcel: number, time: number): void {
    this.times[parcel * TIMES + ACCEPTED_AT] = time;
  }

  /** Arrival at the facility it is at, µs. */
  arrivedAt(parcel: number): number {
    return this.times[parcel * TIMES + ARRIVED_AT];
  }

  setArrivedAt(parcel: number, time: number): void {
    this.times[parcel * TIMES + ARRIVED_AT] = time;
  }

  /** Index of the facility that it is at, or left last. */
  place(parcel: number): number {
    return this.halves[parcel * HALVES + PLACE];
  }

  setPlace(parcel: number, facility: number): void {
    this.halves[parcel * HALVES + PLACE] = facility;
  }

  /** Index of the zone it goes to. */
  toZone(parcel: number): number {
    return this.halves[parcel * HALVES + TO_ZONE];
  }

  setToZone(parcel: number, zone: number): void {
    this.halves[parcel * HALVES + TO_ZONE] = zone;
  }

  /** Grams, at most 65,535. */
  weightG(parcel: number): number {
    return this.halves[parcel * HALVES + WEIGHT_G];
  }

  setWeightG(parcel: number, grams: number): void {
    this.halves[parcel * HALVES + WEIGHT_G] = grams;
  }

  /** 1/100,000 m³, at most 65,535 of them. */
  cubeUnits(parcel: number): number {
    return this.halves[parcel * HALVES + CUBE_UNITS];
  }

  setCubeUnits(parcel: number, units: number): void {
    this.halves[parcel * HALVES + CUBE_UNITS] = units;
  }

  /** Bits of PARCEL_FLAG. */
  flags(parcel: number): number {
    return this.octets[parcel * OCTETS + FLAGS];
  }

  setFlags(parcel: number, flags: number): void {
    this.octets[parcel * OCTETS + FLAGS] = flags;
  }

  /** Sets bits of its flags. */
  mark(parcel: number, flags: number): void {
    this.octets[parcel * OCTETS + FLAGS] |= flags;
  }

  /** Clears bits of its flags. */
  unmark(parcel: number, flags: number): void {
    this.octets[parcel * OCTETS + FLAGS] &= ~flags;
  }

  /** Trips taken; stops counting at 255. */
  legs(parcel: number): number {
    return this.octets[parcel * OCTETS + LEGS];
  }

  /** It leaves with a trip. */
  tookTrip(parcel: number): void {
    const at = parcel * OCTETS + LEGS;
    if (this.octets[at] < 255) this.octets[at]++;
  }

  /** Delivery attempts that failed; stops counting at 255. */
  failures(parcel: number): number {
    return this.#failures[parcel];
  }

  /** A delivery attempt failed. */
  attemptFailed(parcel: number): void {
    if (this.#failures[parcel] < 255) this.#failures[parcel]++;
  }

  /** Cost of a parcel so far, micro-units of the currency. */
  costMicro(parcel: number): number {
    const low = this.words[parcel * WORDS + COST];
    return this.#costSpans.size === 0 ? low : low + COST_SPAN * (this.#costSpans.get(parcel) ?? 0);
  }

  /** @param micro whole, at least 0 */
  addCost(parcel: number, micro: number): void {
    const at = parcel * WORDS + COST;
    const sum = this.words[at] + micro;
    if (sum >= COST_SPAN) {
      const spans = Math.floor(sum / COST_SPAN);
      this.#costSpans.set(parcel, (this.#costSpans.get(parcel) ?? 0) + spans);
    }
    // The record keeps what is left of whole spans.
    this.words[at] = sum;
  }

  /** Times it was left behind by a trip; stops counting at 255. */
  rolled(parcel: number): number {
    return this.#rolled[parcel];
  }

  /** A trip left without it. */
  leftBehind(parcel: number): void {
    if (this.#rolled[parcel] < 255) this.#rolled[parcel]++;
    this.halves[parcel * HALVES + LATE_MARK] |= LEFT_BEHIND;
  }

  /** Whether a trip left without it since `setLate` was called last, which is at every arrival for a cohort's parcel. */
  wasLeftBehind(parcel: number): boolean {
    return (this.halves[parcel * HALVES + LATE_MARK] & LEFT_BEHIND) !== 0;
  }

  /** Number of the place and cause for which it is late, as `Lateness` gives them; 0 while it is expected in time. */
  lateAs(parcel: number): number {
    return this.halves[parcel * HALVES + LATE_MARK] & MOST_LATE_MARKS;
  }

  /** @param mark 0 to MOST_LATE_MARKS */
  setLate(parcel: number, mark: number): void {
    this.halves[parcel * HALVES + LATE_MARK] = mark;
  }

  override create(source: number, ordinal: number, klass: number, now: number): number {
    const parcel = super.create(source, ordinal, klass, now);
    this.setAcceptedAt(parcel, -1);
    this.words[parcel * WORDS + COST] = 0;
    this.setFlags(parcel, 0);
    this.octets[parcel * OCTETS + LEGS] = 0;
    this.setLate(parcel, 0);
    this.#rolled[parcel] = 0;
    this.#failures[parcel] = 0;
    return parcel;
  }

  override release(parcel: number): void {
    if (this.#costSpans.size > 0) this.#costSpans.delete(parcel);
    super.release(parcel);
  }

  override get bytes(): number {
    return super.bytes + this.capacity * 2;
  }

  protected override resize(capacity: number): void {
    super.resize(capacity);
    this.#rolled = grown(this.#rolled, capacity);
    this.#failures = grown(this.#failures, capacity);
  }
}
