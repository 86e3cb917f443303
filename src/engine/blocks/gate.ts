import { Block, type BlockPlace } from './block.ts';
import { Probe } from './probe.ts';
import { WaitingLine } from './waiting-line.ts';

/** Lets subjects pass while it is open and holds them, in order, while it is closed. */
export class Gate extends Block {
  readonly probe: Probe;
  readonly #held: WaitingLine;
  #isOpen: boolean;

  constructor(place: BlockPlace, options: { readonly isOpen: boolean; readonly classes?: number }) {
    super(place);
    this.probe = new Probe(place.subjects, options.classes);
    this.#held = new WaitingLine(place.subjects);
    this.#isOpen = options.isOpen;
  }

  get waiting(): number {
    return this.#held.count;
  }

  get serving(): number {
    return 0;
  }

  /** Opens with any capacity above 0, closes with 0. */
  setCapacity(capacity: number): void {
    const { probe } = this;
    this.#isOpen = capacity > 0;
    if (!this.#isOpen || this.#held.count === 0) return;
    probe.occupancy.observe(this.sim.now[0]);
    probe.occupancy.waiting = 0;
    const several = this.#held.count > 1 ? 1 : 0;
    this.sim.handingSeveral += several;
    while (this.#held.count > 0) this.#pass(this.#held.shift());
    this.sim.handingSeveral -= several;
  }

  override get holds(): number {
    return this.#held.count;
  }

  enter(subject: number): void {
    const { probe } = this;
    const now = this.sim.now[0];
    probe.entered(subject, now);
    if (this.#isOpen) {
      this.#pass(subject);
      return;
    }
    this.#held.push(subject, 0);
    probe.occupancy.waiting = this.#held.count;
  }

  #pass(subject: number): void {
    const { probe, subjects } = this;
    const now = this.sim.now[0];
    const enteredAt = subjects.enteredAt(subject);
    probe.started(subject, now - enteredAt, now);
    probe.left(subject, enteredAt, now);
    this.handOver(subject, this.next);
  }
}
