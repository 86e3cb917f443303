import type { EventHeap } from './event-heap.ts';
import { EMPTY_LIST, EventPool } from './event-pool.ts';

/** Events a bucket should hold: what the heap then orders at little cost. */
const PER_BUCKET = 16;
/** A bucket with more is spread over a rung of its own. */
const SPREAD_ABOVE = 64;
const FEWEST_BUCKETS = 64;
const MOST_BUCKETS = 2 ** 20;
/** Each rung divides its span by 64 or more, so 9 divide 2^53 down to single microseconds. */
const MOST_RUNGS = 10;
/** Where `buckets` keeps the list of events beyond the ladder. */
const TOP = 0;

/**
 * The far future of the calendar: a ladder queue (Tang, Goh & Thng, ACM TOMACS 15(3), 2005), whose sorted bottom is
 * the event heap.
 *
 * Events beyond the ladder lie unordered in the top list. When the ladder is empty the top becomes its first rung:
 * buckets of equal width. The heap takes bucket after bucket; one that holds too many events is spread over a finer
 * rung instead. Simultaneous events cannot be spread: the heap takes them all and orders them by tie, so no number of
 * them makes the ladder deep or quadratic. Widths are powers of two and times are safe integers: which bucket an
 * instant belongs to is exact.
 */
export class LadderQueue {
  /** Events here, those in the heap apart. */
  count = 0;

  private readonly pool = new EventPool();
  /** List cursors: the top's, then the buckets of each rung, the finest last. */
  private buckets = new Int32Array(1024).fill(EMPTY_LIST);
  private rungs = 0;
  private readonly base = new Int32Array(MOST_RUNGS);
  private readonly length = new Int32Array(MOST_RUNGS);
  /** First bucket of each rung that has not been emptied. */
  private readonly current = new Int32Array(MOST_RUNGS);
  private readonly start = new Float64Array(MOST_RUNGS);
  private readonly width = new Float64Array(MOST_RUNGS);
  private readonly perWidth = new Float64Array(MOST_RUNGS);
  /** Where each rung's remaining span begins and where its span ends. */
  private readonly from = new Float64Array(MOST_RUNGS);
  private readonly until = new Float64Array(MOST_RUNGS);
  /** Start of the top and its latest event. */
  private topFrom = Number.NEGATIVE_INFINITY;
  private topMax = Number.NEGATIVE_INFINITY;
  /** What `measure` found. */
  private listCount = 0;
  private listMin = 0;
  private listMax = 0;

  /** Adds an event that is not earlier than the end of the span last moved to the heap. */
  insert(time: number, tie: number, handler: number, subject: number): void {
    let place = TOP;
    if (time >= this.topFrom) {
      if (time > this.topMax) this.topMax = time;
    } else {
      let rung = 0;
      while (time < this.from[rung]) rung++;
      place = this.base[rung] + (((time - this.start[rung]) * this.perWidth[rung]) | 0);
    }
    this.buckets[place] = this.pool.append(this.buckets[place], time, tie, handler, subject);
    this.count++;
  }

  /**
   * Moves the earliest events to the empty heap; only while there are any. Returns the end of their span: later
   * inserts below it belong to the heap.
   */
  advance(heap: EventHeap): number {
    for (;;) {
      let list: number;
      let end: number;
      if (this.rungs === 0) {
        list = this.buckets[TOP];
        this.buckets[TOP] = EMPTY_LIST;
        end = this.topMax + 1;
        this.topFrom = end;
        this.topMax = Number.NEGATIVE_INFINITY;
      } else {
        const rung = this.rungs - 1;
        const bucket = this.firstFilled(rung);
        if (bucket === this.length[rung]) {
          this.rungs--;
          continue;
        }
        const at = this.base[rung] + bucket;
        list = this.buckets[at];
        this.buckets[at] = EMPTY_LIST;
        this.current[rung] = bucket + 1;
        end = Math.min(this.start[rung] + (bucket + 1) * this.width[rung], this.until[rung]);
        this.from[rung] = end;
      }
      if (this.pool.count(list) <= SPREAD_ABOVE || !this.spread(list, end)) {
        this.moveToHeap(list, heap);
        return end;
      }
    }
  }

  /**
   * Takes back what has crowded into the heap, all of it earlier than `end`, and moves the earliest part to it again.
   * Returns the end of that part's span, as `advance` does.
   */
  respread(heap: EventHeap, end: number): number {
    const { keys, ids } = heap;
    const slots = 2 * heap.end;
    let list = EMPTY_LIST;
    for (let at = 0; at < slots; at += 2) {
      list = this.pool.append(list, keys[at], keys[at + 1], ids[at], ids[at + 1]);
    }
    this.count += heap.end;
    heap.clear();
    let ladderEnd = end;
    if (end === Number.POSITIVE_INFINITY) {
      this.measure(list);
      ladderEnd = this.listMax + 1;
      this.topFrom = ladderEnd;
    }
    if (this.spread(list, ladderEnd)) return this.advance(heap);
    this.moveToHeap(list, heap);
    return ladderEnd;
  }

