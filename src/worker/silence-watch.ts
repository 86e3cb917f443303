/** Ticks, of a second each, after which a worker that said nothing counts as dead. */
const SILENT_TICKS = 10;

/** Its code may still be on its way through a slow network. */
const STARTING_TICKS = 60;

/** Real time between two signs of life, and between two ticks, ms. */
export const TICK_MS = 1000;

/**
 * Notices that a worker died without a word. It counts ticks in which nothing was heard, not time: after a computer
 * has slept, one tick has passed and the worker has a chance to speak.
 */
export class SilenceWatch {
  #silent = 0;
  #hasSpoken = false;

  /** Anything was heard of the worker. */
  heard(): void {
    this.#silent = 0;
    this.#hasSpoken = true;
  }

  /** A second has passed. @returns true once the worker counts as dead */
  tick(): boolean {
    this.#silent++;
    return this.#silent >= (this.#hasSpoken ? SILENT_TICKS : STARTING_TICKS);
  }
}
