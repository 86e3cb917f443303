import { grown, NONE, SubjectStore } from '../../engine/subject-store.ts';
import { STAGE } from './stage.ts';

/** What is known of a piece, as bits of `marks`. */
export const MARK = {
  /** A bag: `parcels` of them under one label. */
  bag: 1,
  /** A bag for a next facility that passes unopened. */
  through: 2,
  /** Its label was not read on its last pass. */
  unread: 4,
  /** It went to a chute of another direction. */
  missorted: 8,
  /** Too heavy or too large for the sorter. */
  irregular: 16,
  /** Its trailer came after the sort cutoff of the departure it was planned for. */
  late: 32,
  /** Its row is written to `parcels`, its steps to `scans`. */
  parcelRow: 64,
  scanRows: 128,
} as const;

/**
 * What a sorting center handles: loose parcels, and bags that count for many. `source` and `ordinal` are those of the
 * parcel, or of the first in a bag, and name its luck. 28 bytes of every subject and 70 of their own.
 */
export class PieceStore extends SubjectStore {
  /** Slot of the parcel in the store of a network; NONE in a hub alone. */
  parcel = new Int32Array(0);
  /** Parcels in it: 1, or those of a bag. */
  parcels = new Uint16Array(0);
  weightG = new Uint32Array(0);
  /** 1/100,000 m³. */
  cubeUnits = new Uint32Array(0);
  /** Index of the direction that its label says, and of the one it is sent in: another for the missorted. */
  direction = new Uint16Array(0);
  sentTo = new Uint16Array(0);
  /** Ordinal of the departure that it is planned for. */
  planned = new Int32Array(0);
  stage = new Uint8Array(0);
  marks = new Uint8Array(0);
  /** Passes made on the sorter that it is on, or was on last. */
  laps = new Uint8Array(0);
  /** Trips that brought it, where it may come back: names its luck here beside its identity. */
  visit = new Uint8Array(0);
  /** 1 for a piece that goes round because a chute had no room. */
  turnedAway = new Uint8Array(0);
  /** When its stage began, µs. */
  stageSince = new Float64Array(0);
  /** When it left the trailer, lay on its first tray, reached its chute, went aboard; -1 before. µs. */
  unloadedAt = new Float64Array(0);
  inductedAt = new Float64Array(0);
  sortedAt = new Float64Array(0);

  override create(source: number, ordinal: number, klass: number, now: number): number {
    const piece = super.create(source, ordinal, klass, now);
    this.parcel[piece] = NONE;
    this.parcels[piece] = 1;
    this.marks[piece] = 0;
    this.laps[piece] = 0;
    this.visit[piece] = 0;
    this.turnedAway[piece] = 0;
    this.stage[piece] = STAGE.yard;
    this.stageSince[piece] = now;
    this.unloadedAt[piece] = -1;
    this.inductedAt[piece] = -1;
    this.sortedAt[piece] = -1;
    return piece;
  }

  override get bytes(): number {
    return super.bytes + this.capacity * 70;
  }

  protected override resize(capacity: number): void {
    super.resize(capacity);
    this.parcel = grown(this.parcel, capacity);
    this.parcels = grown(this.parcels, capacity);
    this.weightG = grown(this.weightG, capacity);
    this.cubeUnits = grown(this.cubeUnits, capacity);
    this.direction = grown(this.direction, capacity);
    this.sentTo = grown(this.sentTo, capacity);
    this.planned = grown(this.planned, capacity);
    this.stage = grown(this.stage, capacity);
    this.marks = grown(this.marks, capacity);
    this.laps = grown(this.laps, capacity);
    this.visit = grown(this.visit, capacity);
    this.turnedAway = grown(this.turnedAway, capacity);
    this.stageSince = grown(this.stageSince, capacity);
    this.unloadedAt = grown(this.unloadedAt, capacity);
    this.inductedAt = grown(this.inductedAt, capacity);
    this.sortedAt = grown(this.sortedAt, capacity);
  }
}
