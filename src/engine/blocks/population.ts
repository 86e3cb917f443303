import { PHASE, tieBase } from '../phase.ts';
import { NONE } from '../subject-store.ts';
import { Block, type BlockPlace } from './block.ts';
import { Probe } from './probe.ts';

const BEGIN = 1;

/** A closed population: a fixed number of subjects that enter at the start and circulate. */
export class Population extends Block {
  readonly probe: Probe;
  readonly #source: number;
  readonly #size: number;
  readonly #klass: number;

  constructor(
    place: BlockPlace,
    options: { readonly source: number; readonly size: number; readonly klass: number },
  ) {
    super(place);
    this.probe = new Probe(place.subjects);
    this.#source = options.source;
    this.#size = options.size;
    this.#klass = options.klass;
  }

  begin(): void {
    const base = tieBase(PHASE.arrival, this.facility);
    this.sim.schedule(this.sim.now[0], base, this.facility, this.code + BEGIN, NONE);
  }

  enter(subject: number): void {
    throw this.sim.violation(
      `nothing can enter the population ${this.name}: send it to the block after it`,
      subject,
    );
  }

  override fire(kind: number, subject: number): void {
    if (kind !== BEGIN) super.fire(kind, subject);
    const now = this.sim.now[0];
    const several = this.#size > 1 ? 1 : 0;
    this.sim.handingSeveral += several;
    for (let ordinal = 0; ordinal < this.#size; ordinal++) {
      this.emitted++;
      const subject = this.subjects.create(this.#source, ordinal, this.#klass, now);
      this.probe.passed(subject, now);
      this.next.enter(subject);
    }
    this.sim.handingSeveral -= several;
  }
}
