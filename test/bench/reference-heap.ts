const CAPACITY = 1 << 16;

/**
 * The reference loop's own calendar, apart from the product's so that neither can hide in the other: a 4-ary heap of
 * fixed capacity in the order of (time, tie), keys inline, and a taken top that stays open until the next push fills
 * it. The event in slot i lies at offset 2i of both arrays.
 */
export class ReferenceHeap {
  /** The event taken last: [0] its time, [1] its tie key. */
  readonly taken = new Float64Array(2);
  takenHandler = 0;
  takenSubject = 0;
  private readonly keys = new Float64Array(2 * CAPACITY);
  private readonly ids = new Int32Array(2 * CAPACITY);
  private end = 0;
  private holed = false;

  /** Takes the earliest event into `taken`, `takenHandler`, `takenSubject`; false where there is none. */
  take(): boolean {
    const { keys, ids, taken } = this;
    if (this.holed) this.closeHole();
    if (this.end === 0) return false;
    taken[0] = keys[0];
    taken[1] = keys[1];
    this.takenHandler = ids[0];
    this.takenSubject = ids[1];
    this.holed = true;
    return true;
  }

  /** Adds an event. @throws Error beyond 65,536 pending. */
  push(time: number, tie: number, handler: number, subject: number): void {
    const { keys, ids } = this;
    const at = this.holed ? 0 : 2 * this.end++;
    if (at === keys.length) throw new Error(`more than ${CAPACITY} pending events in the reference loop`);
    keys[at] = time;
    keys[at + 1] = tie;
    ids[at] = handler;
    ids[at + 1] = subject;
    if (this.holed) {
      this.holed = false;
      this.siftDown();
    } else this.siftUp(at);
  }

  private closeHole(): void {
    const { keys, ids } = this;
    this.holed = false;
    const last = 2 * --this.end;
    keys[0] = keys[last];
    keys[1] = keys[last + 1];
    ids[0] = ids[last];
    ids[1] = ids[last + 1];
    if (last > 0) this.siftDown();
  }

  private siftUp(from: number): void {
    const { keys, ids } = this;
    const time = keys[from];
    const tie = keys[from + 1];
    const handler = ids[from];
    const subject = ids[from + 1];
    let hole = from;
    while (hole > 0) {
      const parent = ((hole - 2) >> 3) << 1;
      const parentTime = keys[parent];
      if (parentTime < time || (parentTime === time && keys[parent + 1] < tie)) break;
      keys[hole] = parentTime;
      keys[hole + 1] = keys[parent + 1];
      ids[hole] = ids[parent];
      ids[hole + 1] = ids[parent + 1];
      hole = parent;
    }
    keys[hole] = time;
    keys[hole + 1] = tie;
    ids[hole] = handler;
    ids[hole + 1] = subject;
  }

  /** Moves the event at the root to its place. */
  private siftDown(): void {
    const { keys, ids } = this;
    const end = 2 * this.end;
    const time = keys[0];
    const tie = keys[1];
    const handler = ids[0];
    const subject = ids[1];
    let hole = 0;
    let child = 2;
    while (child < end) {
      let best = child;
      let bestTime = keys[child];
      const last = child + 6 < end ? child + 6 : end - 2;
      for (let other = child + 2; other <= last; other += 2) {
        const otherTime = keys[other];
        if (otherTime < bestTime || (otherTime === bestTime && keys[other + 1] < keys[best + 1])) {
          best = other;
          bestTime = otherTime;
        }
      }
      if (time < bestTime || (time === bestTime && tie < keys[best + 1])) break;
      keys[hole] = bestTime;
      keys[hole + 1] = keys[best + 1];
      ids[hole] = ids[best];
      ids[hole + 1] = ids[best + 1];
      hole = best;
      child = 4 * hole + 2;
    }
    keys[hole] = time;
    keys[hole + 1] = tie;
    ids[hole] = handler;
    ids[hole + 1] = subject;
  }
}
