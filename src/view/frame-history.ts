/** Bytes that levels of facilities may take in a memory of frames, and those of one facility in one frame. */
const LEVEL_BYTES = 36e6;
const BYTES_PER_FACILITY = 16;
const FEWEST = 400;
const MOST = 2000;

/** How many frames of a network are kept for looking back: fewer where each is large. */
export function framesKept(facilities: number): number {
  return Math.min(MOST, Math.max(FEWEST, Math.floor(LEVEL_BYTES / (BYTES_PER_FACILITY * facilities))));
}

/** Levels seen so far, thinned, so that one can go back in time over the whole of a run. */
export class FrameHistory<T extends { readonly nowUs: number }> {
  private frames: T[] = [];
  private spacingUs = 0;
  private readonly kept: number;

  /** @param kept frames kept at most; beyond, every second one is dropped: a long run is remembered more coarsely */
  constructor(kept = 512) {
    this.kept = kept;
  }

  /** From the first to the latest. */
  get all(): readonly T[] {
    return this.frames;
  }

  /** Frames come in order of time; one at or before the last replaces it and drops what lay after. */
  push(frame: T): void {
    while (this.frames.length > 0 && this.frames[this.frames.length - 1].nowUs >= frame.nowUs)
      this.frames.pop();
    // The newest frame is always kept; the one before it goes when it stands too close to its own predecessor.
    const { length } = this.frames;
    if (length >= 2 && this.frames[length - 1].nowUs - this.frames[length - 2].nowUs < this.spacingUs) {
      this.frames.pop();
    }
    this.frames.push(frame);
    if (this.frames.length > this.kept) {
      this.frames = this.frames.filter((_, i) => i % 2 === 0 || i === this.frames.length - 1);
      this.spacingUs = (2 * (frame.nowUs - this.frames[0].nowUs)) / this.kept;
    }
  }

  /** The latest frame at or before the instant; the first one for instants before it; null when there is none. */
  at(nowUs: number): T | null {
    let low = 0;
    let high = this.frames.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.frames[middle].nowUs <= nowUs) low = middle + 1;
      else high = middle;
    }
    return this.frames[Math.max(0, low - 1)] ?? null;
  }

  get latest(): T | null {
    return this.frames[this.frames.length - 1] ?? null;
  }

  get length(): number {
    return this.frames.length;
  }

  clear(): void {
    this.frames = [];
    this.spacingUs = 0;
  }
}
