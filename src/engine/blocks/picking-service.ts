import { PHASE, tieBase } from '../phase.ts';
import { grown, NONE } from '../subject-store.ts';
import { Block, type BlockPlace, ENTER, type Inlet } from './block.ts';
import type { PickedLine } from './picked-line.ts';
import { Probe } from './probe.ts';
import type { ServiceOptions } from './service.ts';
import { ServiceTime } from './service-time.ts';

export interface PickingServiceOptions extends Omit<ServiceOptions, 'order' | 'ranks' | 'measures'> {
  readonly line: PickedLine;
}

const END = 1;
const START = 2;

/**
 * Identical servers that pick whom they serve next by something else than the order of arrival; nobody's service is
 * interrupted. Apart from `Service`, whose line stays of one shape. The service time is drawn on arrival, by key, so
 * that it is the same whoever comes first.
 */
export class PickingService extends Block {
  readonly probe: Probe;
  readonly lostTo: Inlet;
  readonly #line: PickedLine;
  readonly #time: ServiceTime;
  readonly #capacity: number;
  readonly #endBase: number;
  readonly #startBase: number;
  /** Service time of each who waits, µs. */
  #work = new Float64Array(0);
  #servers: number;
  #serving = 0;
  #startIsPending = false;

  constructor(place: BlockPlace, options: PickingServiceOptions) {
    super(place);
    this.probe = new Probe(place.subjects, options.classes);
    this.#line = options.line;
    this.#time = new ServiceTime(place.subjects, options.times);
    this.#capacity = options.capacity ?? Number.POSITIVE_INFINITY;
    this.lostTo = options.lostTo;
    this.#endBase = tieBase(PHASE.serviceEnd, place.facility);
    this.#startBase = tieBase(PHASE.serviceStart, place.facility);
    this.#servers = options.servers;
    this.#updateLevels();
  }

  get waiting(): number {
    return this.#line.count;
  }

  get serving(): number {
    return this.#serving;
  }

  override get holds(): number {
    return this.#line.count + this.#serving;
  }

  /** Changes the number of servers on duty; nobody's service is interrupted. */
  setCapacity(servers: number): void {
    this.probe.occupancy.observe(this.sim.now[0]);
    this.#servers = servers;
    this.#updateLevels();
    this.#start();
  }

  enter(subject: number): void {
    const { probe } = this;
    const now = this.sim.now[0];
    probe.entered(subject, now);
    if (this.holds >= this.#capacity) {
      probe.lost(subject, now);
      this.lostTo.enter(subject);
      return;
    }
    if (subject >= this.#work.length) this.#work = grown(this.#work, this.subjects.capacity);
    this.#work[subject] = this.#time.draw(subject);
    this.#line.push(subject, this.#work[subject]);
    this.#updateLevels();
    this.#start();
  }

  override fire(kind: number, subject: number): void {
    if (kind === END) this.#end(subject);
    else if (kind === ENTER) this.arrive(subject);
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
    this.#updateLevels();
    probe.left(subject, subjects.enteredAt[subject], now);
    // Arrivals come before starts, also where the subject comes straight back.
    const startIsPending = this.#startIsPending;
    this.#startIsPending = true;
    this.handOver(subject, this.next);
    this.#startIsPending = startIsPending;
    this.#start();
  }

  /** Starts what can be started: now, or in the start phase of a shared instant. */
  #start(): void {
    if (this.#startIsPending || this.#line.count === 0 || this.#serving >= this.#servers) return;
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
    while (this.#serving < this.#servers && this.#line.count > 0) {
      const subject = this.#line.shift();
      probe.started(subject, now - subjects.enteredAt[subject], now);
      this.#serving++;
      const endsAt = now + this.#work[subject];
      this.sim.schedule(endsAt, this.#endBase, this.facility, this.code + END, subject);
    }
    this.#updateLevels();
  }

  #updateLevels(): void {
    const { occupancy } = this.probe;
    occupancy.waiting = this.#line.count;
    occupancy.serving = this.#serving;
    occupancy.available = Math.max(this.#servers, this.#serving);
  }
}
