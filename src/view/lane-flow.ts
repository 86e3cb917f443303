import type { SegmentHistory } from './segment-history.ts';

const WINDOW_US = 24 * 3600 * 1e6;

/**
 * Parcels and load factor per lane over the 24 hours before the instant shown. Two pointers slide over the history, in
 * either direction; all sums are whole numbers, so going back gives exactly what was there.
 */
export class LaneFlow {
  /** Parcels that departed in the window, per lane. */
  readonly parcels: Float64Array;
  private readonly trips: Int32Array;
  private readonly loads: Float64Array;
  private readonly history: SegmentHistory;
  private low = 0;
  private high = 0;

  constructor(history: SegmentHistory, lanes: number) {
    this.history = history;
    this.parcels = new Float64Array(lanes);
    this.trips = new Int32Array(lanes);
    this.loads = new Float64Array(lanes);
  }

  /** Mean load factor of the window's trips, 0 to 1; NaN when there was none. */
  load(lane: number): number {
    return this.loads[lane] / 255 / this.trips[lane];
  }

  /** Moves the window to end at the instant. @returns whether any lane changed. */
  setTime(nowUs: number): boolean {
    const low = this.history.departedBy(nowUs - WINDOW_US);
    const high = this.history.departedBy(nowUs);
    const isSame = low === this.low && high === this.high;
    for (; this.high < high; this.high++) this.add(this.high, 1);
    for (; this.low > low; ) this.add(--this.low, 1);
    for (; this.high > high; ) this.add(--this.high, -1);
    for (; this.low < low; this.low++) this.add(this.low, -1);
    return !isSame;
  }

  /** Empty vehicles on their way to where they are needed are no flow, and their load says nothing of the lane's. */
  private add(index: number, sign: 1 | -1): void {
    if (this.history.isEmpty(index)) return;
    const lane = this.history.lane(index);
    this.parcels[lane] += sign * this.history.parcels(index);
    this.trips[lane] += sign;
    this.loads[lane] += sign * this.history.load255(index);
  }
}
