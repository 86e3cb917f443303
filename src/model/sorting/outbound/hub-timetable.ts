import { SECOND, type Time } from '../../../engine/clock.ts';

const WEEK_S = 604_800;
const WEEK: Time = WEEK_S * SECOND;

/** Departures that repeat weekly, by ordinal from the first at or after time 0, and back from an instant. */
export class HubTimetable {
  readonly #firstWeek: Float64Array;

  /** @param firstWeekS whole seconds from the start of the run, rising, below a week; at least one */
  constructor(firstWeekS: readonly number[]) {
    this.#firstWeek = Float64Array.from(firstWeekS, (second) => second * SECOND);
  }

  /** Instant of the k-th departure, µs. */
  at(k: number): Time {
    const n = this.#firstWeek.length;
    const week = Math.floor(k / n);
    return this.#firstWeek[k - week * n] + week * WEEK;
  }

  /** Ordinal of the first departure at or after an instant; 0 for instants before the start. */
  firstFrom(instant: Time): number {
    const week = Math.floor(instant / WEEK);
    if (week < 0) return 0;
    const within = instant - week * WEEK;
    let low = 0;
    let high = this.#firstWeek.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#firstWeek[middle] >= within) high = middle;
      else low = middle + 1;
    }
    return week * this.#firstWeek.length + low;
  }
}
