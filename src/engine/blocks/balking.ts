import type { KeyedDraws } from '../random/keyed-draws.ts';
import { uniform53 } from '../random/uniform.ts';
import type { EventHandler } from '../simulation.ts';
import { type Block, type BlockPlace, ENTER, type Inlet } from './block.ts';
import { VisitCounter } from './service-time.ts';

export interface BalkingOptions {
  /** The queue behind it. */
  readonly queue: Block;
  /** Where those go who do not stay. */
  readonly lostTo: Inlet;
  /** Chance to stay of a subject that finds 0, 1, 2, … in the queue; the last holds for all greater numbers. */
  readonly joins: readonly number[];
  readonly draws: KeyedDraws;
  /** Whether a subject can come back here; then its visits are counted so that each has its own luck. */
  readonly revisited: boolean;
}

/**
 * The door of a queue at which a subject sees how many are there and stays or not, by key. Who does not is an arrival
 * and a loss of the queue, which knows nothing of it: so any queue can have such a door, and one without pays nothing.
 */
export class Balking implements Inlet, EventHandler {
  readonly name: string;
  readonly facility: number;
  readonly code: number;
  readonly #place: BlockPlace;
  readonly #options: BalkingOptions;
  readonly #visits: VisitCounter | null;

  constructor(place: BlockPlace, options: BalkingOptions) {
    this.name = place.name;
    this.facility = place.facility;
    this.code = place.sim.register(this);
    this.#place = place;
    this.#options = options;
    this.#visits = options.revisited ? new VisitCounter(place.subjects) : null;
  }

  enter(subject: number): void {
    const { queue, joins, draws, lostTo } = this.#options;
    const visit = this.#visits === null ? 0 : this.#visits.next(subject);
    const chance = joins[Math.min(queue.holds, joins.length - 1)];
    const { subjects } = this.#place;
    if (uniform53(draws.at(subjects.ordinal(subject), subjects.source(subject), visit)) < chance) {
      queue.enter(subject);
      return;
    }
    const now = this.#place.sim.now[0];
    queue.probe.entered(subject, now);
    queue.probe.lost(subject, now);
    lostTo.enter(subject);
  }

  /** Lets in a subject that was handed over through the calendar. */
  fire(kind: number, subject: number): void {
    if (kind !== ENTER) throw this.#place.sim.violation(`${this.name} has no event of kind ${kind}`, subject);
    this.#place.subjects.between--;
    this.enter(subject);
  }
}
