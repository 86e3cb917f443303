import { grown, type RecordLayout, SubjectStore } from '../../engine/subject-store.ts';

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

/** 60 bytes: what every subject has, two times and four words more. */
const LAYOUT: RecordLayout = { times: 4, words: 7 };
const HALVES = LAYOUT.words * 2;
const OCTETS = LAYOUT.words * 4;

/** Places of the fields behind those of every subject, each counted in its own size. */
const TIME = { accepted: 2, arrived: 3 } as const;
const WORD = { cost: 3 } as const;
const HALF = { place: 8, toZone: 9, weightG: 10, cubeUnits: 11, lateMark: 12 } as const;
const OCTET = { flags: 26, legs: 27 } as const;

/** The parcels in the network: 60 bytes of record, and two beside it that are seldom asked for. */
export class ParcelStore extends SubjectStore {
  #rolled = new Uint8Array(0);
  #failures = new Uint8Array(0);
  /** Whole spans in the cost, of the few parcels that have any. */
  readonly #costSpans = new Map<number, number>();

  constructor() {
    super(LAYOUT);
  }

  /** Acceptance scan, µs; -1 before. */
  acceptedAt(parcel: number): number {
    return this.times[parcel * LAYOUT.times + TIME.accepted];
  }

  setAcceptedAt(parcel: number, time: number): void {
    this.times[parcel * LAYOUT.times + TIME.accepted] = time;
  }

  /** Arrival at the facility it is at, µs. */
  arrivedAt(parcel: number): number {
    return this.times[parcel * LAYOUT.times + TIME.arrived];
  }

  setArrivedAt(parcel: number, time: number): void {
    this.times[parcel * LAYOUT.times + TIME.arrived] = time;
  }

  /** Index of the facility that it is at, or left last. */
  place(parcel: number): number {
    return this.halves[parcel * HALVES + HALF.place];
  }

  setPlace(parcel: number, facility: number): void {
    this.halves[parcel * HALVES + HALF.place] = facility;
  }

  /** Index of the zone it goes to. */
  toZone(parcel: number): number {
    return this.halves[parcel * HALVES + HALF.toZone];
  }

  setToZone(parcel: number, zone: number): void {
    this.halves[parcel * HALVES + HALF.toZone] = zone;
  }

  /** Grams, at most 65,535. */
  weightG(parcel: number): number {
    return this.halves[parcel * HALVES + HALF.weightG];
  }

  setWeightG(parcel: number, grams: number): void {
    this.halves[parcel * HALVES + HALF.weightG] = grams;
  }

  /** 1/100,000 m³, at most 65,535 of them. */
  cubeUnits(parcel: number): number {
    return this.halves[parcel * HALVES + HALF.cubeUnits];
  }

  setCubeUnits(parcel: number, units: number): void {
    this.halves[parcel * HALVES + HALF.cubeUnits] = units;
  }

  /** Bits of PARCEL_FLAG. */
  flags(parcel: number): number {
    return this.octets[parcel * OCTETS + OCTET.flags];
  }

  setFlags(parcel: number, flags: number): void {
    this.octets[parcel * OCTETS + OCTET.flags] = flags;
  }

  /** Sets bits of its flags. */
  mark(parcel: number, flags: number): void {
    this.octets[parcel * OCTETS + OCTET.flags] |= flags;
  }

  /** Clears bits of its flags. */
  unmark(parcel: number, flags: number): void {
    this.octets[parcel * OCTETS + OCTET.flags] &= ~flags;
  }

  /** Trips taken; stops counting at 255. */
  legs(parcel: number): number {
    return this.octets[parcel * OCTETS + OCTET.legs];
  }

  /** It leaves with a trip. */
  tookTrip(parcel: number): void {
    const at = parcel * OCTETS + OCTET.legs;
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
    const low = this.words[parcel * LAYOUT.words + WORD.cost];
    return this.#costSpans.size === 0 ? low : low + COST_SPAN * (this.#costSpans.get(parcel) ?? 0);
  }

  /** @param micro whole, at least 0 */
  addCost(parcel: number, micro: number): void {
    const at = parcel * LAYOUT.words + WORD.cost;
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
    this.halves[parcel * HALVES + HALF.lateMark] |= LEFT_BEHIND;
  }

  /** Whether a trip left without it since `setLate` was called last, which is at every arrival for a cohort's parcel. */
  wasLeftBehind(parcel: number): boolean {
    return (this.halves[parcel * HALVES + HALF.lateMark] & LEFT_BEHIND) !== 0;
  }

  /** Number of the place and cause for which it is late, as `Lateness` gives them; 0 while it is expected in time. */
  lateAs(parcel: number): number {
    return this.halves[parcel * HALVES + HALF.lateMark] & MOST_LATE_MARKS;
  }

  /** @param mark 0 to MOST_LATE_MARKS */
  setLate(parcel: number, mark: number): void {
    this.halves[parcel * HALVES + HALF.lateMark] = mark;
  }

  override create(source: number, ordinal: number, klass: number, now: number): number {
    const parcel = super.create(source, ordinal, klass, now);
    this.setAcceptedAt(parcel, -1);
    this.words[parcel * LAYOUT.words + WORD.cost] = 0;
    this.setFlags(parcel, 0);
    this.octets[parcel * OCTETS + OCTET.legs] = 0;
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
