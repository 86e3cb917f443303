import { grown } from '../subject-store.ts';

const FIRST_CAPACITY = 64;

/** Subjects by when they are due, the earliest first and equals in the order in which they were put: a binary heap. */
export class DueHeap {
  #due = new Float64Array(FIRST_CAPACITY);
  #order = new Float64Array(FIRST_CAPACITY);
  #subject = new Int32Array(FIRST_CAPACITY);
  #put = 0;
  count = 0;

  /** When the first is due; only while there is one. */
  get firstDue(): number {
    return this.#due[0];
  }

  push(subject: number, due: number): void {
    if (this.count === this.#due.length) this.#grow();
    let at = this.count++;
    const order = this.#put++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#due[parent] <= due) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#due[at] = due;
    this.#order[at] = order;
    this.#subject[at] = subject;
  }

  /** Takes the first; only while there is one. */
  shift(): number {
    const first = this.#subject[0];
    const last = --this.count;
    if (last > 0) this.#sink(last);
    else this.#put = 0;
    return first;
  }

  /** Lets the element at `from` sink from the root to its place. */
  #sink(from: number): void {
    const due = this.#due[from];
    const order = this.#order[from];
    const subject = this.#subject[from];
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.count) break;
      if (child + 1 < this.count && this.#isBefore(child + 1, this.#due[child], this.#order[child])) child++;
      if (!this.#isBefore(child, due, order)) break;
      this.#move(child, at);
      at = child;
    }
    this.#due[at] = due;
    this.#order[at] = order;
    this.#subject[at] = subject;
  }

  #isBefore(at: number, due: number, order: number): boolean {
    return this.#due[at] < due || (this.#due[at] === due && this.#order[at] < order);
  }

  #move(from: number, to: number): void {
    this.#due[to] = this.#due[from];
    this.#order[to] = this.#order[from];
    this.#subject[to] = this.#subject[from];
  }

  #grow(): void {
    const capacity = 2 * this.#due.length;
    this.#due = grown(this.#due, capacity);
    this.#order = grown(this.#order, capacity);
    this.#subject = grown(this.#subject, capacity);
  }
}
