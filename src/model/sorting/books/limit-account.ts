import { MINUTE, type Time } from '../../../engine/clock.ts';
import { grown } from '../../../engine/subject-store.ts';
import { LIMITS, type Limit } from '../../../snapshot/floor-snapshot.ts';
import { INFEED, type InfeedState } from '../belt/sorter.ts';
import { CAUSES } from '../stage.ts';
import type { JournalCounts } from './hub-journal.ts';

/** A quarter of an hour: the step of the account. */
export const QUARTER: Time = 15 * MINUTE;

const LIMIT_COUNT = LIMITS.length;
const CAUSE_COUNT = CAUSES.length;
/** What an infeed can be doing. */
const STATES = Object.keys(INFEED).length;
/** Parcels per hour times µs to parcels. */
const PER_RATE = 1 / 3.6e9;

/** What the account asks of the hub when it has to say why infeeds stand idle or blocked. */
export interface HubSituation {
  /** Trailers that wait for a door. */
  readonly trailersWaiting: number;
  /** Inbound doors at which somebody unloads, or stands because there is no room. */
  readonly doorsWorking: number;
  /** Docked trailers with nobody to unload them. */
  readonly doorsWithoutCrew: number;
  /** Parcels per hour that could be unloaded before one sorter, by those who stand because every line there is full. */
  stuckUnloadRate(sorter: number): number;
  /** Whether no docked trailer could use one more to unload it. */
  readonly hasFullCrews: boolean;
  /** Share of the pieces on sorters that go round because a chute had no room. */
  readonly turnedAwayShare: number;
  /** Why chutes do not empty: loaders are busy, or no trailer with room stands open; else their room is too small. */
  readonly chutesWaitFor: 'loaders' | 'cutoff' | 'chutes';
  /** Index of the sort in force; -1 before the first. */
  readonly sort: number;
}

/** An infeed as the account knows it. */
export interface AccountedInfeed {
  /** Index of its sorter. */
  readonly sorter: number;
  /** Parcels per hour; 0 for infeeds that are not at the waist of the hub. */
  readonly ratePerHour: number;
  /** Whether it is off until somebody staffs it; else it begins idle. */
  readonly needsPeople: boolean;
}

/**
 * Where a hub could have done more, by quarter-hour. The infeeds are the waist of a hub, so throughput is lost where one
 * of them does not bring a parcel though it is there: idle, because trailers wait for doors or unloaders; blocked, because
 * no tray is free: by the share of pieces that go round for want of room in chutes this is charged to what the chutes wait
 * for, the rest to trays; standing, because something is down. What unloaders could have brought to full lines is lost to
 * induction. Each is the time times the rate of the infeed. Idle with nothing to do is `volume`, which is no loss of the
 * hub's.
 */
export class LimitAccount implements JournalCounts {
  quarters = 0;
  /** Per quarter; the last is under way. */
  sort = new Int16Array(0);
  inductedIn = new Float64Array(0);
  sortedIn = new Float64Array(0);
  lost = new Float64Array(0);
  missedIn = new Float64Array(0);
  readonly #situation: HubSituation;
  /** Rate of each infeed, parcels per hour, and index of its sorter. */
  readonly #rates: Float64Array;
  readonly #sorters: Int32Array;
  readonly #sorterCount: number;
  /** Summed rate of the infeeds of each sorter in each state: `[sorter × states + state]`. */
  readonly #rateIn: Float64Array;
  #since: Time = 0;

  /** @param infeeds of all sorters */
  constructor(situation: HubSituation, infeeds: readonly AccountedInfeed[]) {
    this.#situation = situation;
    this.#rates = Float64Array.from(infeeds, ({ ratePerHour }) => ratePerHour);
    this.#sorters = Int32Array.from(infeeds, ({ sorter }) => sorter);
    this.#sorterCount = infeeds.reduce((most, { sorter }) => Math.max(most, sorter + 1), 0);
    this.#rateIn = new Float64Array(this.#sorterCount * STATES);
    for (const { sorter, ratePerHour, needsPeople } of infeeds) {
      this.#rateIn[sorter * STATES + (needsPeople ? INFEED.off : INFEED.idle)] += ratePerHour;
    }
    this.#grow(1);
  }

