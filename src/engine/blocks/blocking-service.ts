import { TimeWeighted } from '../stats/time-weighted.ts';
import type { BlockPlace } from './block.ts';
import { LineService } from './line-service.ts';
import { RankedLine } from './ranked-line.ts';
import type { ServiceOptions } from './service.ts';
import { ServiceTime } from './service-time.ts';
import { WaitingLine } from './waiting-line.ts';

export interface BlockingServiceOptions extends ServiceOptions {
  /** Whether those who would find it full wait at their server upstream instead of being lost. */
  readonly isAwaited: boolean;
}

/**
 * A line in front of identical servers in a chain where room runs out: a subject that is done and finds no room in the
 * next block stays at its server, which serves nobody meanwhile (blocking after service). Whoever was blocked first
 * goes first, from whichever queue; a place that becomes free moves up the chain within the instant.
 */
export class BlockingService extends LineService {
  /** Servers that serve: those in service less those that are blocked. */
  readonly working = new TimeWeighted();
  /** Subjects that are done and wait for room. */
  readonly blocked = new TimeWeighted();
  readonly isAwaited: boolean;
  readonly #line: RankedLine;
  readonly #done: WaitingLine;
  readonly #time: ServiceTime;
  /** Queues upstream with somebody blocked for this one, once for each, the first blocked first. */
  readonly #blockedUpstream: BlockingService[] = [];
  #servers: number;
  #serving = 0;
  /** Places promised to subjects that are on their way here. */
  #promised = 0;

  constructor(place: BlockPlace, options: BlockingServiceOptions) {
    super(place, options);
    this.#line = new RankedLine(place.subjects, options);
    this.#done = new WaitingLine(place.subjects);
    this.#time = new ServiceTime(place.subjects, options.times);
    this.isAwaited = options.isAwaited;
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
    this.start();
  }

  enter(subject: number): void {
    const hasRoom = this.isAwaited || this.holds < this.capacity;
    if (this.isAwaited) this.#promised--;
    if (!this.admit(subject, hasRoom)) return;
    this.#line.push(subject);
    this.#updateLevels();
    this.start();
  }

  protected override end(subject: number): void {
    const { next } = this;
    this.probe.occupancy.observe(this.sim.now[0]);
    this.#serving--;
    if (next instanceof BlockingService && next.isAwaited && !next.#promise()) {
      this.#done.push(subject, 0);
      next.#blockedUpstream.push(this);
      this.#updateLevels();
    } else this.#pass(subject);
  }

  /** Promises a place to a subject that is done upstream; false where there is none. */
  #promise(): boolean {
    if (this.holds + this.#promised >= this.capacity) return false;
    this.#promised++;
    return true;
  }

  /** There is room downstream for the first that was blocked here. */
  #unblock(): void {
    this.probe.occupancy.observe(this.sim.now[0]);
    this.#pass(this.#done.shift());
  }

  #pass(subject: number): void {
    this.#updateLevels();
    this.leave(subject);
  }

  /** The first that waits upstream for a place moves up; it starts when all have moved. */
  protected override roomIsFree(): void {
    if (this.#blockedUpstream.length > 0 && this.#promise()) this.#blockedUpstream.shift()!.#unblock();
  }

  protected override get canStart(): boolean {
    return this.#line.count > 0 && this.serving < this.#servers;
  }

  protected override startWaiting(): void {
    const now = this.sim.now[0];
    while (this.serving < this.#servers && this.#line.count > 0) {
      const subject = this.#line.shift();
      this.started(subject);
      this.#serving++;
      this.endAt(now + this.#time.draw(subject), subject);
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
