import { NONE } from '../subject-store.ts';
import { Block, type BlockPlace, type Inlet } from './block.ts';
import type { Families, Parting } from './families.ts';
import { Probe } from './probe.ts';

/** How the copies of a subject are named, so that each has its own luck whatever else happens. */
export interface CopyNames {
  /** Source number of each copy in turn, by the source number of the subject that is split. */
  readonly byParent: ReadonlyMap<number, readonly number[]>;
  /**
   * Whether a subject can be split here again: its copies are then numbered as they come, because its own ordinal
   * would name them twice.
   */
  readonly isRepeated: boolean;
}

export interface SplitOptions {
  readonly families: Families;
  /** Copies that must come together for the subject to go on. */
  readonly needed: number;
  readonly classes?: number;
}

/**
 * Sends copies of a subject along its branches, all at one instant, and keeps the subject until they have come
 * together at the join; from there it goes on. So its stay here is the response time of the fork and the join.
 */
export class Split extends Block implements Parting {
  readonly probe: Probe;
  readonly #options: SplitOptions;
  #branches: readonly Inlet[] = [];
  #names!: CopyNames;
  #made = 0;

  constructor(place: BlockPlace, options: SplitOptions) {
    super(place);
    this.#options = options;
    this.probe = new Probe(place.subjects, options.classes);
  }

  /** Wires where each copy goes and how it is called; `next` is what is behind the join. */
  wire(branches: readonly Inlet[], names: CopyNames): void {
    this.#branches = branches;
    this.#names = names;
  }

  override get holds(): number {
    return this.probe.occupancy.serving;
  }

  enter(subject: number): void {
    const { probe, subjects } = this;
    const { families, needed } = this.#options;
    const names = this.#names;
    const now = this.sim.now[0];
    probe.entered(subject, now);
    probe.occupancy.serving++;
    const count = this.#branches.length;
    const sources = names.byParent.get(subjects.source(subject));
    if (sources === undefined) throw this.sim.violation(`${this.name} has no names for its copies`, subject);
    const ordinal = names.isRepeated ? this.#made++ : subjects.ordinal(subject);
    const family = families.begin(subject, this, count, needed);
    // All of them first: one that comes to the join at once may let the subject go.
    let first = NONE;
    for (let copy = count - 1; copy >= 0; copy--) {
      const slot = subjects.create(sources[copy], ordinal, subjects.klass(subject), now);
      families.adopt(family, slot);
      subjects.setLink(slot, first);
      first = slot;
    }
    this.emitted += count;
    const several = count > 1 ? 1 : 0;
    this.sim.handingSeveral += several;
    for (let branch = 0; branch < count; branch++) {
      const slot = first;
      first = subjects.link(slot);
      subjects.setLink(slot, NONE);
      this.#branches[branch].enter(slot);
    }
    this.sim.handingSeveral -= several;
  }

  reunite(parent: number): void {
    const { probe, subjects } = this;
    const now = this.sim.now[0];
    probe.occupancy.observe(now);
    probe.occupancy.serving--;
    probe.left(parent, subjects.enteredAt(parent), now);
    this.handOver(parent, this.next);
  }
}

/**
 * Where the copies of a subject come together: each waits until as many as are needed have come, then they cease to
 * be and the subject goes on. Copies that come later cease to be at once.
 */
export class Join extends Block {
  readonly probe: Probe;
  readonly #families: Families;

  constructor(place: BlockPlace, options: { readonly families: Families; readonly classes?: number }) {
    super(place);
    this.#families = options.families;
    this.probe = new Probe(place.subjects, options.classes);
  }

  get waiting(): number {
    return this.probe.occupancy.waiting;
  }

  get serving(): number {
    return 0;
  }

  override get holds(): number {
    return this.probe.occupancy.waiting;
  }

  enter(copy: number): void {
    const { probe, subjects } = this;
    const families = this.#families;
    const now = this.sim.now[0];
    const family = families.of(copy);
    if (family === NONE) throw this.sim.violation(`${this.name} joins copies, and this is none`, copy);
    probe.entered(copy, now);
    if (families.missing(family) <= 0) {
      this.#end(copy, now);
      return;
    }
    families.come(family, copy);
    probe.occupancy.waiting++;
    if (families.missing(family) > 0) return;
    const parting = families.partingOf(family);
    const parent = families.parentOf(family);
    let member = families.takeWaiting(family);
    while (member !== NONE) {
      const following = subjects.link(member);
      probe.occupancy.waiting--;
      this.#end(member, now);
      member = following;
    }
    parting.reunite(parent);
  }

  #end(copy: number, now: number): void {
    const { probe, subjects } = this;
    const since = subjects.enteredAt(copy);
    probe.started(copy, now - since, now);
    probe.left(copy, since, now);
    this.#families.forget(copy);
    this.absorbed++;
    subjects.release(copy);
  }
}
