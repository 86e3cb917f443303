import { InvariantError } from '../../../engine/invariant-error.ts';
import { grown, NONE } from '../../../engine/subject-store.ts';
import type { PieceStore } from '../piece-store.ts';

/**
 * Inbound trailers from when they are due to the end of their unloading, as columns over recycled slots. A trailer is
 * named by its origin and its ordinal there. Its pieces are a list through `pieces.link`, unloaded in the order loaded.
 */
export class TrailerStore {
  /** Index of the origin, and ordinal of the trailer there. */
  origin = new Int32Array(0);
  ordinal = new Int32Array(0);
  /** First and last piece in it, and how many; NONE when empty. The piece in the hands of unloaders is not among them. */
  head = new Int32Array(0);
  tail = new Int32Array(0);
  count = new Int32Array(0);
  /** Parcels it came with, and those that are not out yet. */
  aboard = new Int32Array(0);
  parcels = new Int32Array(0);
  /** When it is due at the gate, came there, stood ready at its door; -1 before. µs. */
  dueAt = new Float64Array(0);
  arrivedAt = new Float64Array(0);
  dockedAt = new Float64Array(0);
  /** Index of its door; NONE before it is given one. */
  door = new Int32Array(0);
  /** The next of the line it is in; also the list of free slots. */
  link = new Int32Array(0);
  live = 0;
  readonly #pieces: PieceStore;
  readonly #isLive: boolean[] = [];
  #free = NONE;

  constructor(pieces: PieceStore) {
    this.#pieces = pieces;
  }

  /** An empty trailer on its way to the gate. @param due at the gate, µs */
  create(origin: number, ordinal: number, due: number): number {
    if (this.#free === NONE) this.#grow();
    const trailer = this.#free;
    this.#free = this.link[trailer];
    this.#isLive[trailer] = true;
    this.live++;
    this.origin[trailer] = origin;
    this.ordinal[trailer] = ordinal;
    this.head[trailer] = NONE;
    this.tail[trailer] = NONE;
    this.count[trailer] = 0;
    this.aboard[trailer] = 0;
    this.parcels[trailer] = 0;
    this.dueAt[trailer] = due;
    this.arrivedAt[trailer] = -1;
    this.dockedAt[trailer] = -1;
    this.door[trailer] = NONE;
    this.link[trailer] = NONE;
    return trailer;
  }

  /** Puts a piece behind those aboard. Its `parcels` must be known. */
  push(trailer: number, piece: number): void {
    const { parcels } = this.#pieces;
    this.#pieces.setLink(piece, NONE);
    if (this.head[trailer] === NONE) this.head[trailer] = piece;
    else this.#pieces.setLink(this.tail[trailer], piece);
    this.tail[trailer] = piece;
    this.count[trailer]++;
    this.aboard[trailer] += parcels[piece];
    this.parcels[trailer] += parcels[piece];
  }

  /** Takes the first piece off the list; its parcels count as inside until `out`. NONE when there is none. */
  shift(trailer: number): number {
    const piece = this.head[trailer];
    if (piece === NONE) return NONE;
    this.head[trailer] = this.#pieces.link(piece);
    if (this.head[trailer] === NONE) this.tail[trailer] = NONE;
    this.#pieces.setLink(piece, NONE);
    this.count[trailer]--;
    return piece;
  }

  /** So many parcels are out of the trailer. */
  out(trailer: number, parcels: number): void {
    this.parcels[trailer] -= parcels;
  }

  /** Gives the slot of an emptied trailer back. @throws InvariantError when anything is aboard, or it is given back twice */
  release(trailer: number): void {
    if (!this.#isLive[trailer]) throw new InvariantError(`slot ${trailer} of a trailer released twice`);
    if (this.count[trailer] !== 0 || this.parcels[trailer] !== 0) {
      throw new InvariantError(`a trailer with ${this.parcels[trailer]} parcels aboard leaves its door`);
    }
    this.#isLive[trailer] = false;
    this.link[trailer] = this.#free;
    this.#free = trailer;
    this.live--;
  }

  /** Trailers that have come to the gate and are not empty, by origin and ordinal. */
  present(): number[] {
    const found: number[] = [];
    for (let trailer = 0; trailer < this.capacity; trailer++) {
      if (this.#isLive[trailer] && this.arrivedAt[trailer] >= 0) found.push(trailer);
    }
    return found.sort((a, b) => this.origin[a] - this.origin[b] || this.ordinal[a] - this.ordinal[b]);
  }

  get capacity(): number {
    return this.link.length;
  }

  /** Allocated bytes of all columns. */
  get bytes(): number {
    return this.capacity * 60;
  }

  #grow(): void {
    const from = this.capacity;
    const to = from + Math.max(64, from >> 3);
    this.origin = grown(this.origin, to);
    this.ordinal = grown(this.ordinal, to);
    this.head = grown(this.head, to);
    this.tail = grown(this.tail, to);
    this.count = grown(this.count, to);
    this.aboard = grown(this.aboard, to);
    this.parcels = grown(this.parcels, to);
    this.dueAt = grown(this.dueAt, to);
    this.arrivedAt = grown(this.arrivedAt, to);
    this.dockedAt = grown(this.dockedAt, to);
    this.door = grown(this.door, to);
    this.link = grown(this.link, to);
    for (let trailer = to - 1; trailer >= from; trailer--) {
      this.link[trailer] = this.#free;
      this.#free = trailer;
    }
  }
}
