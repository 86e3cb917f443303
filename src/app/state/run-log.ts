import { FrameHistory, framesKept } from '../../view/frame-history.ts';
import type { Frame } from '../engine-port.ts';
import { type LatestWhy, latestWhy, loggedFloor } from './floor-log.ts';
import { kpiValues } from './kpis.ts';
import type { LoggedFrame } from './logged-frame.ts';

/** Frames kept of flows and hubs, and of networks whose floor is watched from the first frame on. */
const KEPT = 720;

/** Levels of the run so far, thinned, for charts, inspector and looking back. */
export class RunLog {
  #frames = new FrameHistory<LoggedFrame>(KEPT);
  #why: LatestWhy | undefined;

  get frames(): readonly LoggedFrame[] {
    return this.#frames.all;
  }

  /** Limits and misses of the floor last watched, up to the latest frame of it. */
  get why(): LatestWhy | undefined {
    return this.#why;
  }

  clear(): void {
    this.#why = undefined;
    this.#frames = new FrameHistory(KEPT);
  }

  /** Frames come in order of time. */
  push(frame: Frame): void {
    this.#why = latestWhy(frame) ?? this.#why;
    // As many as the map keeps of the same frames, so that both hold the same arrays.
    if (this.#frames.length === 0 && frame.kind === 'network' && frame.floor === undefined)
      this.#frames = new FrameHistory(framesKept(frame.facilities.present.length));
    this.#frames.push({
      nowUs: frame.nowUs,
      kpis: kpiValues(frame),
      facilities: frame.kind === 'network' ? frame.facilities : undefined,
      flow: frame.kind === 'flow' ? frame : undefined,
      floor: loggedFloor(frame),
    });
  }

  /** The latest frame at or before the instant; the first for instants before it; undefined when there is none. */
  at(us: number): LoggedFrame | undefined {
    return this.#frames.at(us) ?? undefined;
  }
}
