/** Share of a run's work between two frames that are shown whatever the page is doing: at most a hundred of them. */
const SHARE_PER_FRAME = 0.01;

/**
 * Keeps a watched run from running away from its picture: a small run would be over in one slice, and its charts two
 * points. Slices are cut so that each advances the run by about a hundredth.
 */
export class WatchedPace {
  #events = 16;
  #shown = 0;

  /** Most events of the next slice. */
  get events(): number {
    return this.#events;
  }

  /** Learns from a slice. @param before share done before it @param after share done now, 0 to 1 */
  learn(before: number, after: number): void {
    const step = after - before;
    const factor = step > 0 ? Math.min(2, SHARE_PER_FRAME / step) : 2;
    this.#events = Math.max(1, Math.min(Math.floor(this.#events * factor), Number.MAX_SAFE_INTEGER));
  }

  /** Whether a frame is due by the share done. */
  isDue(share: number): boolean {
    return share - this.#shown >= SHARE_PER_FRAME;
  }

  shown(share: number): void {
    this.#shown = share;
  }
}
