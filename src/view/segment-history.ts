import type { SegmentBatch } from '../snapshot/network-snapshot.ts';

const CHUNK_BITS = 14;
const CHUNK = 1 << CHUNK_BITS;
const MASK = CHUNK - 1;

interface Chunk {
  readonly lane: Int32Array;
  readonly trip: Int32Array;
  readonly departUs: Float64Array;
  readonly arriveUs: Float64Array;
  readonly parcels: Int32Array;
  readonly load: Uint8Array;
  readonly isReturn: Uint8Array;
}

function newChunk(): Chunk {
  return {
    lane: new Int32Array(CHUNK),
    trip: new Int32Array(CHUNK),
    departUs: new Float64Array(CHUNK),
    arriveUs: new Float64Array(CHUNK),
    parcels: new Int32Array(CHUNK),
    load: new Uint8Array(CHUNK),
    isReturn: new Uint8Array(CHUNK),
  };
}

/**
 * Every trip seen since the run began, in order of departure, so that the view can go back in time. 30 bytes a trip, in
 * chunks: growing never copies.
 */
export class SegmentHistory {
  private readonly chunks: Chunk[] = [];
  private used = 0;
  private longestUs = 0;

  get length(): number {
    return this.used;
  }

  /** Index into the world's lanes. */
  lane(index: number): number {
    return this.chunks[index >> CHUNK_BITS].lane[index & MASK];
  }

  /** Ordinal of the departure on its lane; negative for an empty vehicle, which no timetable sends. */
  trip(index: number): number {
    return this.chunks[index >> CHUNK_BITS].trip[index & MASK];
  }

  departUs(index: number): number {
    return this.chunks[index >> CHUNK_BITS].departUs[index & MASK];
  }

  arriveUs(index: number): number {
    return this.chunks[index >> CHUNK_BITS].arriveUs[index & MASK];
  }

  parcels(index: number): number {
    return this.chunks[index >> CHUNK_BITS].parcels[index & MASK];
  }

  /** Load factor in steps of 1/255: sums over a window stay whole numbers, so adding and taking away cancel exactly. */
  load255(index: number): number {
    return this.chunks[index >> CHUNK_BITS].load[index & MASK];
  }

  /** Whether it is an empty vehicle, on its way along its lane or back, to where one is needed. */
  isEmpty(index: number): boolean {
    return this.trip(index) < 0;
  }

  /** Whether it runs its lane backwards, as only empty vehicles do. */
  isReturn(index: number): boolean {
    return this.chunks[index >> CHUNK_BITS].isReturn[index & MASK] === 1;
  }

  /**
   * Appends a batch. @throws RangeError when a trip departs before the one that precedes it: searches by time rest on
   * that order.
   */
  append(batch: SegmentBatch): void {
    for (let i = 0; i < batch.count; i++) {
      const departUs = batch.departUs[i];
      if (this.used > 0 && departUs < this.departUs(this.used - 1)) {
        throw new RangeError(
          `Segments out of order: lane ${batch.lane[i]} trip ${batch.trip[i]} departs at ${departUs} us, ` +
            `after one that departed at ${this.departUs(this.used - 1)} us.`,
        );
      }
      if ((this.used & MASK) === 0) this.chunks.push(newChunk());
      const chunk = this.chunks[this.chunks.length - 1];
      const at = this.used & MASK;
      chunk.lane[at] = batch.lane[i];
      chunk.trip[at] = batch.trip[i];
      chunk.departUs[at] = departUs;
      chunk.arriveUs[at] = batch.arriveUs[i];
      chunk.parcels[at] = batch.parcels[i];
      chunk.load[at] = Math.round(255 * Math.min(1, Math.max(0, batch.loadFactor[i] || 0)));
      chunk.isReturn[at] = batch.isReturn[i];
      this.longestUs = Math.max(this.longestUs, batch.arriveUs[i] - departUs);
      this.used++;
    }
  }

  /** Number of trips that departed at or before the instant: also the index of the first that departs after it. */
  departedBy(us: number): number {
    let low = 0;
    let high = this.used;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.departUs(middle) <= us) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** First index whose trip can still be under way at the instant, by the longest trip seen. */
  firstPossiblyLive(us: number): number {
    return this.departedBy(us - this.longestUs - 1);
  }

  clear(): void {
    this.chunks.length = 0;
    this.used = 0;
    this.longestUs = 0;
  }
}
