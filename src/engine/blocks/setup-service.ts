import { PHASE, tieBase } from '../phase.ts';
import { TimeWeighted } from '../stats/time-weighted.ts';
import { NONE } from '../subject-store.ts';
import type { BlockPlace } from './block.ts';
import type { DurationSequence } from './interruption.ts';
import { FIRST_OWN_KIND, LineService } from './line-service.ts';
import { RankedLine } from './ranked-line.ts';
import type { ServiceOptions } from './service.ts';
import { ServiceTime } from './service-time.ts';

export interface SetupServiceOptions extends ServiceOptions {
  /** Subjects that must wait before a server that is off begins, 1 or more. */
  readonly startsAt: number;
  /** What a server needs before it can serve again, in the order in which setups begin; none when absent. */
  readonly setups?: DurationSequence;
}

const READY = FIRST_OWN_KIND;

/**
 * A line in front of identical servers that go off when they find nobody waiting. A server that is off begins again
 * for every full `startsAt` that wait beyond those for whom others are being set up already (N-policy, Yadin & Naor
 * 1963); then it is set up first, and serves until nobody waits. The setup begun last is given up where fewer wait
 * than are being set up (Gandhi, Harchol-Balter & Adan 2010). All servers are off at the start.
 */
export class SetupService extends LineService {
  /** Servers that are being set up. */
  readonly settingUp = new TimeWeighted();
  readonly #line: RankedLine;
  readonly #time: ServiceTime;
  readonly #setups: DurationSequence | undefined;
  readonly #startsAt: number;
  readonly #readyBase: number;
  /** Events of the setups that run, the one begun last at the end. */
  readonly #readyTies: number[] = [];
  #off: number;
  /** Servers that have just ended or been set up: they serve or go off before the clock goes on. */
  #warm = 0;
  #serving = 0;

  constructor(place: BlockPlace, options: SetupServiceOptions) {
    super(place, options);
    this.#line = new RankedLine(place.subjects, options);
    this.#time = new ServiceTime(place.subjects, options.times);
    this.#setups = options.setups;
    this.#startsAt = options.startsAt;
    this.#off = options.servers;
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
    if (!this.admit(subject)) return;
    this.#line.push(subject);
    this.probe.occupancy.waiting = this.#line.count;
    this.start();
  }

  override fire(kind: number, subject: number): void {
    if (kind === READY) this.#ready();
    else super.fire(kind, subject);
  }

  protected override end(subject: number): void {
    const { probe } = this;
    probe.occupancy.observe(this.sim.now[0]);
    this.#serving--;
    this.#warm++;
    probe.occupancy.serving = this.#serving;
    // Where it comes straight back, its server is not off yet.
    this.leave(subject);
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
    this.start();
  }

  /** Also with nobody waiting: then servers go off. */
  protected override get canStart(): boolean {
    return this.#warm > 0 || this.#off > 0;
  }

  protected override startWaiting(): void {
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
    const subject = this.#line.shift();
    this.started(subject);
    this.#serving++;
    this.endAt(this.sim.now[0] + this.#time.draw(subject), subject);
  }
}
