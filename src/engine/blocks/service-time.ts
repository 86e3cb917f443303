import { fromSeconds } from '../clock.ts';
import { InvariantError } from '../invariant-error.ts';
import { GivenValues } from '../random/given-values.ts';
import type { KeyedDraws } from '../random/keyed-draws.ts';
import type { Variate } from '../random/variate.ts';
import { grown, type SubjectStore } from '../subject-store.ts';

/** How long an activity takes, per class of subject, in seconds before rounding to µs. */
export interface ActivityTimes {
  /** One variate per class, or one for all. Seconds. */
  readonly byClass: readonly Variate[];
  readonly draws: KeyedDraws;
  /** Whether a subject can come back here; then its visits are counted so that each has its own luck. */
  readonly revisited: boolean;
}

/**
 * Draws the duration of an activity for a subject, in whole µs, by key: from who the subject is and how often it has
 * been here, not from what happened before. So a change elsewhere changes nobody's luck.
 */
export class ServiceTime {
  readonly #subjects: SubjectStore;
  readonly #byClass: readonly Variate[];
  /** The variate of every class where there is one for all and it is drawn. */
  readonly #only: Variate | null;
  readonly #draws: KeyedDraws;
  readonly #visits: VisitCounter | null;

  constructor(subjects: SubjectStore, times: ActivityTimes) {
    this.#subjects = subjects;
    this.#byClass = times.byClass;
    const [only] = times.byClass;
    this.#only = times.byClass.length === 1 && !(only instanceof GivenValues) ? only : null;
    this.#draws = times.draws;
    this.#visits = times.revisited ? new VisitCounter(subjects) : null;
  }

  /** @throws InvariantError when a variate gives a negative or non-finite duration */
  draw(subject: number): number {
    const visit = this.#visits === null ? 0 : this.#visits.next(subject);
    const draws = this.#draws.at(this.#subjects.ordinal(subject), this.#subjects.source(subject), visit);
    const seconds = this.#only === null ? this.#drawByClass(subject, draws) : this.#only.draw(draws);
    const duration = fromSeconds(seconds);
    if (!(duration >= 0)) refuse(seconds);
    return duration;
  }

  #drawByClass(subject: number, draws: KeyedDraws): number {
    const byClass = this.#byClass;
    const variate = byClass[byClass.length === 1 ? 0 : this.#subjects.klass(subject)];
    return variate instanceof GivenValues ? variate.at(this.#subjects.ordinal(subject)) : variate.draw(draws);
  }
}

function refuse(seconds: number): never {
  throw new InvariantError(`a duration of ${seconds} s was drawn`);
}

/** How often each live subject has been at one place. Slots are recycled, so a count belongs to an identity. */
export class VisitCounter {
  readonly #subjects: SubjectStore;
  #identity = new Float64Array(0);
  #count = new Uint32Array(0);

  constructor(subjects: SubjectStore) {
    this.#subjects = subjects;
  }

  /** Ordinal of this visit, from 0; the next call for the same subject gives the next. */
  next(subject: number): number {
    if (subject >= this.#count.length) {
      this.#identity = grown(this.#identity, this.#subjects.capacity);
      this.#count = grown(this.#count, this.#subjects.capacity);
    }
    const identity = this.#subjects.source(subject) * 2 ** 32 + this.#subjects.ordinal(subject) + 1;
    if (this.#identity[subject] !== identity) {
      this.#identity[subject] = identity;
      this.#count[subject] = 0;
    }
    return this.#count[subject]++;
  }
}
