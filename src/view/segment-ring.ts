import type { SegmentHistory } from './segment-history.ts';

/** Bytes of one segment for the GPU: from and to (4 × f32), departure and arrival (2 × f32), look (4 × u8). */
export const SEGMENT_BYTES = 28;
/** Numbers of four bytes per slot. */
export const WORDS = SEGMENT_BYTES / 4;
const FREE = -1;
/** f32 seconds resolve 1/16 s up to here, about six days from the base. */
const REBASE_AFTER_S = 1 << 19;

/** Writes ends and look of a trip: everything of a segment that does not depend on time. */
export interface SegmentLook {
  /** World positions of lane ends: fromX, fromY, toX, toY at 4 × lane. */
  readonly laneEnds: Float32Array;
  /** 0 road, 1 rail, 2 air, 3 sea, per lane. */
  readonly laneMode: Uint8Array;
}

/**
 * The trips under way, as an append-only ring of instances for the GPU. A new trip overwrites the oldest slot; a trip
 * found still under way there is appended again, so nothing is ever moved or sorted. The ring grows when more than two
 * thirds of it are under way. It remembers which past it still holds: going back further fills it anew from the
 * history.
 */
export class SegmentRing {
  private readonly history: SegmentHistory;
  private readonly look: SegmentLook;
  private floats: Float32Array;
  private octets: Uint8Array;
  private occupant: Int32Array;
  private head = 0;
  /** Trips of the history below this index have been placed. */
  private next = 0;
  private movedThisLap = 0;
  /** Before this instant, trips may be missing that have been overwritten since. */
  private completeFromUs = Number.NEGATIVE_INFINITY;
  private baseUs = 0;
  private dirtyFrom = 0;
  private dirtyCount = 0;
  nowUs = 0;
  /** Slots in use: those beyond have never been written since the ring was filled. */
  used = 0;
  /** The instances, `capacity` × {@link SEGMENT_BYTES}; replaced when the ring grows. */
  bytes: ArrayBuffer;

  constructor(history: SegmentHistory, look: SegmentLook, capacity = 4096) {
    this.history = history;
    this.look = look;
    this.bytes = new ArrayBuffer(capacity * SEGMENT_BYTES);
    this.floats = new Float32Array(this.bytes);
    this.octets = new Uint8Array(this.bytes);
    this.occupant = new Int32Array(capacity).fill(FREE);
  }

  get capacity(): number {
    return this.occupant.length;
  }

  /** What the shader compares departures and arrivals with: seconds since the ring's own base. */
  get shaderNow(): number {
    return (this.nowUs - this.baseUs) / 1e6;
  }

  /** From x, from y, to x, to y, departure, arrival (as {@link shaderNow}) and look of each slot: what is on the GPU. */
  get words(): Float32Array {
    return this.floats;
  }

  /** Index into the history of the trip in a slot; negative when the slot was never used. */
  at(slot: number): number {
    return this.occupant[slot];
  }

  /** Whether the slot's trip is under way at the instant set. */
  isLive(slot: number): boolean {
    const index = this.occupant[slot];
    return (
      index !== FREE &&
      this.history.departUs(index) <= this.nowUs &&
      this.history.arriveUs(index) > this.nowUs
    );
  }

  /** Moves to an instant: appends what has departed since, or fills anew when the past asked for is no longer held. */
  setTime(nowUs: number): void {
    const isForward = nowUs >= this.nowUs;
    this.nowUs = nowUs;
    const reached = this.history.departedBy(nowUs);
    const skipsMuch = reached - this.next > this.capacity;
    const rebases = Math.abs(nowUs - this.baseUs) > REBASE_AFTER_S * 1e6;
    if (rebases || skipsMuch || (!isForward && nowUs < this.completeFromUs)) {
      this.fill(this.capacity);
      return;
    }
    while (this.next < reached) {
      const index = this.next++;
      if (this.history.arriveUs(index) > nowUs) this.place(index);
      else this.completeFromUs = Math.max(this.completeFromUs, this.history.arriveUs(index));
    }
  }

