const FIRST_CAPACITY = 64;
const GROWTH_CHUNK = 1024;

/**
 * A 4-ary heap of events in the order of (time, tie), its keys inline: `keys` holds (time, tie) pairs and `ids`
 * (handler, subject) pairs, so that four siblings share one or two cache lines.
 *
 * Taking the top only opens a hole at the root. A simulation nearly always schedules next, and what it schedules
 * fills the hole by sifting down once, where pop and push would move twice. Offsets below count array elements: the
 * event in slot i lies at offset 2i, its children begin at 4 x offset + 2.
 */
export class EventHeap {
  /** (time, tie) of each slot; the earliest event is in slot 0 unless `holed`. */
  keys = new Float64Array(2 * FIRST_CAPACITY);
  /** (handler, subject) of each slot. */
  ids = new Int32Array(2 * FIRST_CAPACITY);
  /** Slots in use, the hole included. */
  end = 0;
  /** The root was taken and nothing has filled its place yet. */
  holed = false;

  /** Adds an event: time in µs, tie key unique. */
  insert(time: number, tie: number, handler: number, subject: number): void {
    if (this.holed) {
      this.holed = false;
      this.keys[0] = time;
      this.keys[1] = tie;
      this.ids[0] = handler;
      this.ids[1] = subject;
      this.siftDown();
      return;
    }
    const at = 2 * this.end;
    if (at === this.keys.length) this.grow();
    this.end++;
    this.keys[at] = time;
    this.keys[at + 1] = tie;
    this.ids[at] = handler;
    this.ids[at + 1] = subject;
    this.siftUp(at);
  }

  /** Closes the hole at the root with the last event; only while `holed`. */
  closeHole(): void {
    this.holed = false;
    const last = 2 * --this.end;
    if (last === 0) return;
    const { keys, ids } = this;
    keys[0] = keys[last];
    keys[1] = keys[last + 1];
    ids[0] = ids[last];
    ids[1] = ids[last + 1];
    this.siftDown();
  }

  /** Whether the earliest event is at this instant; with a hole at the root the candidates are its children. */
  startsAt(time: number): boolean {
    const { keys, end } = this;
    if (!this.holed) return end > 0 && keys[0] === time;
    return (
      (end > 1 && keys[2] === time) ||
      (end > 2 && keys[4] === time) ||
      (end > 3 && keys[6] === time) ||
      (end > 4 && keys[8] === time)
    );
  }

  /** Forgets all events; the arrays keep their size. */
  clear(): void {
    this.end = 0;
    this.holed = false;
  }

  /** Allocated bytes. */
  get bytes(): number {
    return this.keys.byteLength + this.ids.byteLength;
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

  /** By an eighth and a chunk: memory follows what is pending, it does not double. */
  private grow(): void {
    const capacity = this.end + Math.floor(this.end / 8) + GROWTH_CHUNK;
    const keys = new Float64Array(2 * capacity);
    keys.set(this.keys);
    this.keys = keys;
    const ids = new Int32Array(2 * capacity);
    ids.set(this.ids);
    this.ids = ids;
  }
}
