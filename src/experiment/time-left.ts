import { linearRegression } from 'simple-statistics';

/** Real time over which the pace is judged, ms. */
const WINDOW_MS = 20_000;

/** Real time before which nothing is said: workers are starting and code is cold, ms. */
const SILENCE_MS = 1_500;

/** How long work will still take, from the pace of the last while: a line through (real time, share done). */
export class TimeLeft {
  readonly #points: [ms: number, share: number][] = [];

  /** @param elapsedMs real time at work, rising; @param share done, 0 to 1 */
  note(elapsedMs: number, share: number): void {
    this.#points.push([elapsedMs, share]);
    while (this.#points.length > 2 && elapsedMs - this.#points[0][0] > WINDOW_MS) this.#points.shift();
  }

  /** Real time left, ms; NaN while too little is known. */
  get ms(): number {
    const last = this.#points.at(-1);
    if (last === undefined || this.#points.length < 2 || last[0] < SILENCE_MS) return Number.NaN;
    const { m: sharePerMs } = linearRegression(this.#points);
    return sharePerMs > 0 ? (1 - last[1]) / sharePerMs : Number.NaN;
  }

  /** Forgets the pace, e.g. after a pause at another speed. */
  reset(): void {
    this.#points.length = 0;
  }
}
