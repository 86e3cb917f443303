import { NONE } from '../subject-store.ts';
import type { Batches } from './batches.ts';
import { Block, type BlockPlace } from './block.ts';
import type { Families } from './families.ts';
import { Probe } from './probe.ts';

/**
 * Where subjects leave the run. Their time in system is that of their whole life, from creation; for a batch, from
 * the creation of its oldest member. Members of a batch leave with it, uncounted by themselves.
 */
export class Sink extends Block {
  readonly probe: Probe;
  readonly #batches: Batches | null;
  readonly #families: Families | null;

  constructor(
    place: BlockPlace,
    options: {
      readonly classes?: number;
      readonly batches?: Batches;
      readonly families?: Families | null;
    } = {},
  ) {
    super(place);
    this.probe = new Probe(place.subjects, options.classes);
    this.#batches = options.batches ?? null;
    this.#families = options.families ?? null;
  }

  enter(subject: number): void {
    const now = this.sim.now[0];
    this.probe.entered(subject, now);
    this.probe.left(subject, this.subjects.createdAt(subject), now);
    this.#release(subject);
  }

  #release(subject: number): void {
    if (this.#batches?.isBatch(subject)) {
      let member = this.#batches.open(subject);
      while (member !== NONE) {
        const following = this.subjects.link(member);
        this.#release(member);
        member = following;
      }
    }
    if (this.#families !== null && this.#families.of(subject) !== NONE)
      throw this.sim.violation(`a copy left at ${this.name}, and its subject waits for it`, subject);
    this.absorbed++;
    this.subjects.release(subject);
  }
}
