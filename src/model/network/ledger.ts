import { LANE_CLASSES } from './lane-class.ts';
import { MeasuredSums } from './measured-sums.ts';
import { PARCEL_FLAG, type ParcelStore } from './parcel-store.ts';

/** Micro-units of the currency in one unit. */
export const MICRO = 1_000_000;

/** What costs are booked under. Of the last two no parcel bears anything: empty runs of vehicles, and trips that carried nothing. */
export const ACCOUNTS = [
  'pickup',
  'station_sort',
  'hub_sort',
  'linehaul',
  'delivery',
  'village',
  'reroute',
  'return',
  'repositioning',
  'overhead',
] as const;
export type Account = (typeof ACCOUNTS)[number];

/** Accounts that no parcel bears. */
export type UnborneAccount = 'repositioning' | 'overhead';

/** Whether no parcel bears what is on an account. */
export function isUnborne(account: Account): account is UnborneAccount {
  return account === 'repositioning' || account === 'overhead';
}

/**
 * Activity costs in whole micro-units, so that sums are exact: every amount is booked once, on an account and on
 * parcels (or, for empty runs and overhead, on none), and the two sides agree to the last unit. What trips cost is kept
 * per lane and per class of lane besides, and agrees with the accounts too.
 */
export class Ledger {
  readonly accounts = Object.fromEntries(ACCOUNTS.map((account) => [account, 0])) as Record<Account, number>;
  /** Micro-units on parcels that have left the network. */
  finished = 0;
  /** Per lane since the warm-up: what parcels bore, what trips without any cost, and empty runs of vehicles. */
  readonly lanes: {
    readonly loaded: Float64Array;
    readonly empty: Float64Array;
    readonly repositioning: Float64Array;
  };
  /** The part of each account that parcels of the cohort bear, whenever it was booked. */
  readonly #ofCohort: Record<Account, number> = { ...this.accounts };
  /** Per class of lane: borne by parcels, and by those of the cohort. */
  readonly #hauled = new Float64Array(LANE_CLASSES.length);
  readonly #hauledOfCohort = new Float64Array(LANE_CLASSES.length);
  /** Per class of lane, by account. */
  readonly #unborne = {
    repositioning: new MeasuredSums(LANE_CLASSES.length),
    overhead: new MeasuredSums(LANE_CLASSES.length),
  } as const;
  /** Taking returns in: parcels bear it, but none of the cohort. */
  readonly #returns = new MeasuredSums(1);
  readonly #parcels: ParcelStore;
  readonly #laneClass: Uint8Array;

  /** @param laneClass index of the class of each lane */
  constructor(parcels: ParcelStore, laneClass: Uint8Array) {
    this.#parcels = parcels;
    this.#laneClass = laneClass;
    const perLane = () => new Float64Array(laneClass.length);
    this.lanes = { loaded: perLane(), empty: perLane(), repositioning: perLane() };
  }

  /** Books an amount on one parcel; what a trip costs is booked by `haul`. */
  charge(account: Exclude<Account, UnborneAccount>, parcel: number, micro: number): void {
    this.accounts[account] += micro;
    if (account === 'return') this.#returns.sums[0] += micro;
    if ((this.#parcels.flags(parcel) & PARCEL_FLAG.cohort) !== 0) this.#ofCohort[account] += micro;
    this.#parcels.addCost(parcel, micro);
  }

  /** Books a parcel's part of a trip. */
  haul(lane: number, parcel: number, micro: number): void {
    const laneClass = this.#laneClass[lane];
    this.lanes.loaded[lane] += micro;
    this.#hauled[laneClass] += micro;
    if ((this.#parcels.flags(parcel) & PARCEL_FLAG.cohort) !== 0) this.#hauledOfCohort[laneClass] += micro;
    this.charge('linehaul', parcel, micro);
  }

  /** Books a trip that carried nothing: overhead. */
  emptyTrip(lane: number, micro: number): void {
    this.lanes.empty[lane] += micro;
    this.#bear('overhead', lane, micro);
  }

  /** Books an empty run of vehicles. @param lane the one along which they run, or whose vehicles they are */
  reposition(lane: number, micro: number): void {
    this.lanes.repositioning[lane] += micro;
    this.#bear('repositioning', lane, micro);
  }

  #bear(account: UnborneAccount, lane: number, micro: number): void {
    this.accounts[account] += micro;
    this.#unborne[account].sums[this.#laneClass[lane]] += micro;
  }

  /** The beginning of the measured days: the end of the warm-up. */
  beginMeasuring(): void {
    for (const account of UNBORNE) this.#unborne[account].begin();
    this.#returns.begin();
    for (const lane of Object.values(this.lanes)) lane.fill(0);
  }

  /** The end of the measured days. */
  endMeasuring(): void {
    for (const account of UNBORNE) this.#unborne[account].end();
    this.#returns.end();
  }

  /** Micro-units on an account so far that parcels of the cohort bear; nothing where no parcel bears any. */
  ofCohort(account: Account): number {
    return this.#ofCohort[account];
  }

  /** Micro-units of trips on a class of lanes so far that parcels of the cohort bear. @param laneClass index */
  hauledOfCohort(laneClass: number): number {
    return this.#hauledOfCohort[laneClass];
  }

  /**
   * Micro-units in the measured days on an account that no parcel of the cohort bears; before they have ended, until now.
   * @param laneClass index; over all lanes when absent
   */
  measured(account: UnborneAccount | 'return', laneClass?: number): number {
    const sums = account === 'return' ? this.#returns : this.#unborne[account];
    return laneClass === undefined ? sums.measuredTotal : sums.measured(laneClass);
  }

  /** Total on accounts. */
  get total(): number {
    return ACCOUNTS.reduce((sum, account) => sum + this.accounts[account], 0);
  }

  /** Micro-units on accounts that no parcel bears. */
  get unborne(): number {
    return UNBORNE.reduce((sum, account) => sum + this.accounts[account], 0);
  }

  /** Micro-units of trips and empty runs over the classes of lanes: what their accounts must hold. */
  get byLaneClass(): number {
    let sum = 0;
    for (let laneClass = 0; laneClass < LANE_CLASSES.length; laneClass++) {
      sum += this.#hauled[laneClass];
      for (const account of UNBORNE) sum += this.#unborne[account].sums[laneClass];
    }
    return sum;
  }

  /** Micro-units on parcels still in the network. Walks all slots: for checks. */
  onLiveParcels(): number {
    const parcels = this.#parcels;
    let sum = 0;
    for (let slot = 0; slot < parcels.capacity; slot++)
      if (parcels.isAlive(slot)) sum += parcels.costMicro(slot);
    return sum;
  }
}

const UNBORNE: readonly UnborneAccount[] = ACCOUNTS.filter(isUnborne);

/** The k-th of n parts of a whole amount, cumulatively rounded: the parts sum to the whole. */
export function partOf(whole: number, k: number, n: number): number {
  // The whole part of each share apart: what is multiplied by k then stays far below 2^53.
  const each = Math.floor(whole / n);
  const rest = whole - each * n;
  return each + Math.floor((rest * (k + 1)) / n) - Math.floor((rest * k) / n);
}
