import { NONE } from '../../../engine/subject-store.ts';
import { DOOR } from '../../../snapshot/floor-snapshot.ts';
import type { PieceStore } from '../piece-store.ts';
import type { LoadUnits } from './load-units.ts';

/** What one trailer takes. */
export interface TrailerRoom {
  readonly parcels: number;
  readonly weightG: number;
  readonly cubeUnits: number;
}

/**
 * The trailers at the outbound doors of one direction, one a door: what is aboard, and what is being carried to them, for
 * which room is set aside. An empty trailer takes any one unit, even one that is larger than it should be.
 */
export class OutboundTrailers {
  readonly count: number;
  readonly room: TrailerRoom;
  /** Per door, codes of `DOOR`. */
  readonly state: Uint8Array;
  /** Aboard. */
  readonly parcels: Int32Array;
  readonly weightG: Float64Array;
  readonly cubeUnits: Float64Array;
  readonly unitsAboard: Int32Array;
  /** Loaders who carry something to the trailer. */
  readonly people: Int32Array;
  /** 1 for an open trailer that takes nothing more than is on its way to it. */
  readonly isClosing: Uint8Array;
  /** First piece aboard; the others follow by link. */
  readonly head: Int32Array;
  readonly #tail: Int32Array;
  /** Number of the trailer at the door, never given twice. */
  readonly #berth: Int32Array;
  /** Aboard and being carried. */
  readonly #claimedParcels: Int32Array;
  readonly #claimedWeightG: Float64Array;
  readonly #claimedCube: Float64Array;
  readonly #units: LoadUnits;
  readonly #pieces: PieceStore;
  #opened = 0;

  constructor(pieces: PieceStore, units: LoadUnits, doors: number, room: TrailerRoom) {
    this.count = doors;
    this.room = room;
    this.state = new Uint8Array(doors).fill(DOOR.empty);
    this.parcels = new Int32Array(doors);
    this.weightG = new Float64Array(doors);
    this.cubeUnits = new Float64Array(doors);
    this.unitsAboard = new Int32Array(doors);
    this.people = new Int32Array(doors);
    this.isClosing = new Uint8Array(doors);
    this.head = new Int32Array(doors).fill(NONE);
    this.#tail = new Int32Array(doors).fill(NONE);
    this.#berth = new Int32Array(doors).fill(NONE);
    this.#claimedParcels = new Int32Array(doors);
    this.#claimedWeightG = new Float64Array(doors);
    this.#claimedCube = new Float64Array(doors);
    this.#units = units;
    this.#pieces = pieces;
  }

  /** An empty trailer stands open at a door. */
  open(door: number): void {
    this.state[door] = DOOR.working;
    this.#berth[door] = this.#opened++;
  }

  /** The trailer at a door leaves with what is aboard; another backs in. */
  clear(door: number): void {
    this.state[door] = DOOR.swap;
    this.parcels[door] = 0;
    this.weightG[door] = 0;
    this.cubeUnits[door] = 0;
    this.unitsAboard[door] = 0;
    this.people[door] = 0;
    this.isClosing[door] = 0;
    this.head[door] = NONE;
    this.#tail[door] = NONE;
    this.#claimedParcels[door] = 0;
    this.#claimedWeightG[door] = 0;
    this.#claimedCube[door] = 0;
  }

  /** Whether a trailer stands open at a door and takes more. */
  takes(door: number): boolean {
    return this.state[door] === DOOR.working && this.isClosing[door] === 0;
  }

  /** Whether a unit goes into the trailer besides what is aboard and being carried. */
  fits(door: number, unit: number): boolean {
    const { parcels, weightG, cubeUnits } = this.#units;
    if (this.#claimedParcels[door] === 0) return true;
    return (
      this.#claimedParcels[door] + parcels[unit] <= this.room.parcels &&
      this.#claimedWeightG[door] + weightG[unit] <= this.room.weightG &&
      this.#claimedCube[door] + cubeUnits[unit] <= this.room.cubeUnits
    );
  }

  /** Whether a unit fits into any trailer that takes more. */
  haveRoom(unit: number): boolean {
    for (let door = 0; door < this.count; door++) {
      if (this.takes(door) && this.fits(door, unit)) return true;
    }
    return false;
  }

  /** Sets room aside for a unit that fits. */
  claim(door: number, unit: number): void {
    const { parcels, weightG, cubeUnits, berth } = this.#units;
    this.#claimedParcels[door] += parcels[unit];
    this.#claimedWeightG[door] += weightG[unit];
    this.#claimedCube[door] += cubeUnits[unit];
    this.people[door]++;
    berth[unit] = this.#berth[door];
  }

  /** The door at which a unit's trailer stands open; NONE where it has been sealed. */
  doorOf(unit: number): number {
    const berth = this.#units.berth[unit];
    for (let door = 0; door < this.count; door++) {
      if (this.#berth[door] === berth) return this.state[door] === DOOR.working ? door : NONE;
    }
    return NONE;
  }

  /** A unit for which room was set aside is aboard: its pieces follow those that were before. */
  board(door: number, unit: number): void {
    const { parcels, weightG, cubeUnits, first, last } = this.#units;
    this.people[door]--;
    this.unitsAboard[door]++;
    this.parcels[door] += parcels[unit];
    this.weightG[door] += weightG[unit];
    this.cubeUnits[door] += cubeUnits[unit];
    if (this.head[door] === NONE) this.head[door] = first[unit];
    else this.#pieces.setLink(this.#tail[door], first[unit]);
    this.#tail[door] = last[unit];
  }

  /** Nothing more is carried to a trailer that has been sealed. */
  seal(door: number): void {
    this.state[door] = DOOR.blocked;
    this.people[door] = 0;
  }

  /** Whether no room is left at all. */
  isFull(door: number): boolean {
    const { room } = this;
    return (
      this.parcels[door] >= room.parcels ||
      this.weightG[door] >= room.weightG ||
      this.cubeUnits[door] >= room.cubeUnits
    );
  }

  /** Whether more is aboard than goes in; one unit alone may be too large. */
  isOverfull(door: number): boolean {
    return this.unitsAboard[door] > 1 && this.loadFactor(door) > 1;
  }

  /** Greatest of the shares of parcels, weight and cube that are used. */
  loadFactor(door: number): number {
    const { room } = this;
    return Math.max(
      this.parcels[door] / room.parcels,
      this.weightG[door] / room.weightG,
      this.cubeUnits[door] / room.cubeUnits,
    );
  }
}
