import { DurationSequence } from '../../../engine/blocks/interruption.ts';
import { fromSeconds, NEVER, SECOND, type Time } from '../../../engine/clock.ts';
import { PHASE, tieBase } from '../../../engine/phase.ts';
import { compileDistribution } from '../../../engine/random/distribution.ts';
import type { EventHandler } from '../../../engine/simulation.ts';
import { distributionSpec, type WrittenDistribution } from '../../../scenario/distribution-schema.ts';
import { TASKS, type WrittenBreakdown, type WrittenIncident } from '../../../scenario/hub/hub-schema.ts';
import type { HubContext } from '../hub-context.ts';
import { OutageFigures } from './outage-figures.ts';

/** Whatever can stand still: a sorter (one unit), the infeeds of a sorter (a unit each), a door, a task. */
export interface OutageTarget {
  /** Unique in the hub; a target resolved twice has the same name. */
  readonly name: string;
  readonly units: number;
  /** One reason more, or one less, for which a unit stands still. Resumes where it stopped. */
  addDown(unit: number, reasons: 1 | -1): void;
  /** Time a unit has been used since the start of the run, µs; wall time where absent. It does not pass while down. */
  usedUs?(unit: number, now: Time): number;
}

/** What one name of a breakdown or incident means in this hub, e.g. the infeeds of `infeeds S1`. */
export type OutageResolver = (of: string) => readonly OutageTarget[];

/** One unit stood still for one cause. */
export interface Stop {
  readonly target: string;
  readonly unit: number;
  /** `breakdown`, or the incident's name. */
  readonly cause: string;
  readonly from: Time;
  /** End; NEVER while it lasts. µs. */
  to: Time;
}

const FAIL = 0;
const REPAIR = 1;
const BEGIN = 2;
const END = 3;

const NO_EVENT = -1;

/** A unit that was not used at all is looked at again after this at the earliest, µs: not each µs where little is left. */
const LEAST_LOOK = SECOND;

/** A target with the state of its units. */
interface Watched {
  readonly target: OutageTarget;
  readonly figures: OutageFigures;
  /** Reasons per unit. */
  readonly down: Int32Array;
}

/** One way in which one unit fails. */
interface Life {
  readonly of: Watched;
  readonly unit: number;
  readonly byUse: boolean;
  readonly up: DurationSequence;
  readonly repair: DurationSequence;
  /** µs of life left when it was last noted; NEVER while it cannot fail. */
  left: Time;
  /** Clock, or use, then. */
  since: Time;
  /** Event of its failure; NO_EVENT while it cannot fail. */
  tie: number;
  stop: Stop | null;
}

/**
 * Breakdowns and incidents of a sorting center. A unit that stands still for whatever cause does not age: the clocks of
 * all its failures stop and run on afterwards with what was left. Every unit has luck of its own, whatever else can fail.
 */
export class Outages implements EventHandler {
  readonly name: string;
  /** All stops so far, in the order in which they began. */
  readonly stops: Stop[] = [];
  readonly #context: HubContext;
  readonly #watched = new Map<string, Watched>();
  readonly #lives: Life[] = [];
  readonly #incidents: readonly { readonly written: WrittenIncident; readonly targets: readonly Watched[] }[];
  readonly #incidentStops = new Map<number, readonly Stop[]>();
  /** Of the whole hub, where it stands still. */
  #whole: readonly Stop[] = [];
  readonly #resolve: OutageResolver;
  readonly #upBase: number;
  readonly #downBase: number;
  readonly #code: number;

