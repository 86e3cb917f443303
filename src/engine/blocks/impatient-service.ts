import { PHASE, tieBase } from '../phase.ts';
import { grown, NONE } from '../subject-store.ts';
import { Block, type BlockPlace, ENTER, type Inlet } from './block.ts';
import { Probe } from './probe.ts';
import type { ServiceOptions } from './service.ts';
import { type ActivityTimes, ServiceTime } from './service-time.ts';

export interface ImpatientServiceOptions extends Omit<ServiceOptions, 'order' | 'ranks' | 'measures'> {
  /** The longest that each subject waits for its service to start. */
  readonly patience: ActivityTimes;
  /** Where those go whose patience ends in the line. */
  readonly renegedTo: Inlet;
}

const END = 1;
const START = 2;
const RENEGE = 3;

/**
 * A line, first come first served, in front of identical servers, whose subjects leave it when their patience ends.
 * Where a server becomes free at that very instant its service starts: an abandonment comes after ends, arrivals and
 * starts. Time in queue is of those served; the number in queue counts all who wait.
 */
export class ImpatientService extends Block {
  readonly probe: Probe;
  readonly lostTo: Inlet;
  readonly renegedTo: Inlet;
  /** Subjects whose patience ended in the line, since the last reset. */
  reneged = 0;
  readonly #time: ServiceTime;
  readonly #patience: ServiceTime;
  readonly #capacity: number;
  readonly #servers: number;
  readonly #endBase: number;
  readonly #startBase: number;
  readonly #renegeBase: number;
  /** The line runs both ways, so that anyone can leave it: `link` leads back, this towards the front. */
  #ahead = new Int32Array(0);
  /** Name of the abandonment that stands for each subject; NONE once it is served. */
  #renegeTie = new Float64Array(0);
  #first = NONE;
  #last = NONE;
  #waiting = 0;
  #serving = 0;
  #startIsPending = false;

  constructor(place: BlockPlace, options: ImpatientServiceOptions) {
    super(place);
    this.probe = new Probe(place.subjects, options.classes);
    this.#time = new ServiceTime(place.subjects, options.times);
    this.#patience = new ServiceTime(place.subjects, options.patience);
    this.#capacity = options.capacity ?? Number.POSITIVE_INFINITY;
    this.#servers = options.servers;
    this.lostTo = options.lostTo;
    this.renegedTo = options.renegedTo;
    this.#endBase = tieBase(PHASE.serviceEnd, place.facility);
    this.#startBase = tieBase(PHASE.serviceStart, place.facility);
    this.#renegeBase = tieBase(PHASE.capacityDown, place.facility);
    this.probe.occupancy.available = options.servers;
  }

  get waiting(): number {
    return this.#waiting;
  }

  get serving(): number {
    return this.#serving;
  }

  override get holds(): number {
    return this.#waiting + this.#serving;
  }

  /** Forgets what was seen before now; levels stand. */
  override reset(now: number): void {
    super.reset(now);
    this.reneged = 0;
  }

  enter(subject: number): void {
    const { probe, sim } = this;
    const now = sim.now[0];
    probe.entered(subject, now);
    if (this.holds >= this.#capacity) {
      probe.lost(subject, now);
      this.lostTo.enter(subject);
      return;
    }
    this.#join(subject);
    this.#start();
    if (this.#renegeTie[subject] === NONE) return;
    const endsAt = now + this.#patience.draw(subject);
    this.#renegeTie[subject] = sim.schedule(
      endsAt,
      this.#renegeBase,
      this.facility,
      this.code + RENEGE,
      subject,
    );
  }

  override fire(kind: number, subject: number): void {
    if (kind === END) this.#end(subject);
    else if (kind === ENTER) this.arrive(subject);
    else if (kind === RENEGE) this.#renege(subject);
    else if (kind === START) {
      this.#startIsPending = false;
      this.probe.occupancy.observe(this.sim.now[0]);
      this.#startWaiting();
    } else super.fire(kind, subject);
  }

  #end(subject: number): void {
    const { probe, subjects } = this;
    const now = this.sim.now[0];
    probe.occupancy.observe(now);
    this.#serving--;
    probe.occupancy.serving = this.#serving;
    probe.left(subject, subjects.enteredAt[subject], now);
    // Arrivals come before starts, also where the subject comes straight back.
    const startIsPending = this.#startIsPending;
    this.#startIsPending = true;
    this.handOver(subject, this.next);
    this.#startIsPending = startIsPending;
    this.#start();
  }

  #renege(subject: number): void {
    if (this.#renegeTie[subject] !== this.sim.firingTie) {
      this.sim.discard();
      return;
    }
    this.probe.occupancy.observe(this.sim.now[0]);
    this.#quit(subject);
    this.reneged++;
    if (this.probe.trace !== null) this.probe.trace.reneged(subject, this.sim.now[0]);
    this.handOver(subject, this.renegedTo);
  }

  /** Starts what can be started: now, or in the start phase of a shared instant. */
  #start(): void {
    if (this.#startIsPending || this.#waiting === 0 || this.#serving >= this.#servers) return;
    if (!this.sim.instantIsShared) {
      this.#startWaiting();
      return;
    }
    this.#startIsPending = true;
    this.sim.schedule(this.sim.now[0], this.#startBase, this.facility, this.code + START, NONE);
  }

  #startWaiting(): void {
    const { probe, subjects } = this;
    const now = this.sim.now[0];
    while (this.#serving < this.#servers && this.#waiting > 0) {
      const subject = this.#first;
      this.#quit(subject);
      probe.started(subject, now - subjects.enteredAt[subject], now);
      this.#serving++;
      this.sim.schedule(
        now + this.#time.draw(subject),
        this.#endBase,
        this.facility,
        this.code + END,
        subject,
      );
    }
    probe.occupancy.serving = this.#serving;
  }

  /** Goes to the end of the line; its abandonment has no name yet. */
  #join(subject: number): void {
    const { link, capacity } = this.subjects;
    if (subject >= this.#ahead.length) {
      this.#ahead = grown(this.#ahead, capacity);
      this.#renegeTie = grown(this.#renegeTie, capacity);
    }
    link[subject] = NONE;
    this.#ahead[subject] = this.#last;
    this.#renegeTie[subject] = Number.POSITIVE_INFINITY;
    if (this.#last === NONE) this.#first = subject;
    else link[this.#last] = subject;
    this.#last = subject;
    this.probe.occupancy.waiting = ++this.#waiting;
  }

  /** Leaves the line, from wherever it stands; an abandonment still on the calendar is forgotten. */
  #quit(subject: number): void {
    const { link } = this.subjects;
    const ahead = this.#ahead[subject];
    const behind = link[subject];
    if (ahead === NONE) this.#first = behind;
    else link[ahead] = behind;
    if (behind === NONE) this.#last = ahead;
    else this.#ahead[behind] = ahead;
    link[subject] = NONE;
    this.#renegeTie[subject] = NONE;
    this.probe.occupancy.waiting = --this.#waiting;
  }
}
