import { NONE } from '../../../engine/subject-store.ts';

/** Doors with a piece in hand for which the lines of their zone have no room: per zone, the first blocked first. */
export class BlockedDoors {
  readonly #zoneOf: Int32Array;
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  readonly #next: Int32Array;

  /** @param zoneOf zone of each door */
  constructor(zoneOf: Int32Array) {
    const zones = zoneOf.reduce((most, zone) => Math.max(most, zone + 1), 0);
    this.#zoneOf = zoneOf;
    this.#first = new Int32Array(zones).fill(NONE);
    this.#last = new Int32Array(zones).fill(NONE);
    this.#next = new Int32Array(zoneOf.length).fill(NONE);
  }

  /** The first door of a zone; NONE where none is blocked, or no door leads there. */
  first(zone: number): number {
    return this.#first[zone] ?? NONE;
  }

  /** Whether anybody is before a door in its zone. */
  isBehind(door: number): boolean {
    return this.#first[this.#zoneOf[door]] !== NONE;
  }

  push(door: number): void {
    const zone = this.#zoneOf[door];
    this.#next[door] = NONE;
    if (this.#first[zone] === NONE) this.#first[zone] = door;
    else this.#next[this.#last[zone]] = door;
    this.#last[zone] = door;
  }

  /** Takes the first door of a zone off its line. */
  shift(zone: number): void {
    this.#first[zone] = this.#next[this.#first[zone]];
  }
}