  /** @throws RangeError where neither the life nor the repair of a breakdown takes any time */
  constructor(context: HubContext, resolve: OutageResolver) {
    const { sim, facility, code, block } = context;
    this.name = `${code}.outages`;
    this.#context = context;
    this.#resolve = resolve;
    const seen = new Map<string, number>();
    for (const breakdown of block.breakdowns) {
      const ordinal = seen.get(breakdown.of) ?? 0;
      seen.set(breakdown.of, ordinal + 1);
      for (const target of resolve(breakdown.of)) this.#addLives(breakdown, ordinal, this.#watch(target));
    }
    this.#incidents = block.incidents.map((written) => ({
      written,
      targets: resolve(written.of).map((target) => this.#watch(target)),
    }));
    this.#upBase = tieBase(PHASE.capacityUp, facility);
    this.#downBase = tieBase(PHASE.capacityDown, facility);
    this.#code = sim.register(this);
  }

  /** What each target lost, in the order of the scenario. */
  get figures(): readonly OutageFigures[] {
    return [...this.#watched.values()].map(({ figures }) => figures);
  }

  /** Starts all lives and puts incidents on the calendar. Called once, before the run. */
  begin(): void {
    const { sim, facility } = this.#context;
    for (let life = 0; life < this.#lives.length; life++) this.#renew(life);
    for (let i = 0; i < this.#incidents.length; i++) {
      const { from_h: fromH, to_h: toH } = this.#incidents[i].written;
      sim.schedule(fromSeconds(fromH * 3600), this.#downBase, facility, this.#code + BEGIN, i);
      sim.schedule(fromSeconds(toH * 3600), this.#upBase, facility, this.#code + END, i);
    }
  }

  fire(kind: number, subject: number): void {
    if (kind === BEGIN) this.#beginIncident(subject);
    else if (kind === END) this.#endIncident(subject);
    else if (kind === REPAIR) this.#repair(subject);
    else if (this.#lives[subject].tie === this.#context.sim.firingTie) this.#look(subject);
    else this.#context.sim.discard();
  }

  /** When a unit began to stand still, µs; undefined while it is up or nothing can stop it. */
  downSince(target: string, unit: number): Time | undefined {
    return this.#watched.get(target)?.figures.downSince(unit);
  }

  /** The end of the warm-up: counts and down time start anew, stops stay listed. */
  reset(now: Time): void {
    for (const { figures } of this.#watched.values()) figures.reset(now);
  }

  get #now(): Time {
    return this.#context.sim.now[0];
  }

  #watch(target: OutageTarget): Watched {
    const known = this.#watched.get(target.name);
    if (known !== undefined) return known;
    const down = new Int32Array(target.units);
    const watched = { target, figures: new OutageFigures(target.name, target.units), down };
    this.#watched.set(target.name, watched);
    return watched;
  }

  #addLives(written: WrittenBreakdown, ordinal: number, of: Watched): void {
    const { luck, code } = this.#context;
    const up = compileDistribution(distributionSpec(written.up as WrittenDistribution));
    const repair = compileDistribution(distributionSpec(written.repair as WrittenDistribution));
    if (up.mean === 0 && repair.mean === 0)
      throw new RangeError(`${written.of} fails without end in no time`);
    for (let unit = 0; unit < of.target.units; unit++) {
      const stream = (what: string) =>
        luck.stream(`${code}/breakdown/${ordinal}/${of.target.name}/${unit}/${what}`);
      this.#lives.push({
        of,
        unit,
        byUse: written.counted_by === 'use' && of.target.usedUs !== undefined,
        up: new DurationSequence(up, stream('up')),
        repair: new DurationSequence(repair, stream('repair')),
        left: NEVER,
        since: 0,
        tie: NO_EVENT,
        stop: null,
      });
    }
  }

  /** A new life begins; none where a written list has ended. */
  #renew(index: number): void {
    const life = this.#lives[index];
    life.left = life.up.isOver || life.repair.isOver ? NEVER : life.up.next();
    this.#resume(index);
  }

  /** Lets the clock of a life run, where its unit is up. */
  #resume(index: number): void {
    const life = this.#lives[index];
    if (life.left === NEVER || life.of.down[life.unit] > 0) return;
    life.since = this.#clockOf(life);
    this.#awaitFailure(index, life.left);
  }

  #awaitFailure(index: number, after: Time): void {
    const { sim, facility } = this.#context;
    this.#lives[index].tie = sim.schedule(
      this.#now + Math.ceil(after),
      this.#downBase,
      facility,
      this.#code + FAIL,
      index,
    );
  }

  #clockOf({ byUse, of, unit }: Life): Time {
    return byUse ? of.target.usedUs!(unit, this.#now) : this.#now;
  }

  /** The earliest instant at which a life can be over: it is, or some of the time was not used. */
  #look(index: number): void {
    const life = this.#lives[index];
    const clock = this.#clockOf(life);
    const used = clock - life.since;
    life.left -= used;
    life.since = clock;
    if (life.left > 0) {
      this.#awaitFailure(index, used > 0 ? life.left : Math.max(life.left, LEAST_LOOK));
      return;
    }
    life.tie = NO_EVENT;
    life.left = NEVER;
    life.stop = this.#stop(life.of, life.unit, 'breakdown');
    const { sim, facility } = this.#context;
    const at = this.#now + life.repair.next();
    sim.schedule(at, this.#upBase, facility, this.#code + REPAIR, index);
  }

  #repair(index: number): void {
    const life = this.#lives[index];
    this.#goOn(life.of, life.stop!);
    life.stop = null;
    this.#renew(index);
  }

  /** Every sorter and every task of the hub stands still from now on. */
  standStill(): void {
    const { sorters } = this.#context.block;
    const of = [
      ...sorters.filter(({ type }) => type !== 'manual').map(({ code }) => `sorter ${code}`),
      ...TASKS,
    ];
    this.#whole = of
      .flatMap((name) => this.#resolve(name))
      .map((target) => this.#watch(target))
      .flatMap((watched) =>
        Array.from({ length: watched.target.units }, (_, unit) => this.#stop(watched, unit, 'closed')),
      );
  }

  /** Ends that. */
  goOnAgain(): void {
    for (const stop of this.#whole) this.#goOn(this.#watched.get(stop.target)!, stop);
    this.#whole = [];
  }

  #beginIncident(index: number): void {
    const { written, targets } = this.#incidents[index];
    const stops: Stop[] = [];
    for (const watched of targets) {
      for (let unit = 0; unit < watched.target.units; unit++)
        stops.push(this.#stop(watched, unit, written.name));
    }
    this.#incidentStops.set(index, stops);
  }

  #endIncident(index: number): void {
    for (const stop of this.#incidentStops.get(index) ?? [])
      this.#goOn(this.#watched.get(stop.target)!, stop);
    this.#incidentStops.delete(index);
  }

  #stop(of: Watched, unit: number, cause: string): Stop {
    const now = this.#now;
    const stop: Stop = { target: of.target.name, unit, cause, from: now, to: NEVER };
    this.stops.push(stop);
    of.figures.stopped();
    if (of.down[unit]++ === 0) {
      this.#pauseLives(of, unit);
      of.figures.goesDown(unit, now);
    }
    of.target.addDown(unit, 1);
    return stop;
  }

  #goOn(of: Watched, stop: Stop): void {
    stop.to = this.#now;
    of.target.addDown(stop.unit, -1);
    if (--of.down[stop.unit] > 0) return;
    of.figures.comesUp(stop.unit, this.#now);
    for (let index = 0; index < this.#lives.length; index++) {
      const life = this.#lives[index];
      if (life.of === of && life.unit === stop.unit) this.#resume(index);
    }
  }

  /** Stops the clocks of the failures of a unit that is about to stand still. */
  #pauseLives(of: Watched, unit: number): void {
    for (const life of this.#lives) {
      if (life.of !== of || life.unit !== unit || life.tie === NO_EVENT) continue;
      life.left = Math.max(0, life.left - (this.#clockOf(life) - life.since));
      life.tie = NO_EVENT;
    }
  }
}
