import type { ExperimentProgress } from '../../experiment/run-experiment.ts';
import { TimeLeft } from '../../experiment/time-left.ts';

/** How far a run is, and how long it will take. */
export class RunProgress {
  planned = $state(0);
  finished = $state(0);
  failed = $state(0);
  /** Share of all work done, 0 to 1. */
  share = $state(0);
  eventCount = $state(0);
  /** Real time left, seconds; NaN where nothing can be said yet. */
  leftS = $state(Number.NaN);
  /** Real time that it was running, without pauses, ms. */
  #runningMs = 0;
  #sinceMs: number | undefined;
  readonly #left = new TimeLeft();

  begin(planned: number): void {
    this.planned = planned;
    this.finished = 0;
    this.failed = 0;
    this.share = 0;
    this.eventCount = 0;
    this.leftS = Number.NaN;
    this.#left.reset();
    this.#runningMs = 0;
    this.#sinceMs = planned > 0 ? performance.now() : undefined;
  }

  report({ planned, finished, failed, share, eventCount }: ExperimentProgress): void {
    this.planned = planned;
    this.finished = finished;
    this.failed = failed;
    this.share = share;
    this.eventCount = eventCount;
    this.#left.note(this.elapsedMs, share);
    this.leftS = this.#left.ms / 1000;
  }

  get elapsedMs(): number {
    return this.#runningMs + (this.#sinceMs === undefined ? 0 : performance.now() - this.#sinceMs);
  }

  pause(): void {
    this.#runningMs = this.elapsedMs;
    this.#sinceMs = undefined;
  }

  resume(): void {
    this.#sinceMs ??= performance.now();
  }

  end(): void {
    this.pause();
    this.leftS = Number.NaN;
  }

  /** Replications that reached their end, and those that never will. */
  count(finished: number, failed: number): void {
    this.finished = finished;
    this.failed = failed;
  }
}
