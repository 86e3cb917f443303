import { PHASE, tieBase } from '../phase.ts';
import { grown, NONE } from '../subject-store.ts';
import { Block, type BlockPlace, ENTER, type Inlet } from './block.ts';
import { Probe } from './probe.ts';
import type { ServiceOptions } from './service.ts';
import { ServiceTime } from './service-time.ts';

const END = 1;

/**
 * Identical servers that always serve those who came last: an arrival takes the server of the one that came first of
 * those in service, who resumes later where it stopped (LIFO preemptive resume; Kleinrock 1976, sec. 3.7). So
 * everybody's service starts on arrival, and time in queue is the time for which it was interrupted.
 */
export class LatestFirstService extends Block {
  readonly probe: Probe;
  readonly lostTo: Inlet;
  readonly #time: ServiceTime;
  readonly #servers: number;
  readonly #capacity: number;
  readonly #endBase: number;
  /** Those present in order of arrival: `link` leads to who came next, this back to who came before. */
  #before = new Int32Array(0);
  /** Per subject: work left when its present stretch began, when it began to be served or to wait, time waited. */
  #workLeft = new Float64Array(0);
  #since = new Float64Array(0);
  #waited = new Float64Array(0);
  /** Name of the end of each one in service; NONE while it waits. */
  #endTie = new Float64Array(0);
  #last = NONE;
  /** The one that came first of those in service: all behind it are in service, all before it wait. */
  #eldest = NONE;
  #present = 0;
  #serving = 0;

  constructor(place: BlockPlace, options: ServiceOptions) {
    super(place);
    this.probe = new Probe(place.subjects, options.classes);
    this.#time = new ServiceTime(place.subjects, options.times);
    this.#servers = options.servers;
    this.#capacity = options.capacity ?? Number.POSITIVE_INFINITY;
    this.lostTo = options.lostTo;
    this.#endBase = tieBase(PHASE.serviceEnd, place.facility);
    this.probe.occupancy.available = options.servers;
  }

  get waiting(): number {
    return this.#present - this.#serving;
  }

  get serving(): number {
    return this.#serving;
  }

  override get holds(): number {
    return this.#present;
  }

  enter(subject: number): void {
    const { probe } = this;
    const now = this.sim.now[0];
    probe.entered(subject, now);
    if (this.#present >= this.#capacity) {
      probe.lost(subject, now);
      this.lostTo.enter(subject);
      return;
    }
    this.#append(subject);
    probe.trace?.started(subject, now);
    if (this.#serving === this.#servers) this.#interrupt(this.#eldest);
    if (this.#eldest === NONE) this.#eldest = subject;
    this.#work(subject, this.#time.draw(subject));
    this.#updateLevels();
  }

  override fire(kind: number, subject: number): void {
    if (kind === END) this.#end(subject);
    else if (kind === ENTER) this.arrive(subject);
    else super.fire(kind, subject);
  }

  #end(subject: number): void {
    if (this.sim.firingTie !== this.#endTie[subject]) {
      this.sim.discard();
      return;
    }
    const { probe, subjects } = this;
    const now = this.sim.now[0];
    probe.occupancy.observe(now);
    this.#serving--;
    this.#remove(subject);
    const resumes = this.#eldest === NONE ? this.#last : this.#before[this.#eldest];
    if (resumes !== NONE) {
      this.#waited[resumes] += now - this.#since[resumes];
      this.#eldest = resumes;
      this.#work(resumes, this.#workLeft[resumes]);
    }
    this.#updateLevels();
    probe.waited(subject, this.#waited[subject]);
    probe.left(subject, subjects.enteredAt(subject), now);
    this.handOver(subject, this.next);
  }

  #work(subject: number, left: number): void {
    const now = this.sim.now[0];
    this.#workLeft[subject] = left;
    this.#since[subject] = now;
    this.#serving++;
    this.#endTie[subject] = this.sim.schedule(
      now + left,
      this.#endBase,
      this.facility,
      this.code + END,
      subject,
    );
  }

  /** The one that came first of those in service waits from now on. */
  #interrupt(subject: number): void {
    const now = this.sim.now[0];
    this.#workLeft[subject] -= now - this.#since[subject];
    this.#since[subject] = now;
    this.#endTie[subject] = NONE;
    this.#eldest = this.subjects.link(subject);
    this.#serving--;
  }

  #append(subject: number): void {
    const { capacity } = this.subjects;
    if (subject >= this.#before.length) {
      this.#before = grown(this.#before, capacity);
      this.#workLeft = grown(this.#workLeft, capacity);
      this.#since = grown(this.#since, capacity);
      this.#waited = grown(this.#waited, capacity);
      this.#endTie = grown(this.#endTie, capacity);
    }
    this.#waited[subject] = 0;
    this.#before[subject] = this.#last;
    this.subjects.setLink(subject, NONE);
    if (this.#last !== NONE) this.subjects.setLink(this.#last, subject);
    this.#last = subject;
    this.#present++;
  }

  /** Takes one that was in service out of the order of arrival. */
  #remove(subject: number): void {
    const before = this.#before[subject];
    const next = this.subjects.link(subject);
    if (this.#eldest === subject) this.#eldest = next;
    if (next === NONE) this.#last = before;
    else this.#before[next] = before;
    if (before !== NONE) this.subjects.setLink(before, next);
    this.subjects.setLink(subject, NONE);
    this.#endTie[subject] = NONE;
    this.#present--;
  }

  #updateLevels(): void {
    const { occupancy } = this.probe;
    occupancy.waiting = this.waiting;
    occupancy.serving = this.#serving;
  }
}
