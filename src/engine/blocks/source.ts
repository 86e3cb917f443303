import { NEVER } from '../clock.ts';
import { PHASE, tieBase } from '../phase.ts';
import { GivenValues } from '../random/given-values.ts';
import type { KeyedDraws } from '../random/keyed-draws.ts';
import type { Stream } from '../random/stream.ts';
import type { Variate } from '../random/variate.ts';
import { NONE } from '../subject-store.ts';
import type { ArrivalProcess } from './arrival-process.ts';
import { Block, type BlockPlace } from './block.ts';
import { Probe } from './probe.ts';

export interface SourceOptions {
  /** Index by which its subjects are named. */
  readonly source: number;
  readonly arrivals: ArrivalProcess;
  /** Subjects per arrival, drawn from a stream of its own; one when absent. A drawn 0 is an arrival of nobody. */
  readonly batch?: { readonly size: Variate; readonly stream: Stream };
  /** Class of every subject, or its distribution over class indices, drawn by key. */
  readonly klass: number | { readonly index: Variate; readonly draws: KeyedDraws };
  /** Most subjects it creates. Default: no limit. */
  readonly limit?: number;
  /** Nothing arrives at or after this instant, µs. Default: no end. */
  readonly until?: number;
}

const ARRIVE = 1;

/** Creates subjects, one arrival ahead of the clock. */
export class Source extends Block {
  readonly probe: Probe;
  readonly #options: SourceOptions;
  readonly #arrivalBase: number;
  readonly #limit: number;
  readonly #until: number;
  #arrivals = 0;
  #created = 0;

  constructor(place: BlockPlace, options: SourceOptions) {
    super(place);
    this.probe = new Probe(place.subjects);
    this.#options = options;
    this.#limit = options.limit ?? Number.POSITIVE_INFINITY;
    this.#until = options.until ?? Number.POSITIVE_INFINITY;
    this.#arrivalBase = tieBase(PHASE.arrival, place.facility);
  }

  /** Puts the first arrival on the calendar. Called once, before the run. */
  begin(): void {
    this.#scheduleNext();
  }

  enter(subject: number): void {
    throw this.sim.violation(`nothing can enter the source ${this.name}`, subject);
  }

  override fire(kind: number, subject: number): void {
    if (kind !== ARRIVE) super.fire(kind, subject);
    const { batch } = this.#options;
    let size = 1;
    if (batch !== undefined) {
      size =
        batch.size instanceof GivenValues ? batch.size.at(this.#arrivals - 1) : batch.size.draw(batch.stream);
    }
    const last = Math.min(this.#limit, this.#created + size);
    if (last < this.#limit) this.#scheduleNext();
    const several = last - this.#created > 1 ? 1 : 0;
    this.sim.handingSeveral += several;
    while (this.#created < last) this.#create();
    this.sim.handingSeveral -= several;
  }

  #create(): void {
    const { source, klass } = this.#options;
    const now = this.sim.now[0];
    const ordinal = this.#created++;
    const drawn = typeof klass === 'number' ? klass : klass.index.draw(klass.draws.at(ordinal, source, 0));
    this.emitted++;
    const subject = this.subjects.create(source, ordinal, drawn, now);
    this.probe.passed(subject, now);
    this.next.enter(subject);
  }

  #scheduleNext(): void {
    const at = this.#options.arrivals.at(this.#arrivals++);
    if (at === NEVER || at >= this.#until) return;
    this.sim.schedule(at, this.#arrivalBase, this.facility, this.code + ARRIVE, NONE);
  }
}
