import type { Time } from '../engine/clock.ts';
import type { Simulation } from '../engine/simulation.ts';

/**
 * A run that looks at itself between slices: to observe levels, to cut statistics, to decide whether it is over. Looking is
 * no event, so neither the cut into slices nor the boundaries change anything.
 */
export abstract class BoundedRun {
  protected isDone = false;

  /** The clock and the calendar of the run. */
  protected abstract get sim(): Simulation;

  /** Next instant at which the run looks, µs. */
  protected abstract nextBoundary(): Time;

  /** All that lies before a boundary has happened; the last one ends the run. */
  protected abstract atBoundary(now: Time): void;

  get now(): Time {
    return this.sim.now[0];
  }

  get eventCount(): number {
    return this.sim.eventCount;
  }

  /**
   * Executes at most `events` events, and none at or after `until`, and looks at every boundary in between.
   * @returns true when the run is complete @throws InvariantError
   */
  advance(events: number, until = Number.POSITIVE_INFINITY): boolean {
    let left = events;
    while (!this.isDone && left > 0) {
      const boundary = this.nextBoundary();
      const before = this.sim.eventCount;
      const reached = this.#slice(Math.min(boundary, until), left);
      left -= Math.max(1, this.sim.eventCount - before);
      if (!reached || boundary > until) break;
      this.atBoundary(boundary);
    }
    return this.isDone;
  }

  #slice(limit: Time, events: number): boolean {
    try {
      return this.sim.run(limit, events);
    } catch (error) {
      throw this.sim.explain(error);
    }
  }
}
