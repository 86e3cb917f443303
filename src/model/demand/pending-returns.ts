import { grown, NONE } from '../../engine/subject-store.ts';

const FIRST_CAPACITY = 256;

/** Parcels that were delivered and will be handed in again, in recycled slots: no parcels meanwhile. */
export class PendingReturns {
  /** Identity of the return. */
  source = new Uint16Array(0);
  ordinal = new Uint32Array(0);
  /** Indices of the zones where it starts and ends. */
  from = new Uint16Array(0);
  to = new Uint16Array(0);
  weightG = new Uint16Array(0);
  cubeUnits = new Uint16Array(0);
  klass = new Uint8Array(0);
  #link = new Int32Array(0);
  #free = NONE;
  #capacity = 0;

  take(): number {
    if (this.#free === NONE) this.#grow();
    const slot = this.#free;
    this.#free = this.#link[slot];
    return slot;
  }

  release(slot: number): void {
    this.#link[slot] = this.#free;
    this.#free = slot;
  }

  /** Allocated bytes. */
  get bytes(): number {
    return this.#capacity * 19;
  }

  #grow(): void {
    const from = this.#capacity;
    const to = from + Math.max(FIRST_CAPACITY, from >> 2);
    this.source = grown(this.source, to);
    this.ordinal = grown(this.ordinal, to);
    this.from = grown(this.from, to);
    this.to = grown(this.to, to);
    this.weightG = grown(this.weightG, to);
    this.cubeUnits = grown(this.cubeUnits, to);
    this.klass = grown(this.klass, to);
    this.#link = grown(this.#link, to);
    this.#capacity = to;
    for (let slot = to - 1; slot >= from; slot--) this.release(slot);
  }
}
