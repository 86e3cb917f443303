/** Facilities to visit, nearest first; of equals the smaller index. A binary heap over typed arrays, used again and again. */
export class PlanFrontier {
  readonly #facility: Int32Array;
  readonly #key: Float64Array;
  #size = 0;

  /** @param most entries at one time: a facility may stand there once for every lane that leads on from it, and once more */
  constructor(most: number) {
    this.#facility = new Int32Array(most);
    this.#key = new Float64Array(most);
  }

  clear(): void {
    this.#size = 0;
  }

  push(facility: number, key: number): void {
    let at = this.#size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(facility, key, parent)) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#facility[at] = facility;
    this.#key[at] = key;
  }

  /** @returns the facility, or -1 when none is left */
  pop(): number {
    if (this.#size === 0) return -1;
    const first = this.#facility[0];
    const size = --this.#size;
    const facility = this.#facility[size];
    const key = this.#key[size];
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && this.#isBefore(this.#facility[child + 1], this.#key[child + 1], child)) child++;
      if (this.#isBefore(facility, key, child)) break;
      this.#move(child, at);
      at = child;
    }
    this.#facility[at] = facility;
    this.#key[at] = key;
    return first;
  }

  #isBefore(facility: number, key: number, at: number): boolean {
    return key < this.#key[at] || (key === this.#key[at] && facility < this.#facility[at]);
  }

  #move(from: number, to: number): void {
    this.#facility[to] = this.#facility[from];
    this.#key[to] = this.#key[from];
  }
}
