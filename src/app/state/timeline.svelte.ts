/** Real time over which the picture moves from one frame to the next, ms: as frames come, within these bounds. */
const SHORTEST_MS = 16;
const LONGEST_MS = 250;
/** Real time between two beats, ms: how often numbers beside the picture are read again. */
const BEAT_MS = 125;

/**
 * The instant shown. Live, it follows the latest frame by the time between two frames, so that the picture glides;
 * otherwise it stands where the user put it, while the run goes on.
 */
export class Timeline {
  /** Simulated so far, µs. */
  latestUs = $state(0);
  /** Shown, µs. */
  shownUs = $state(0);
  isLive = $state(true);
  /** Rises a few times a second while what is shown changes. */
  beat = $state(0);
  #fromUs = 0;
  /** The frame before the latest, µs. */
  #beforeUs = 0;
  #startMs = 0;
  #intervalMs = 33;
  #arrivedMs = 0;
  #beatMs = 0;
  #beatUs = 0;

  reset(): void {
    this.latestUs = 0;
    this.shownUs = 0;
    this.isLive = true;
    this.#fromUs = 0;
    this.#beforeUs = 0;
    this.#arrivedMs = 0;
    this.#tick(0);
  }

  /** A frame has come. @param ms real time of a steady clock */
  frameArrived(nowUs: number, ms: number): void {
    if (this.#arrivedMs > 0) {
      const interval = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, ms - this.#arrivedMs));
      this.#intervalMs += (interval - this.#intervalMs) * 0.2;
    }
    this.#arrivedMs = ms;
    // A picture that cannot keep up with the frames leaves some out, instead of falling ever further behind.
    const isBehind = this.shownUs < this.#beforeUs;
    this.#beforeUs = this.latestUs;
    if (this.isLive) {
      this.#fromUs = isBehind ? this.latestUs : this.shownUs;
      this.#startMs = ms;
    }
    this.latestUs = Math.max(this.latestUs, nowUs);
  }

  /** Whether the picture is still on its way to the latest frame, or the numbers to the picture. */
  get isMoving(): boolean {
    return (this.isLive && this.shownUs < this.latestUs) || this.#beatUs !== this.shownUs;
  }

  /** Moves what is shown on. @param ms real time of a steady clock */
  advance(ms: number): void {
    if (this.isLive) {
      const share = Math.min(1, (ms - this.#startMs) / (this.#intervalMs * 1.1));
      this.shownUs =
        share >= 1 ? this.latestUs : this.#fromUs + (this.latestUs - this.#fromUs) * Math.max(0, share);
    }
    if (ms - this.#beatMs >= BEAT_MS && this.#beatUs !== this.shownUs) this.#tick(ms);
  }

  /** Shows an instant of the past; the latest makes it live again. */
  seek(us: number): void {
    this.shownUs = Math.min(this.latestUs, Math.max(0, us));
    this.isLive = this.shownUs >= this.latestUs;
    this.#tick(this.#beatMs);
  }

  goLive(): void {
    this.seek(this.latestUs);
  }

  #tick(ms: number): void {
    this.#beatMs = ms;
    this.#beatUs = this.shownUs;
    this.beat++;
  }
}
