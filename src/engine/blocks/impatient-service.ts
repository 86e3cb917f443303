import { PHASE, tieBase } from '../phase.ts';
import { grown, NONE } from '../subject-store.ts';
import type { BlockPlace, Inlet } from './block.ts';
import { FIRST_OWN_KIND, LineService } from './line-service.ts';
import type { ServiceOptions } from './service.ts';
import { type ActivityTimes, ServiceTime } from './service-time.ts';

export interface ImpatientServiceOptions extends Omit<ServiceOptions, 'order' | 'ranks' | 'measures'> {
  /** The longest that each subject waits for its service to start. */
  readonly patience: ActivityTimes;
  /** Where those go whose patience ends in the line. */
  readonly renegedTo: Inlet;
}

const RENEGE = FIRST_OWN_KIND;

/**
 * A line, first come first served, in front of identical servers, whose subjects leave it when their patience ends.
 * Where a server becomes free at that very instant its service starts: an abandonment comes after ends, arrivals and
 * starts. Time in queue is of those served; the number in queue counts all who wait.
 */
export class ImpatientService extends LineService {
  readonly renegedTo: Inlet;
  /** Subjects whose patience ended in the line, since the last reset. */
  reneged = 0;
  readonly #time: ServiceTime;
  readonly #patience: ServiceTime;
  readonly #servers: number;
  readonly #renegeBase: number;
  /** The line runs both ways, so that anyone can leave it: `link` leads back, this towards the front. */
  #ahead = new Int32Array(0);
  /** Name of the abandonment that stands for each subject; NONE once it is served. */
  #renegeTie = new Float64Array(0);
  #first = NONE;
  #last = NONE;
  #waiting = 0;
  #serving = 0;

  constructor(place: BlockPlace, options: ImpatientServiceOptions) {
    super(place, options);
    this.#time = new ServiceTime(place.subjects, options.times);
    this.#patience = new ServiceTime(place.subjects, options.patience);
    this.#servers = options.servers;
    this.renegedTo = options.renegedTo;
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
    if (!this.admit(subject)) return;
    const { sim } = this;
    this.#join(subject);
    this.start();
    if (this.#renegeTie[subject] === NONE) return;
    const endsAt = sim.now[0] + this.#patience.draw(subject);
    this.#renegeTie[subject] = sim.schedule(
      endsAt,
      this.#renegeBase,
      this.facility,
      this.code + RENEGE,
      subject,
    );
  }

  override fire(kind: number, subject: number): void {
    if (kind === RENEGE) this.#renege(subject);
    else super.fire(kind, subject);
  }

  protected override end(subject: number): void {
    const { probe } = this;
    probe.occupancy.observe(this.sim.now[0]);
    this.#serving--;
    probe.occupancy.serving = this.#serving;
    this.leave(subject);
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

  protected override get canStart(): boolean {
    return this.#waiting > 0 && this.#serving < this.#servers;
  }

  protected override startWaiting(): void {
    const now = this.sim.now[0];
    while (this.#serving < this.#servers && this.#waiting > 0) {
      const subject = this.#first;
      this.#quit(subject);
      this.started(subject);
      this.#serving++;
      this.endAt(now + this.#time.draw(subject), subject);
    }
    this.probe.occupancy.serving = this.#serving;
  }

  /** Goes to the end of the line; its abandonment has no name yet. */
  #join(subject: number): void {
    const { capacity } = this.subjects;
    if (subject >= this.#ahead.length) {
      this.#ahead = grown(this.#ahead, capacity);
      this.#renegeTie = grown(this.#renegeTie, capacity);
    }
    this.subjects.setLink(subject, NONE);
    this.#ahead[subject] = this.#last;
    this.#renegeTie[subject] = Number.POSITIVE_INFINITY;
    if (this.#last === NONE) this.#first = subject;
    else this.subjects.setLink(this.#last, subject);
    this.#last = subject;
    this.probe.occupancy.waiting = ++this.#waiting;
  }

  /** Leaves the line, from wherever it stands; an abandonment still on the calendar is forgotten. */
  #quit(subject: number): void {
    const ahead = this.#ahead[subject];
    const behind = this.subjects.link(subject);
    if (ahead === NONE) this.#first = behind;
    else this.subjects.setLink(ahead, behind);
    if (behind === NONE) this.#last = ahead;
    else this.#ahead[behind] = ahead;
    this.subjects.setLink(subject, NONE);
    this.#renegeTie[subject] = NONE;
    this.probe.occupancy.waiting = --this.#waiting;
  }
}
