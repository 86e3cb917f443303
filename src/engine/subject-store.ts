import { InvariantError } from './invariant-error.ts';

/** No subject: the end of a list. */
export const NONE = -1;

const FIRST_CAPACITY = 1024;

/**
 * The subjects in flight, as columns over recycled slots: memory follows the peak of live subjects.
 *
 * A slot number is private to a run and never printed; a subject is named by its source and its ordinal there.
 * Subclasses add columns by overriding `resize`. 28 bytes a subject.
 */
export class SubjectStore {
  /** When the subject came into being, µs. */
  createdAt = new Float64Array(0);
  /** When it entered the block it is in, µs. */
  enteredAt = new Float64Array(0);
  /** Its ordinal at its source, from 0. */
  ordinal = new Uint32Array(0);
  /** The next subject of the list it is in (a subject is in one list at a time); also the list of free slots. */
  link = new Int32Array(0);
  /** Index of its source. */
  source = new Uint16Array(0);
  /** Index of its class, 0 where there is one class only. */
  klass = new Uint8Array(0);
  /** 1 while the slot is in use. */
  alive = new Uint8Array(0);

  live = 0;
  /** Handed over at a shared instant and still on the calendar: in no block. */
  between = 0;
  peak = 0;
  created = 0;
  #free = NONE;
  #capacity = 0;

  get capacity(): number {
    return this.#capacity;
  }

  /** Takes a slot for a new subject; its columns hold what the caller then writes. */
  create(source: number, ordinal: number, klass: number, now: number): number {
    if (this.#free === NONE) this.#grow();
    const slot = this.#free;
    this.#free = this.link[slot];
    this.createdAt[slot] = now;
    this.enteredAt[slot] = now;
    this.ordinal[slot] = ordinal;
    this.source[slot] = source;
    this.klass[slot] = klass;
    this.link[slot] = NONE;
    this.alive[slot] = 1;
    this.created++;
    if (++this.live > this.peak) this.peak = this.live;
    return slot;
  }

  /** Gives a slot back. @throws InvariantError when it is not in use */
  release(slot: number): void {
    if (this.alive[slot] !== 1) throw new InvariantError(`slot ${slot} released twice`);
    this.alive[slot] = 0;
    this.link[slot] = this.#free;
    this.#free = slot;
    this.live--;
  }

  /** Allocated bytes of all columns. */
  get bytes(): number {
    return this.#capacity * 28;
  }

  /** Copies every column to the new capacity. Overridden, and called first, by stores with more columns. */
  protected resize(capacity: number): void {
    this.createdAt = grown(this.createdAt, capacity);
    this.enteredAt = grown(this.enteredAt, capacity);
    this.ordinal = grown(this.ordinal, capacity);
    this.link = grown(this.link, capacity);
    this.source = grown(this.source, capacity);
    this.klass = grown(this.klass, capacity);
    this.alive = grown(this.alive, capacity);
  }

  /** A thirty-second more, not twice as much: the peak decides what a run needs. */
  #grow(): void {
    const from = this.#capacity;
    const to = from + Math.max(FIRST_CAPACITY, from >> 5);
    this.resize(to);
    this.#capacity = to;
    for (let slot = to - 1; slot >= from; slot--) {
      this.link[slot] = this.#free;
      this.#free = slot;
    }
  }
}

/** A longer copy of a typed array. */
export function grown<
  T extends Float64Array | Float32Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Uint8Array,
>(column: T, length: number): T {
  const longer = new (column.constructor as new (length: number) => T)(length);
  longer.set(column);
  return longer;
}
