import type { Time } from '../../../engine/clock.ts';
import { grown, NONE, SubjectStore } from '../../../engine/subject-store.ts';
import type { HubJournal } from '../books/hub-journal.ts';
import type { PieceStore } from '../piece-store.ts';
import type { Stage } from '../stage.ts';

/**
 * What loaders carry: containers with their pieces, linked through the pieces, and single pieces. Source and ordinal are
 * those of the first piece, and name the luck of the unit. 28 bytes of every subject and 38 of their own.
 */
export class LoadUnits extends SubjectStore {
  first = new Int32Array(0);
  last = new Int32Array(0);
  parcels = new Uint32Array(0);
  weightG = new Uint32Array(0);
  /** 1/100,000 m³. */
  cubeUnits = new Uint32Array(0);
  /** Index of the direction it goes in. */
  direction = new Uint16Array(0);
  /** The chute that it waits in or beside for its first loader; NONE for what is on the floor. */
  chute = new Int32Array(0);
  /** The next of the closed containers that take room in that chute. */
  nextAtChute = new Int32Array(0);
  /** The trailer it is carried to, by a number that its direction gives; NONE while it waits. */
  berth = new Int32Array(0);
  /** 1 for what is carried like one parcel; 0 for containers and bags. */
  isLoose = new Uint8Array(0);
  /** Times it has been carried, those in vain included; at most 255. */
  tries = new Uint8Array(0);
  readonly #pieces: PieceStore;

  constructor(pieces: PieceStore) {
    super();
    this.#pieces = pieces;
  }

  /** A unit with its first piece. @param chute where it waits; NONE on the floor */
  begin(piece: number, direction: number, chute: number, isLoose: boolean, now: number): number {
    const unit = this.create(this.#pieces.source(piece), this.#pieces.ordinal(piece), 0, now);
    this.first[unit] = NONE;
    this.last[unit] = NONE;
    this.parcels[unit] = 0;
    this.weightG[unit] = 0;
    this.cubeUnits[unit] = 0;
    this.direction[unit] = direction;
    this.chute[unit] = chute;
    this.berth[unit] = NONE;
    this.isLoose[unit] = isLoose ? 1 : 0;
    this.tries[unit] = 0;
    this.add(unit, piece);
    return unit;
  }

  /** Puts one more piece into a unit. */
  add(unit: number, piece: number): void {
    const { parcels, weightG, cubeUnits } = this.#pieces;
    this.#pieces.setLink(piece, NONE);
    if (this.first[unit] === NONE) this.first[unit] = piece;
    else this.#pieces.setLink(this.last[unit], piece);
    this.last[unit] = piece;
    this.parcels[unit] += parcels[piece];
    this.weightG[unit] += weightG[piece];
    this.cubeUnits[unit] += cubeUnits[piece];
  }

  /** All pieces of a unit go to another stage. */
  move(unit: number, stage: Stage, journal: HubJournal, now: Time): void {
    const last = this.last[unit];
    for (let piece = this.first[unit]; piece !== last; piece = this.#pieces.link(piece)) {
      journal.move(piece, stage, now);
    }
    journal.move(last, stage, now);
  }

  override get bytes(): number {
    return super.bytes + this.capacity * 38;
  }

  protected override resize(capacity: number): void {
    super.resize(capacity);
    this.first = grown(this.first, capacity);
    this.last = grown(this.last, capacity);
    this.parcels = grown(this.parcels, capacity);
    this.weightG = grown(this.weightG, capacity);
    this.cubeUnits = grown(this.cubeUnits, capacity);
    this.direction = grown(this.direction, capacity);
    this.chute = grown(this.chute, capacity);
    this.nextAtChute = grown(this.nextAtChute, capacity);
    this.berth = grown(this.berth, capacity);
    this.isLoose = grown(this.isLoose, capacity);
    this.tries = grown(this.tries, capacity);
  }
}
