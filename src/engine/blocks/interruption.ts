import { GivenValues } from '../random/given-values.ts';
import type { Stream } from '../random/stream.ts';
import type { Variate } from '../random/variate.ts';

/** A sequence of durations with a stream of its own; given values come in their order, once. */
export class DurationSequence {
  readonly #variate: Variate;
  readonly #stream: Stream;
  #taken = 0;

  /** @param variate durations in seconds */
  constructor(variate: Variate, stream: Stream) {
    this.#variate = variate;
    this.#stream = stream;
  }

  /** Whether there is a next one: written lists end. */
  get isOver(): boolean {
    return this.#variate instanceof GivenValues && this.#taken >= this.#variate.length;
  }

  /** The next duration, whole µs. @throws RangeError past the end of a written list */
  next(): number {
    const variate = this.#variate;
    const seconds = variate instanceof GivenValues ? variate.at(this.#taken++) : variate.draw(this.#stream);
    return Math.round(seconds * 1e6);
  }
}

/** Failures and repairs of one server or unit. */
export interface Breakdown {
  /**
   * `clock`: time to failure runs whenever the server is on duty and up, idle or not.
   * `use`: it runs only while the server works.
   */
  readonly by: 'clock' | 'use';
  readonly life: DurationSequence;
  readonly repair: DurationSequence;
}

/** Absences that a server takes when it finds nobody waiting. */
export interface Vacation {
  readonly length: DurationSequence;
  /** Whether a server that returns to an empty line leaves again (multiple vacations) or waits (single). */
  readonly repeats: boolean;
}
