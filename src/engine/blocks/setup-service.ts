import { PHASE, tieBase } from '../phase.ts';
import { TimeWeighted } from '../stats/time-weighted.ts';
import { NONE } from '../subject-store.ts';
import { Block, type BlockPlace, ENTER, type Inlet } from './block.ts';
import type { DurationSequence } from './interruption.ts';
import { Probe } from './probe.ts';
import type { ServiceOptions } from './service.ts';
import { ServiceTime } from './service-time.ts';
import { WaitingLine } from './waiting-line.ts';

export interface SetupServiceOptions extends ServiceOptions {
  /** Subjects that must wait before a server that is off begins, 1 or more. */
  readonly startsAt: number;
  /** What a server needs before it can serve again, in the order in which setups begin; none when absent. */
  readonly setups?: DurationSequence;
}

const END = 1;
const START = 2;
const READY = 3;

/**
 * A line in front of identical servers that go off when they find nobody waiting. A server that is off begins again
 * for every full `startsAt` that wait beyond those for whom others are being set up already (N-policy, Yadin & Naor
 * 1963); then it is set up first, and serves until nobody waits. The setup begun last is given up where fewer wait
 * than are being set up (Gandhi, Harchol-Balter & Adan 2010). All servers are off at the start.
 */
export class SetupService extends Block {
  readonly probe: Probe;
  /** Servers that are being set up. */
  readonly settingUp = new TimeWeighted();
  readonly lostTo: Inlet;
  readonly #line: WaitingLine;
  readonly #time: ServiceTime;
  readonly #setups: DurationSequence | undefined;
  readonly #startsAt: number;
  readonly #rankOf: Uint8Array;
  readonly #capacity: number;
  readonly #endBase: number;
  readonly #startBase: number;
  readonly #readyBase: number;
  /** Events of the setups that run, the one begun last at the end. */
  readonly #readyTies: number[] = [];
  #off: number;
  /** Servers that have just ended or been set up: they serve or go off before the clock goes on. */
  #warm = 0;
  #serving = 0;
  #startIsPending = false;

  constructor(place: BlockPlace, options: SetupServiceOptions) {
    super(place);
    this.probe = new Probe(place.subjects, options.classes);
    const ranks = options.ranks ?? [];
    this.#rankOf = Uint8Array.from({ length: 256 }, (_, klass) => ranks[klass] ?? 0);
    this.#line = new WaitingLine(place.subjects, options.order, Math.max(0, ...ranks) + 1);
    this.#time = new ServiceTime(place.subjects, options.times);
    this.#setups = options.setups;
    this.#startsAt = options.startsAt;
    this.#capacity = options.capacity ?? Number.POSITIVE_INFINITY;
    this.lostTo = options.lostTo;
    this.#off = options.servers;
    this.#endBase = tieBase(PHASE.serviceEnd, place.facility);
    this.#startBase = tieBase(PHASE.serviceStart, place.facility);
    this.#readyBase = tieBase(PHASE.capacityUp, place.facility);
    this.probe.occupancy.available = options.servers;
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

  /** Forgets what was seen before now; levels stand. */
  override reset(now: number): void {
    super.reset(now);
    this.settingUp.reset(now);
  }

  enter(subject: number): void {
    const { probe, subjects } = this;
    const now = this.sim.now[0];
    probe.entered(subject, now);
    if (this.holds >= this.#capacity) {
      probe.lost(subject, now);
      this.lostTo.enter(subject);
      return;
    }
    this.#line.push(subject, this.#rankOf[subjects.klass[subject]]);
    probe.occupancy.waiting = this.#line.count;
    this.#start();
  }

  override fire(kind: number, subject: number): void {
    switch (kind) {
      case ENTER:
        this.arrive(subject);
        return;
      case END:
        this.#end(subject);
        return;
      case START:
        this.#startIsPending = false;
        this.probe.occupancy.observe(this.sim.now[0]);
        this.#startWaiting();
        return;
      case READY:
        this.#ready();
        return;
      default:
        super.fire(kind, subject);
    }
  }

  #end(subject: number): void {
    const { probe, subjects } = this;
    const now = this.sim.now[0];
    probe.occupancy.observe(now);
    this.#serving--;
    this.#warm++;
    probe.occupancy.serving = this.#serving;
    probe.left(subject, subjects.enteredAt[subject], now);
    // Arrivals come before starts, also where the subject comes straight back: its server is then not off yet.
    const startIsPending = this.#startIsPending;
    this.#startIsPending = true;
    this.handOver(subject, this.next);
    this.#startIsPending = startIsPending;
    this.#start();
  }

  #ready(): void {
    const at = this.#readyTies.indexOf(this.sim.firingTie);
    if (at === NONE) {
      this.sim.discard();
      return;
    }
    this.probe.occupancy.observe(this.sim.now[0]);
    this.#readyTies.splice(at, 1);
    this.#warm++;
    this.#start();
  }

  /** Starts what can be started: now, or in the start phase of a shared instant. */
  #start(): void {
    if (this.#startIsPending || (this.#warm === 0 && this.#off === 0)) return;
    if (!this.sim.instantIsShared) {
      this.#startWaiting();
      return;
    }
    this.#startIsPending = true;
    this.sim.schedule(this.sim.now[0], this.#startBase, this.facility, this.code + START, NONE);
  }

  #startWaiting(): void {
    while (this.#warm > 0 && this.#line.count > 0) {
      this.#warm--;
      this.#serveFirst();
    }
    this.#off += this.#warm;
    this.#warm = 0;
    if (this.#setups === undefined) {
      while (this.#off > 0 && this.#line.count >= this.#startsAt) {
        this.#off--;
        this.#serveFirst();
      }
    } else this.#setUp(this.#setups);
    const { occupancy } = this.probe;
    occupancy.waiting = this.#line.count;
    occupancy.serving = this.#serving;
    this.settingUp.set(this.#readyTies.length, this.sim.now[0]);
  }

  /** Begins the setups that those who wait call for, and gives up those for whom nobody waits any more. */
  #setUp(setups: DurationSequence): void {
    const ties = this.#readyTies;
    const calledFor = Math.floor(this.#line.count / this.#startsAt);
    while (this.#off > 0 && ties.length < calledFor) {
      this.#off--;
      const at = this.sim.now[0] + setups.next();
      ties.push(this.sim.schedule(at, this.#readyBase, this.facility, this.code + READY, NONE));
    }
    while (ties.length > this.#line.count) {
      ties.pop();
      this.#off++;
    }
  }

  #serveFirst(): void {
    const now = this.sim.now[0];
    const subject = this.#line.shift();
    this.probe.started(subject, now - this.subjects.enteredAt[subject], now);
    this.#serving++;
    const endsAt = now + this.#time.draw(subject);
    this.sim.schedule(endsAt, this.#endBase, this.facility, this.code + END, subject);
  }
}
