import type { Frame } from '../engine-port.ts';
import { type LatestWhy, latestWhy, loggedFloor } from './floor-log.ts';
import { kpiValues } from './kpis.ts';
import type { LoggedFrame } from './logged-frame.ts';

/** Frames kept; beyond, every second of them is dropped: a long run is remembered more coarsely, not longer. */
const KEPT = 720;

/** Levels of the run so far, thinned, for charts, inspector and looking back. */
export class RunLog {
  #frames: LoggedFrame[] = [];
  #spacingUs = 0;
  #why: LatestWhy | undefined;

  get frames(): readonly LoggedFrame[] {
    return this.#frames;
  }

  /** Limits and misses of the floor last watched, up to the latest frame of it. */
  get why(): LatestWhy | undefined {
    return this.#why;
  }

  clear(): void {
    this.#why = undefined;
    this.#frames = [];
    this.#spacingUs = 0;
  }

  /** Frames come in order of time. */
  push(frame: Frame): void {
    this.#why = latestWhy(frame) ?? this.#why;
    const frames = this.#frames;
    const { length } = frames;
    // The newest is always kept; the one before it goes when it stands too close to its own predecessor.
    if (length >= 2 && frames[length - 1].nowUs - frames[length - 2].nowUs < this.#spacingUs) frames.pop();
    frames.push({
      nowUs: frame.nowUs,
      kpis: kpiValues(frame),
      facilities: frame.kind === 'network' ? frame.facilities : undefined,
      flow: frame.kind === 'flow' ? frame : undefined,
      floor: loggedFloor(frame),
    });
    if (frames.length <= KEPT) return;
    const last = frames.length - 1;
    this.#frames = frames.filter((_, i) => i % 2 === 0 || i === last);
    this.#spacingUs = (2 * (frame.nowUs - frames[0].nowUs)) / KEPT;
  }

  /** The latest frame at or before the instant; the first for instants before it; undefined when there is none. */
  at(us: number): LoggedFrame | undefined {
    const frames = this.#frames;
    let low = 0;
    let high = frames.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (frames[middle].nowUs <= us) low = middle + 1;
      else high = middle;
    }
    return frames[Math.max(0, low - 1)];
  }
}
