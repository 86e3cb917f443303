import { PHASE, tieBase } from '../phase.ts';
import { NONE } from '../subject-store.ts';
import { Block, type BlockPlace, ENTER, type Inlet } from './block.ts';
import { Probe } from './probe.ts';
import { type ActivityTimes, ServiceTime } from './service-time.ts';
import { type LineOrder, WaitingLine } from './waiting-line.ts';

export interface ServiceOptions {
  /** Servers on duty at the start; Infinity is allowed. */
  readonly servers: number;
  readonly times: ActivityTimes;
  readonly order?: LineOrder;
  /** Priority rank of each class, 0 served first; all equal when absent. */
  readonly ranks?: readonly number[];
  /** Most subjects in the block, those in service included; whoever finds it full is lost. Default: no limit. */
  readonly capacity?: number;
  /** Where the lost go. */
  readonly lostTo: Inlet;
  /** Number of subject classes, for statistics by class. */
  readonly classes?: number;
  /** Whether times are measured beside levels. Default: all. */
  readonly measures?: 'all' | 'levels';
}

const END = 1;
const START = 2;

/**
 * A line in front of identical servers. Servers are a number, not individuals, so a subject costs one event.
 * Shifts change the number; a service in hand when it shrinks is finished (overtime, which counts as available).
 */
export class Service extends Block {
  readonly probe: Probe;
  /** Where those go that find the block full. */
  readonly lostTo: Inlet;
  readonly #line: WaitingLine;
  readonly #time: ServiceTime;
  readonly #rankOf: Uint8Array;
  readonly #capacity: number;
  readonly #endBase: number;
  readonly #startBase: number;
  #servers: number;
  #serving = 0;
  #startIsPending = false;

  constructor(place: BlockPlace, options: ServiceOptions) {
    super(place);
    this.probe = new Probe(place.subjects, options.classes, options.measures);
    const ranks = options.ranks ?? [];
    this.#rankOf = Uint8Array.from({ length: 256 }, (_, klass) => ranks[klass] ?? 0);
    this.#line = new WaitingLine(place.subjects, options.order, Math.max(0, ...ranks) + 1);
    this.#time = new ServiceTime(place.subjects, options.times);
    this.#capacity = options.capacity ?? Number.POSITIVE_INFINITY;
    this.lostTo = options.lostTo;
    this.#endBase = tieBase(PHASE.serviceEnd, place.facility);
    this.#startBase = tieBase(PHASE.serviceStart, place.facility);
    this.#servers = options.servers;
    this.probe.occupancy.available = Number.isFinite(options.servers) ? options.servers : 0;
  }

  get servers(): number {
    return this.#servers;
  }

  get waiting(): number {
    return this.#line.count;
  }

  get serving(): number {
    return this.#serving;
  }

  /** Changes the number of servers on duty; nobody's service is interrupted. */
  setCapacity(servers: number): void {
    this.probe.occupancy.observe(this.sim.now[0]);
    this.#servers = servers;
    this.#updateAvailable();
    if (this.#serving >= servers || this.#line.count === 0) return;
    if (this.sim.instantIsShared) this.#askToStart();
    else this.#startWaiting();
  }

  override get holds(): number {
    return this.#line.count + this.#serving;
  }

  enter(subject: number): void {
    const { probe, subjects } = this;
    const now = this.sim.now[0];
    probe.entered(subject, now);
    const waiting = this.#line.count;
    if (waiting + this.#serving >= this.#capacity) {
      probe.lost(subject, now);
      this.lostTo.enter(subject);
      return;
    }
    if (this.#serving < this.#servers && waiting === 0 && !this.sim.instantIsShared) {
      this.#start(subject, now);
      return;
    }
    this.#line.push(subject, this.#rankOf[subjects.klass(subject)]);
    probe.occupancy.waiting = waiting + 1;
    if (this.#serving < this.#servers) this.#askToStart();
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
    probe.occupancy.serving = this.#serving;
    if (this.#serving >= this.#servers) this.#updateAvailable();
    probe.left(subject, subjects.enteredAt(subject), now);
    // Arrivals come before starts, also where the subject comes straight back: it is handed on first, and meanwhile
    // nobody asks for a start that follows anyway.
    const startIsPending = this.#startIsPending;
    this.#startIsPending = true;
    this.handOver(subject, this.next);
    this.#startIsPending = startIsPending;
    if (startIsPending || this.#line.count === 0 || this.#serving >= this.#servers) return;
    if (this.sim.instantIsShared) this.#askToStart();
    else this.#startNext(now);
  }

  #startNext(now: number): void {
    const subject = this.#line.shift();
    this.probe.occupancy.waiting = this.#line.count;
    this.#start(subject, now);
  }

  #start(subject: number, now: number): void {
    const { probe, subjects } = this;
    probe.started(subject, now - subjects.enteredAt(subject), now);
    this.#serving++;
    probe.occupancy.serving = this.#serving;
    this.sim.schedule(now + this.#time.draw(subject), this.#endBase, this.facility, this.code + END, subject);
  }

  /** Starts as many as there are free servers, in the line's order. */
  #startWaiting(): void {
    const now = this.sim.now[0];
    while (this.#serving < this.#servers && this.#line.count > 0) this.#startNext(now);
  }

  /** At a shared instant the start waits for its phase: all ends and arrivals of the instant come first. */
  #askToStart(): void {
    if (this.#startIsPending) return;
    this.#startIsPending = true;
    this.sim.schedule(this.sim.now[0], this.#startBase, this.facility, this.code + START, NONE);
  }

  #updateAvailable(): void {
    this.probe.occupancy.available = Number.isFinite(this.#servers)
      ? Math.max(this.#servers, this.#serving)
      : 0;
  }
}
