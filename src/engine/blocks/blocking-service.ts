import { PHASE, tieBase } from '../phase.ts';
import { TimeWeighted } from '../stats/time-weighted.ts';
import { NONE } from '../subject-store.ts';
import { Block, type BlockPlace, ENTER, type Inlet } from './block.ts';
import { Probe } from './probe.ts';
import type { ServiceOptions } from './service.ts';
import { ServiceTime } from './service-time.ts';
import { WaitingLine } from './waiting-line.ts';

export interface BlockingServiceOptions extends ServiceOptions {
  /** Whether those who would find it full wait at their server upstream instead of being lost. */
  readonly isAwaited: boolean;
}

const END = 1;
const START = 2;

/**
 * A line in front of identical servers in a chain where room runs out: a subject that is done and finds no room in the
 * next block stays at its server, which serves nobody meanwhile (blocking after service). Whoever was blocked first
 * goes first, from whichever queue; a place that becomes free moves up the chain within the instant.
 */
export class BlockingService extends Block {
  readonly probe: Probe;
  /** Servers that serve: those in service less those that are blocked. */
  readonly working = new TimeWeighted();
  /** Subjects that are done and wait for room. */
  readonly blocked = new TimeWeighted();
  readonly lostTo: Inlet;
  readonly isAwaited: boolean;
  readonly #line: WaitingLine;
  readonly #done: WaitingLine;
  readonly #time: ServiceTime;
  readonly #rankOf: Uint8Array;
  readonly #capacity: number;
  readonly #endBase: number;
  readonly #startBase: number;
  /** Queues upstream with somebody blocked for this one, once for each, the first blocked first. */
  readonly #blockedUpstream: BlockingService[] = [];
  #servers: number;
  #serving = 0;
  /** Places promised to subjects that are on their way here. */
  #promised = 0;
  #startIsPending = false;

  constructor(place: BlockPlace, options: BlockingServiceOptions) {
    super(place);
    this.probe = new Probe(place.subjects, options.classes);
    const ranks = options.ranks ?? [];
    this.#rankOf = Uint8Array.from({ length: 256 }, (_, klass) => ranks[klass] ?? 0);
    this.#line = new WaitingLine(place.subjects, options.order, Math.max(0, ...ranks) + 1);
    this.#done = new WaitingLine(place.subjects);
    this.#time = new ServiceTime(place.subjects, options.times);
    this.#capacity = options.capacity ?? Number.POSITIVE_INFINITY;
    this.lostTo = options.lostTo;
    this.isAwaited = options.isAwaited;
    this.#endBase = tieBase(PHASE.serviceEnd, place.facility);
    this.#startBase = tieBase(PHASE.serviceStart, place.facility);
    this.#servers = options.servers;
    this.#updateLevels();
  }

  get waiting(): number {
    return this.#line.count;
  }

  /** Subjects at a server, those blocked there included. */
  get serving(): number {
    return this.#serving + this.#done.count;
  }

  /** Whether who is done may have to wait for room in the next block. */
  get canBeBlocked(): boolean {
    return this.next instanceof BlockingService && this.next.isAwaited;
  }

  override get holds(): number {
    return this.#line.count + this.serving;
  }

  /** Servers that serve over available ones; NaN when none was available. */
  utilization(now: number): number {
    return this.working.mean(now) / this.probe.occupancy.meanAvailable(now);
  }

  /** Forgets what was seen before now; levels stand. */
  override reset(now: number): void {
    super.reset(now);
    this.working.reset(now);
    this.blocked.reset(now);
  }

  /** Changes the number of servers on duty; nobody's service is interrupted. */
  setCapacity(servers: number): void {
    this.probe.occupancy.observe(this.sim.now[0]);
    this.#servers = servers;
    this.#updateLevels();
    this.#start();
  }

  enter(subject: number): void {
    const { probe, subjects } = this;
    const now = this.sim.now[0];
    probe.entered(subject, now);
    if (this.isAwaited) this.#promised--;
    else if (this.holds >= this.#capacity) {
      probe.lost(subject, now);
      this.lostTo.enter(subject);
      return;
    }
    this.#line.push(subject, this.#rankOf[subjects.klass[subject]]);
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
    const { next } = this;
    this.probe.occupancy.observe(this.sim.now[0]);
    this.#serving--;
    if (next instanceof BlockingService && next.isAwaited && !next.#promise()) {
      this.#done.push(subject, 0);
      next.#blockedUpstream.push(this);
      this.#updateLevels();
    } else this.#leave(subject);
  }

  /** Promises a place to a subject that is done upstream; false where there is none. */
  #promise(): boolean {
    if (this.holds + this.#promised >= this.#capacity) return false;
    this.#promised++;
    return true;
  }

  /** There is room downstream for the first that was blocked here. */
  #unblock(): void {
    this.probe.occupancy.observe(this.sim.now[0]);
    this.#leave(this.#done.shift());
  }

  /**
   * Hands a subject on, and its place to the first that waits for one upstream. Nobody starts until all have moved:
   * arrivals come before starts, also those from upstream and of one that comes straight back.
   */
  #leave(subject: number): void {
    this.probe.left(subject, this.subjects.enteredAt[subject], this.sim.now[0]);
    this.#updateLevels();
    const startIsPending = this.#startIsPending;
    this.#startIsPending = true;
    this.handOver(subject, this.next);
    if (this.#blockedUpstream.length > 0 && this.#promise()) this.#blockedUpstream.shift()!.#unblock();
    this.#startIsPending = startIsPending;
    this.#start();
  }

  /** Starts what can be started: now, or in the start phase of a shared instant. */
  #start(): void {
    if (this.#startIsPending || this.#line.count === 0 || this.serving >= this.#servers) return;
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
    while (this.serving < this.#servers && this.#line.count > 0) {
      const subject = this.#line.shift();
      probe.started(subject, now - subjects.enteredAt[subject], now);
      this.#serving++;
      const endsAt = now + this.#time.draw(subject);
      this.sim.schedule(endsAt, this.#endBase, this.facility, this.code + END, subject);
    }
    this.#updateLevels();
  }

  #updateLevels(): void {
    const { occupancy } = this.probe;
    const now = this.sim.now[0];
    occupancy.waiting = this.#line.count;
    occupancy.serving = this.serving;
    occupancy.available = Math.max(this.#servers, this.serving);
    this.working.set(this.#serving, now);
    this.blocked.set(this.#done.count, now);
  }
}
