import { NEVER, repeatAt, SECOND, type Time } from '../clock.ts';
import type { Stream } from '../random/stream.ts';
import type { Variate } from '../random/variate.ts';
import { DurationSequence } from './interruption.ts';

/**
 * When a batch departs by the clock. A rule is asked for the next departure after each event that could set it:
 * at the start, after a departure, and when the first member joins an empty batch.
 */
export interface DispatchRule {
  /** Next departure once the k-th (from 0) has happened or the run begins (k = -1); NEVER when the clock sets none. */
  afterDeparture(k: number, now: Time): Time;
  /** Departure set by the first member joining an empty batch; NEVER when it sets none. */
  afterFirst(now: Time): Time;
  /** Whether a departure out of turn (a full batch) moves the next one by the clock. */
  readonly restarts: boolean;
}

/** Departures at fixed instants: every period from the start, on a clock that nothing moves. */
export class FixedClock implements DispatchRule {
  readonly restarts = false;
  readonly #everyS: number;
  readonly #firstS: number;
  #next = 0;

  /** @param everyS period; @param firstS the first departure, one period after the start by default */
  constructor(everyS: number, firstS = everyS) {
    this.#everyS = everyS;
    this.#firstS = firstS;
  }

  afterDeparture(): Time {
    return repeatAt(this.#firstS, this.#everyS, this.#next++);
  }

  afterFirst(): Time {
    return NEVER;
  }
}

/** A clock that restarts at each departure, whatever caused it. */
export class RestartingClock implements DispatchRule {
  readonly restarts = true;
  readonly #period: Time;

  constructor(everyS: number) {
    this.#period = Math.round(everyS * SECOND);
  }

  afterDeparture(_k: number, now: Time): Time {
    return now + this.#period;
  }

  afterFirst(): Time {
    return NEVER;
  }
}

/** Random headways from a stream of their own; a written list of them ends the departures by the clock. */
export class RandomHeadway implements DispatchRule {
  readonly restarts = true;
  readonly #headways: DurationSequence;

  constructor(headwayS: Variate, stream: Stream) {
    this.#headways = new DurationSequence(headwayS, stream);
  }

  afterDeparture(_k: number, now: Time): Time {
    return this.#headways.isOver ? NEVER : now + this.#headways.next();
  }

  afterFirst(): Time {
    return NEVER;
  }
}

/** A timer that the first member of a batch starts. */
export class TimerFromFirst implements DispatchRule {
  readonly restarts = true;
  readonly #delay: Time;

  constructor(afterS: number) {
    this.#delay = Math.round(afterS * SECOND);
  }

  afterDeparture(): Time {
    return NEVER;
  }

  afterFirst(now: Time): Time {
    return now + this.#delay;
  }
}

/** Instants within a period (a day, a week) that repeat for ever: a timetable. */
export class Timetable implements DispatchRule {
  readonly restarts = false;
  readonly #instantsS: readonly number[];
  readonly #periodS: number;
  readonly #startS: number;
  #next = 0;

  /** @param instantsS rising, within [0, period); @param startS where in the period the run begins */
  constructor(instantsS: readonly number[], periodS: number, startS = 0) {
    this.#instantsS = instantsS;
    this.#periodS = periodS;
    this.#startS = startS;
    while (this.#at(this.#next) < 0) this.#next++;
  }

  afterDeparture(): Time {
    return this.#at(this.#next++);
  }

  afterFirst(): Time {
    return NEVER;
  }

  #at(k: number): Time {
    const n = this.#instantsS.length;
    const lap = Math.floor(k / n);
    return repeatAt(this.#instantsS[k - lap * n] - this.#startS, this.#periodS, lap);
  }
}

/** No departure by the clock: only when full. */
export class NoClock implements DispatchRule {
  readonly restarts = false;

  afterDeparture(): Time {
    return NEVER;
  }

  afterFirst(): Time {
    return NEVER;
  }
}
