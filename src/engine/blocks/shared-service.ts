import { PHASE, tieBase } from '../phase.ts';
import { TimeWeighted } from '../stats/time-weighted.ts';
import { NONE } from '../subject-store.ts';
import { Block, type BlockPlace, ENTER, type Inlet } from './block.ts';
import { DueHeap } from './due-heap.ts';
import { Probe } from './probe.ts';
import type { ServiceOptions } from './service.ts';
import { ServiceTime } from './service-time.ts';

const END = 1;

/**
 * Servers that all subjects present share equally (egalitarian processor sharing, Kleinrock 1976, sec. 4.4): with n
 * subjects at c servers each is served at rate min(1, c / n), and nobody waits.
 *
 * The clock of the service counts whole µs that each subject has been given since the block was last empty; a subject
 * is done when it has moved on by that subject's work. What n subjects cannot share evenly, below 1 µs each, is
 * carried over, so the servers' time is given out to the last µs, however often the number of subjects changes.
 */
export class SharedService extends Block {
  readonly probe: Probe;
  /** Servers at work: as many as there are subjects, at most those on duty. */
  readonly working = new TimeWeighted();
  readonly lostTo: Inlet;
  readonly #inService = new DueHeap();
  readonly #time: ServiceTime;
  readonly #capacity: number;
  readonly #endBase: number;
  #servers: number;
  /** Work given to each subject since the block was empty, µs, and work given out that is not yet shared. */
  #given = 0;
  #carried = 0;
  #givenUntil = 0;
  /** The event of the next end, and when it is. */
  #endTie = NONE;
  #endsAt = 0;

  constructor(place: BlockPlace, options: ServiceOptions) {
    super(place);
    this.probe = new Probe(place.subjects, options.classes);
    this.#time = new ServiceTime(place.subjects, options.times);
    this.#capacity = options.capacity ?? Number.POSITIVE_INFINITY;
    this.lostTo = options.lostTo;
    this.#endBase = tieBase(PHASE.serviceEnd, place.facility);
    this.#servers = options.servers;
    this.probe.occupancy.available = options.servers;
  }

  get waiting(): number {
    return 0;
  }

  get serving(): number {
    return this.#inService.count;
  }

  override get holds(): number {
    return this.#inService.count;
  }

  /** Busy servers over available ones; NaN when none was available. */
  utilization(now: number): number {
    return this.working.mean(now) / this.probe.occupancy.meanAvailable(now);
  }

  /** Forgets what was seen before now; levels stand. */
  override reset(now: number): void {
    super.reset(now);
    this.working.reset(now);
  }

  /** Changes the servers that are shared from now on; with none everybody stands still. */
  setCapacity(servers: number): void {
    const now = this.sim.now[0];
    this.probe.occupancy.observe(now);
    this.#give(now);
    this.#servers = servers;
    this.probe.occupancy.available = servers;
    this.#endTie = NONE;
    this.#plan(now);
  }

  enter(subject: number): void {
    const { probe } = this;
    const now = this.sim.now[0];
    probe.entered(subject, now);
    if (this.#inService.count >= this.#capacity) {
      probe.lost(subject, now);
      this.lostTo.enter(subject);
      return;
    }
    this.#give(now);
    probe.started(subject, 0, now);
    this.#inService.push(subject, this.#given + this.#time.draw(subject));
    this.#plan(now);
  }

  override fire(kind: number, subject: number): void {
    if (kind === END) this.#end();
    else if (kind === ENTER) this.arrive(subject);
    else super.fire(kind, subject);
  }

  #end(): void {
    if (this.sim.firingTie !== this.#endTie) {
      this.sim.discard();
      return;
    }
    const now = this.sim.now[0];
    this.#endTie = NONE;
    this.#give(now);
    // Those who came meanwhile have slowed it down: the end is not now.
    if (this.#inService.firstDue > this.#given) {
      this.sim.discard();
      this.#plan(now);
      return;
    }
    this.probe.occupancy.observe(now);
    const leaving: number[] = [];
    while (this.#inService.count > 0 && this.#inService.firstDue <= this.#given) {
      leaving.push(this.#inService.shift());
    }
    if (this.#inService.count === 0) {
      this.#given = 0;
      this.#carried = 0;
    }
    this.#plan(now);
    const several = leaving.length > 1 ? 1 : 0;
    this.sim.handingSeveral += several;
    for (const subject of leaving) {
      this.probe.left(subject, this.subjects.enteredAt(subject), now);
      this.handOver(subject, this.next);
    }
    this.sim.handingSeveral -= several;
  }

  /** Shares out what the servers have done since they were last asked. */
  #give(now: number): void {
    const n = this.#inService.count;
    const lasted = now - this.#givenUntil;
    this.#givenUntil = now;
    if (n === 0) return;
    const servers = this.#servers;
    if (n <= servers) {
      this.#given += lasted;
    } else {
      // servers x lasted / n in two steps, so that no product grows beyond a safe integer.
      const rounds = Math.floor(lasted / n);
      this.#given += rounds * servers;
      this.#carried += (lasted - rounds * n) * servers;
    }
    const each = Math.floor(this.#carried / n);
    this.#given += each;
    this.#carried -= each * n;
  }

  /** Sets the levels, and the event of the next end where none stands early enough. */
  #plan(now: number): void {
    const n = this.#inService.count;
    const servers = this.#servers;
    const { occupancy } = this.probe;
    occupancy.serving = n;
    this.working.set(Math.min(n, servers), now);
    if (n === 0) {
      this.#endTie = NONE;
      return;
    }
    if (servers === 0) return;
    const left = this.#inService.firstDue - this.#given;
    const lasts = n <= servers ? left - Math.floor(this.#carried / n) : this.#spread(left, n);
    const at = now + Math.max(0, lasts);
    if (this.#endTie !== NONE && this.#endsAt <= at) return;
    this.#endsAt = at;
    this.#endTie = this.sim.schedule(at, this.#endBase, this.facility, this.code + END, NONE);
  }

  /** Time until each of n subjects has been given `work` more, µs: (n x work - carried) / servers, rounded up. */
  #spread(work: number, n: number): number {
    const rounds = Math.floor(work / this.#servers);
    const rest = work - rounds * this.#servers;
    return rounds * n + Math.ceil((rest * n - this.#carried) / this.#servers);
  }
}