  /** Said before anything that the account looks at changes. */
  observe(now: Time): void {
    while (this.#since < now) {
      const end = Math.min(now, this.quarters * QUARTER);
      this.#charge(end - this.#since);
      this.#since = end;
      if (end === this.quarters * QUARTER) this.#grow(this.quarters + 1);
    }
  }

  /** An infeed turns from one state to another. */
  infeedTurns(infeed: number, from: InfeedState, to: InfeedState, now: Time): void {
    this.observe(now);
    const first = this.#sorters[infeed] * STATES;
    this.#rateIn[first + from] -= this.#rates[infeed];
    this.#rateIn[first + to] += this.#rates[infeed];
  }

  inducted(parcels: number, now: Time): void {
    this.observe(now);
    this.inductedIn[this.quarters - 1] += parcels;
  }

  sorted(parcels: number, now: Time): void {
    this.observe(now);
    this.sortedIn[this.quarters - 1] += parcels;
  }

  missed(cause: number, parcels: number, now: Time): void {
    this.observe(now);
    this.missedIn[(this.quarters - 1) * CAUSE_COUNT + cause] += parcels;
  }

  #charge(span: Time): void {
    const situation = this.#situation;
    const rateIn = this.#rateIn;
    this.sort[this.quarters - 1] = situation.sort;
    let idle = 0;
    let blocked = 0;
    let down = 0;
    let stuck = 0;
    for (let sorter = 0; sorter < this.#sorterCount; sorter++) {
      const first = sorter * STATES;
      idle += rateIn[first + INFEED.idle];
      const held = rateIn[first + INFEED.blocked];
      const stopped = rateIn[first + INFEED.down];
      blocked += held;
      down += stopped;
      const unload = situation.stuckUnloadRate(sorter);
      if (unload === 0) continue;
      // What blocked or standing infeeds would have taken is charged to them already.
      const working = rateIn[first + INFEED.busy] + rateIn[first + INFEED.off];
      const all = working + held + stopped;
      stuck += all > 0 ? (unload * working) / all : unload;
    }
    if (idle > 0) this.#lose(idleLimit(situation), idle * span);
    if (blocked > 0) {
      const share = situation.turnedAwayShare;
      if (share > 0) this.#lose(situation.chutesWaitFor, blocked * share * span);
      this.#lose('trays', blocked * (1 - share) * span);
    }
    if (down > 0) this.#lose('stops', down * span);
    if (stuck > 0) this.#lose('induction', stuck * span);
  }

  #lose(limit: Limit, rateTime: number): void {
    this.lost[(this.quarters - 1) * LIMIT_COUNT + LIMITS.indexOf(limit)] += rateTime * PER_RATE;
  }

  #grow(quarters: number): void {
    this.quarters = quarters;
    if (quarters <= this.sort.length) return;
    const room = Math.max(96, quarters * 2);
    this.sort = grown(this.sort, room);
    this.inductedIn = grown(this.inductedIn, room);
    this.sortedIn = grown(this.sortedIn, room);
    this.lost = grown(this.lost, room * LIMIT_COUNT);
    this.missedIn = grown(this.missedIn, room * CAUSE_COUNT);
  }
}

/** Why infeeds have nothing to bring. */
function idleLimit(situation: HubSituation): Limit {
  if (situation.doorsWithoutCrew > 0) return 'unloaders';
  if (situation.trailersWaiting > 0)
    return situation.hasFullCrews || situation.doorsWorking === 0 ? 'doors' : 'unloaders';
  return situation.doorsWorking > 0 && !situation.hasFullCrews ? 'unloaders' : 'volume';
}
