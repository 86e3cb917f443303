import { InvariantError } from './invariant-error.ts';

/** No subject: the end of a list. */
export const NONE = -1;

const FIRST_CAPACITY = 1024;

/** What a record of a store has room for: its base's fields and those of the subclass. */
export interface RecordLayout {
  /** Times of 8 bytes, the two of every subject among them. */
  readonly times: number;
  /** Words of 4 bytes, the three of every subject among them. */
  readonly words: number;
}

/** What is known of every subject: 28 bytes. */
const SUBJECT_LAYOUT: RecordLayout = { times: 2, words: 3 };

/**
 * Places of the fields in a record, each counted in its own size. Plain numbers, as the reading of a field is best short
 * enough (27 bytes of bytecode) for V8 to put it in place of the call always.
 */
const CREATED_AT = 0;
const ENTERED_AT = 1;
const ORDINAL = 1;
const SOURCE = 4;
const KLASS = 10;
const ALIVE = 11;

/**
 * The subjects in flight, as records in recycled slots: memory follows the peak of live subjects.
 *
 * A record is a row of times and a row of words, each in one buffer for all subjects. A step of a subject asks for
 * several of its fields, and among millions of subjects each column would cost it a wait for memory; so it costs two.
 *
 * A slot number is private to a run and never printed; a subject is named by its source and its ordinal there.
 * Subclasses ask for a longer record, or add columns by overriding `resize`.
 */
export class SubjectStore {
  /** The times of all records, µs. */
  protected times = new Float64Array(0);
  /** The words of all records, and the same bytes by the size of a field. */
  protected words = new Uint32Array(0);
  protected halves = new Uint16Array(0);
  protected octets = new Uint8Array(0);
  #links = new Int32Array(0);

  live = 0;
  /** Handed over at a shared instant and still on the calendar: in no block. */
  between = 0;
  peak = 0;
  created = 0;
  #free = NONE;
  #capacity = 0;
  readonly #timesEach: number;
  readonly #wordsEach: number;
  readonly #halvesEach: number;
  readonly #octetsEach: number;

  constructor({ times, words }: RecordLayout = SUBJECT_LAYOUT) {
    this.#timesEach = times;
    this.#wordsEach = words;
    this.#halvesEach = words * 2;
    this.#octetsEach = words * 4;
  }

  get capacity(): number {
    return this.#capacity;
  }

  /** When the subject came into being, µs. */
  createdAt(slot: number): number {
    return this.times[slot * this.#timesEach + CREATED_AT];
  }

  setCreatedAt(slot: number, time: number): void {
    this.times[slot * this.#timesEach + CREATED_AT] = time;
  }

  /** When it entered the block it is in, µs. */
  enteredAt(slot: number): number {
    return this.times[slot * this.#timesEach + ENTERED_AT];
  }

  setEnteredAt(slot: number, time: number): void {
    this.times[slot * this.#timesEach + ENTERED_AT] = time;
  }

  /** Its ordinal at its source, from 0. */
  ordinal(slot: number): number {
    return this.words[slot * this.#wordsEach + ORDINAL];
  }

  /** The next subject of the list it is in (a subject is in one list at a time); NONE at the end. */
  link(slot: number): number {
    return this.#links[slot * this.#wordsEach];
  }

  setLink(slot: number, next: number): void {
    this.#links[slot * this.#wordsEach] = next;
  }

  /** Index of its source. */
  source(slot: number): number {
    return this.halves[slot * this.#halvesEach + SOURCE];
  }

  setSource(slot: number, source: number): void {
    this.halves[slot * this.#halvesEach + SOURCE] = source;
  }

  /** Index of its class, 0 where there is one class only. */
  klass(slot: number): number {
    return this.octets[slot * this.#octetsEach + KLASS];
  }

  setKlass(slot: number, klass: number): void {
    this.octets[slot * this.#octetsEach + KLASS] = klass;
  }

  /** Whether the slot is in use. */
  isAlive(slot: number): boolean {
    return this.octets[slot * this.#octetsEach + ALIVE] === 1;
  }

  /** Takes a slot for a new subject; its fields hold what the caller then writes. */
  create(source: number, ordinal: number, klass: number, now: number): number {
    if (this.#free === NONE) this.#grow();
    const slot = this.#free;
    this.#free = this.link(slot);
    this.setCreatedAt(slot, now);
    this.setEnteredAt(slot, now);
    this.words[slot * this.#wordsEach + ORDINAL] = ordinal;
    this.setSource(slot, source);
    this.setKlass(slot, klass);
    this.setLink(slot, NONE);
    this.octets[slot * this.#octetsEach + ALIVE] = 1;
    this.created++;
    if (++this.live > this.peak) this.peak = this.live;
    return slot;
  }

  /** Gives a slot back. @throws InvariantError when it is not in use */
  release(slot: number): void {
    if (!this.isAlive(slot)) throw new InvariantError(`slot ${slot} released twice`);
    this.octets[slot * this.#octetsEach + ALIVE] = 0;
    this.setLink(slot, this.#free);
    this.#free = slot;
    this.live--;
  }

  /** Allocated bytes of all records. */
  get bytes(): number {
    return this.#capacity * (this.#timesEach * 8 + this.#wordsEach * 4);
  }

  /** Copies every record to the new capacity. Overridden, and called first, by stores with columns beside them. */
  protected resize(capacity: number): void {
    this.times = grown(this.times, capacity * this.#timesEach);
    this.words = grown(this.words, capacity * this.#wordsEach);
    this.#links = new Int32Array(this.words.buffer);
    this.halves = new Uint16Array(this.words.buffer);
    this.octets = new Uint8Array(this.words.buffer);
  }

  /** A thirty-second more, not twice as much: the peak decides what a run needs. */
  #grow(): void {
    const from = this.#capacity;
    const to = from + Math.max(FIRST_CAPACITY, from >> 5);
    this.resize(to);
    this.#capacity = to;
    for (let slot = to - 1; slot >= from; slot--) {
      this.setLink(slot, this.#free);
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