  /** Moves every event to the heap. */
  drain(heap: EventHeap): void {
    const end = this.bucketsEnd();
    for (let at = 0; at < end; at++) {
      this.moveToHeap(this.buckets[at], heap);
    }
    this.clear();
  }

  /** Forgets all events; the arrays keep their size. */
  clear(): void {
    this.pool.clear();
    this.buckets.fill(EMPTY_LIST, 0, this.bucketsEnd());
    this.rungs = 0;
    this.count = 0;
    this.topFrom = Number.NEGATIVE_INFINITY;
    this.topMax = Number.NEGATIVE_INFINITY;
  }

  /** Allocated bytes. */
  get bytes(): number {
    return this.pool.bytes + this.buckets.byteLength + 5 * this.start.byteLength + 3 * this.base.byteLength;
  }

  /** Index of a rung's first bucket with events; its length when there is none. */
  private firstFilled(rung: number): number {
    const { buckets } = this;
    const base = this.base[rung];
    const length = this.length[rung];
    let bucket = this.current[rung];
    while (bucket < length && buckets[base + bucket] === EMPTY_LIST) bucket++;
    return bucket;
  }

  /** Spreads a list whose span ends at `end` over a new, finest rung; false where that would not part its events. */
  private spread(list: number, end: number): boolean {
    if (this.rungs === MOST_RUNGS) return false;
    this.measure(list);
    const start = this.listMin;
    if (start === this.listMax) return false;
    const buckets = Math.min(Math.max(this.listCount / PER_BUCKET, FEWEST_BUCKETS), MOST_BUCKETS);
    let width = 1;
    while (width * buckets < end - start) width *= 2;
    const base = this.addRung(start, width, end);

    const { pool } = this;
    const perWidth = 1 / width;
    for (let cursor = list; cursor >= 0; cursor = pool.release(cursor)) {
      for (let slot = pool.chunkStart(cursor); slot <= cursor; slot++) {
        // Appending may grow the pool: its arrays are read anew for each event.
        const { keys, ids } = pool;
        const at = 2 * slot;
        const time = keys[at];
        const place = base + (((time - start) * perWidth) | 0);
        this.buckets[place] = pool.append(this.buckets[place], time, keys[at + 1], ids[at], ids[at + 1]);
      }
    }
    return true;
  }

  /** Adds an empty rung below the others; returns the place of its first bucket. */
  private addRung(start: number, width: number, end: number): number {
    const base = this.bucketsEnd();
    const length = Math.ceil((end - start) / width);
    if (base + length > this.buckets.length) {
      const wider = new Int32Array(base + length + ((base + length) >> 3)).fill(EMPTY_LIST);
      wider.set(this.buckets);
      this.buckets = wider;
    }
    const rung = this.rungs++;
    this.base[rung] = base;
    this.length[rung] = length;
    this.current[rung] = 0;
    this.start[rung] = start;
    this.width[rung] = width;
    this.perWidth[rung] = 1 / width;
    this.from[rung] = start;
    this.until[rung] = end;
    return base;
  }

  /** One past the last bucket in use; those beyond are empty. */
  private bucketsEnd(): number {
    const finest = this.rungs - 1;
    return finest < 0 ? TOP + 1 : this.base[finest] + this.length[finest];
  }

  private moveToHeap(list: number, heap: EventHeap): void {
    const { pool } = this;
    const { keys, ids } = pool;
    let moved = 0;
    for (let cursor = list; cursor >= 0; cursor = pool.release(cursor)) {
      for (let slot = pool.chunkStart(cursor); slot <= cursor; slot++, moved++) {
        const at = 2 * slot;
        heap.insert(keys[at], keys[at + 1], ids[at], ids[at + 1]);
      }
    }
    this.count -= moved;
  }

  /** Number, earliest and latest instant of a list's events, into `listCount`, `listMin` and `listMax`. */
  private measure(list: number): void {
    const { pool } = this;
    const { keys } = pool;
    let count = 0;
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    for (let cursor = list; cursor >= 0; cursor = pool.older(cursor)) {
      for (let slot = pool.chunkStart(cursor); slot <= cursor; slot++, count++) {
        const time = keys[2 * slot];
        if (time < min) min = time;
        if (time > max) max = time;
      }
    }
    this.listCount = count;
    this.listMin = min;
    this.listMax = max;
  }
}