  /**
   * Hands over, once, the ranges of slots written since the last call: none, one, or two where the ring wrapped.
   * `write(first, count)` is called for each.
   */
  takeDirty(write: (first: number, count: number) => void): void {
    const count = Math.min(this.dirtyCount, this.capacity);
    const first = count === this.capacity ? 0 : this.dirtyFrom;
    this.dirtyCount = 0;
    if (count === 0) return;
    const beforeWrap = Math.min(count, this.capacity - first);
    write(first, beforeWrap);
    if (count > beforeWrap) write(0, count - beforeWrap);
  }

  /** Empties the ring, for another run. */
  clear(): void {
    this.next = 0;
    this.occupant.fill(FREE);
    this.used = 0;
    this.head = 0;
    this.movedThisLap = 0;
    this.completeFromUs = Number.NEGATIVE_INFINITY;
    this.dirtyCount = 0;
  }

  private place(index: number): void {
    let incoming = index;
    for (;;) {
      const slot = this.head;
      const outgoing = this.occupant[slot];
      this.write(slot, incoming);
      this.head = slot + 1;
      if (this.head === this.capacity) {
        this.head = 0;
        const isCrowded = this.movedThisLap * 3 > this.capacity * 2;
        this.movedThisLap = 0;
        if (isCrowded) {
          this.fill(Math.ceil(this.capacity * 1.6));
          return;
        }
      }
      if (outgoing === FREE) return;
      if (this.history.arriveUs(outgoing) <= this.nowUs) {
        this.completeFromUs = Math.max(this.completeFromUs, this.history.arriveUs(outgoing));
        return;
      }
      this.movedThisLap++;
      incoming = outgoing;
    }
  }

  private write(slot: number, index: number): void {
    const lane = this.history.lane(index);
    const word = slot * WORDS;
    const ends = this.look.laneEnds;
    const isReturn = this.history.isReturn(index);
    const from = lane * 4 + (isReturn ? 2 : 0);
    const to = lane * 4 + (isReturn ? 0 : 2);
    this.floats[word] = ends[from];
    this.floats[word + 1] = ends[from + 1];
    this.floats[word + 2] = ends[to];
    this.floats[word + 3] = ends[to + 1];
    this.floats[word + 4] = (this.history.departUs(index) - this.baseUs) / 1e6;
    this.floats[word + 5] = (this.history.arriveUs(index) - this.baseUs) / 1e6;
    const octet = slot * SEGMENT_BYTES + 24;
    this.octets[octet] = this.look.laneMode[lane];
    this.octets[octet + 1] = this.history.load255(index);
    this.octets[octet + 2] = Math.min(
      255,
      Math.round(8 * Math.sqrt(Math.max(0, this.history.parcels(index)))),
    );
    this.octets[octet + 3] = this.history.isEmpty(index) ? 255 : 0;
    this.occupant[slot] = index;
    this.used = Math.max(this.used, slot + 1);
    if (this.dirtyCount === 0) this.dirtyFrom = slot;
    this.dirtyCount++;
  }

  /** Starts over with the trips under way at the instant set, in a ring of at least the capacity asked for. */
  private fill(capacity: number): void {
    const reached = this.history.departedBy(this.nowUs);
    const live: number[] = [];
    for (let index = this.history.firstPossiblyLive(this.nowUs); index < reached; index++) {
      if (this.history.arriveUs(index) > this.nowUs) live.push(index);
    }
    const needed = Math.max(capacity, Math.ceil(live.length * 1.5));
    if (needed > this.capacity) {
      this.bytes = new ArrayBuffer(needed * SEGMENT_BYTES);
      this.floats = new Float32Array(this.bytes);
      this.octets = new Uint8Array(this.bytes);
      this.occupant = new Int32Array(needed);
    }
    this.occupant.fill(FREE);
    this.floats.fill(0);
    this.baseUs = this.nowUs;
    this.head = 0;
    this.used = 0;
    this.movedThisLap = 0;
    this.completeFromUs = this.nowUs;
    for (const index of live) {
      this.write(this.head, index);
      this.head = (this.head + 1) % this.capacity;
    }
    this.next = reached;
    this.dirtyFrom = 0;
    this.dirtyCount = this.capacity;
  }
}
