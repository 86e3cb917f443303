/** Events per chunk. */
const CHUNK = 8;
const CHUNK_MASK = CHUNK - 1;
const CHUNK_SHIFT = 3;
const GROWTH_CHUNKS = 128;

/** The cursor of a list without events. */
export const EMPTY_LIST = -1;

/**
 * Unordered lists of events in chunks of eight from one store, so that reading a list runs along memory.
 *
 * A list is one number, its cursor: the slot last written. Only its newest chunk can be partly filled, and `next`
 * leads from it to the older ones, which are full. The cursor of an empty list is -1, whose low bits say "chunk full"
 * as well, so that appending needs a single test.
 */
export class EventPool {
  /** (time, tie) of each slot. */
  keys = new Float64Array(0);
  /** (handler, subject) of each slot. */
  ids = new Int32Array(0);
  private next = new Int32Array(0);
  private free = -1;
  private used = 0;

  /** Writes an event behind the list with this cursor; returns the new cursor. */
  append(cursor: number, time: number, tie: number, handler: number, subject: number): number {
    const slot = (cursor & CHUNK_MASK) !== CHUNK_MASK ? cursor + 1 : this.claim(cursor >> CHUNK_SHIFT);
    const at = 2 * slot;
    this.keys[at] = time;
    this.keys[at + 1] = tie;
    this.ids[at] = handler;
    this.ids[at + 1] = subject;
    return slot;
  }

  /** The cursor of what remains when the cursor's chunk is given back: the walk over a list. */
  release(cursor: number): number {
    const chunk = cursor >> CHUNK_SHIFT;
    const rest = this.older(cursor);
    this.next[chunk] = this.free;
    this.free = chunk;
    return rest;
  }

  /** The same step without giving the chunk back. */
  older(cursor: number): number {
    const older = this.next[cursor >> CHUNK_SHIFT];
    return older < 0 ? EMPTY_LIST : older * CHUNK + CHUNK_MASK;
  }

  /** First slot of the cursor's chunk. */
  chunkStart(cursor: number): number {
    return cursor & ~CHUNK_MASK;
  }

  /** Events in a list. */
  count(cursor: number): number {
    let total = 0;
    for (let at = cursor; at >= 0; at = this.older(at)) total += (at & CHUNK_MASK) + 1;
    return total;
  }

  /** Gives all chunks back; the arrays keep their size. */
  clear(): void {
    this.free = -1;
    this.used = 0;
  }

  /** Allocated bytes. */
  get bytes(): number {
    return this.keys.byteLength + this.ids.byteLength + this.next.byteLength;
  }

  private claim(previous: number): number {
    let chunk = this.free;
    if (chunk >= 0) this.free = this.next[chunk];
    else {
      if (this.used === this.next.length) this.grow();
      chunk = this.used++;
    }
    this.next[chunk] = previous;
    return chunk * CHUNK;
  }

  private grow(): void {
    const chunks = this.used + Math.floor(this.used / 8) + GROWTH_CHUNKS;
    const keys = new Float64Array(2 * CHUNK * chunks);
    keys.set(this.keys);
    this.keys = keys;
    const ids = new Int32Array(2 * CHUNK * chunks);
    ids.set(this.ids);
    this.ids = ids;
    const next = new Int32Array(chunks);
    next.set(this.next);
    this.next = next;
  }
}
