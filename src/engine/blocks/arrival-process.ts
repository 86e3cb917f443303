import { NEVER, repeatAt, type Time } from '../clock.ts';
import type { GivenValues } from '../random/given-values.ts';
import type { RateProfile } from '../random/rate-profile.ts';
import type { Stream } from '../random/stream.ts';
import type { Variate } from '../random/variate.ts';
import { standardExponential } from '../random/ziggurat.ts';
import { DurationSequence } from './interruption.ts';

/** When the arrivals of a source happen, one at a time and never in advance. */
export interface ArrivalProcess {
  /** Instant of the k-th arrival, k rising by one from 0; NEVER when there are no more. µs. */
  at(k: number): Time;
}

/**
 * Independent gaps from one distribution: a renewal process. The first arrival comes one gap after the start;
 * a written list of gaps ends the arrivals with its last.
 */
export class RenewalArrivals implements ArrivalProcess {
  readonly #gaps: DurationSequence;
  #last: Time;

  constructor(gapS: Variate, stream: Stream, startS = 0) {
    this.#gaps = new DurationSequence(gapS, stream);
    this.#last = Math.round(startS * 1e6);
  }

  at(): Time {
    if (this.#gaps.isOver) return NEVER;
    this.#last += this.#gaps.next();
    return this.#last;
  }
}

/** Every period, from the start: k x period, rounded, so that nothing drifts. The first comes one period after it. */
export class PeriodicArrivals implements ArrivalProcess {
  readonly #periodS: number;
  readonly #startS: number;

  constructor(periodS: number, startS = 0) {
    this.#periodS = periodS;
    this.#startS = startS;
  }

  at(k: number): Time {
    return repeatAt(this.#startS, this.#periodS, k + 1);
  }
}

/** A non-homogeneous Poisson process by inversion of its cumulative rate; a changed rate shifts no later draw. */
export class ProfileArrivals implements ArrivalProcess {
  readonly #profile: RateProfile;
  readonly #stream: Stream;
  #expected = 0;

  constructor(profile: RateProfile, stream: Stream) {
    this.#profile = profile;
    this.#stream = stream;
  }

  at(): Time {
    this.#expected += standardExponential(this.#stream);
    const seconds = this.#profile.inverse(this.#expected);
    return Number.isFinite(seconds) ? Math.round(seconds * 1e6) : NEVER;
  }
}

/** Given instants, rising. Seconds. */
export class GivenArrivals implements ArrivalProcess {
  readonly #instantsS: GivenValues;

  constructor(instantsS: GivenValues) {
    this.#instantsS = instantsS;
  }

  at(k: number): Time {
    return k < this.#instantsS.length ? Math.round(this.#instantsS.at(k) * 1e6) : NEVER;
  }
}
