import { PHASE, tieBase } from '../phase.ts';
import { Block, type BlockPlace, ENTER } from './block.ts';
import { Probe } from './probe.ts';
import { type ActivityTimes, ServiceTime } from './service-time.ts';

const END = 1;

/** Holds every subject for its own time; nobody waits for anybody (an infinite-server station). */
export class Delay extends Block {
  readonly probe: Probe;
  readonly #time: ServiceTime;
  readonly #endBase: number;

  constructor(place: BlockPlace, times: ActivityTimes, classes = 1) {
    super(place);
    this.probe = new Probe(place.subjects, classes);
    this.#time = new ServiceTime(place.subjects, times);
    this.#endBase = tieBase(PHASE.serviceEnd, place.facility);
  }

  override get holds(): number {
    return this.probe.occupancy.serving;
  }

  enter(subject: number): void {
    const { probe } = this;
    const now = this.sim.now[0];
    probe.entered(subject, now);
    probe.occupancy.serving++;
    this.sim.schedule(now + this.#time.draw(subject), this.#endBase, this.facility, this.code + END, subject);
  }

  override fire(kind: number, subject: number): void {
    if (kind === END) this.#end(subject);
    else if (kind === ENTER) this.arrive(subject);
    else super.fire(kind, subject);
  }

  #end(subject: number): void {
    const { probe, subjects } = this;
    const now = this.sim.now[0];
    probe.occupancy.observe(now);
    probe.occupancy.serving--;
    probe.left(subject, subjects.enteredAt(subject), now);
    this.handOver(subject, this.next);
  }
}
