import type { KeyedDraws } from '../random/keyed-draws.ts';
import type { Variate } from '../random/variate.ts';
import { Block, type BlockPlace } from './block.ts';
import { Probe } from './probe.ts';
import { VisitCounter } from './service-time.ts';

export interface AssignOptions {
  /** The class that each class becomes: an index, or its distribution over indices, drawn by key. */
  readonly becomes: readonly (number | Variate)[];
  readonly draws: KeyedDraws;
  /** Whether a subject can come back here; then its visits are counted so that each has its own luck. */
  readonly revisited: boolean;
}

/** Changes the class of each subject, at once. */
export class Assign extends Block {
  readonly probe: Probe;
  readonly #options: AssignOptions;
  readonly #visits: VisitCounter | null;

  constructor(place: BlockPlace, options: AssignOptions) {
    super(place);
    this.#options = options;
    this.#visits = options.revisited ? new VisitCounter(place.subjects) : null;
    this.probe = new Probe(place.subjects);
  }

  enter(subject: number): void {
    const { subjects } = this;
    const visit = this.#visits === null ? 0 : this.#visits.next(subject);
    const becomes = this.#options.becomes[subjects.klass(subject)];
    subjects.setKlass(
      subject,
      typeof becomes === 'number'
        ? becomes
        : becomes.draw(this.#options.draws.at(subjects.ordinal(subject), subjects.source(subject), visit)),
    );
    this.probe.passed(subject, this.sim.now[0]);
    this.next.enter(subject);
  }
}
