import { PARCEL_FLAG, type ParcelStore } from './parcel-store.ts';

/** Micro-units of the currency in one unit. */
export const MICRO = 1_000_000;

/** What costs are booked under. `overhead` holds trips that carried nothing. */
export const ACCOUNTS = [
  'pickup',
  'station_sort',
  'hub_sort',
  'linehaul',
  'delivery',
  'village',
  'reroute',
  'overhead',
] as const;
export type Account = (typeof ACCOUNTS)[number];

/**
 * Activity costs in whole micro-units, so that sums are exact: every amount is booked once, on an account and on
 * parcels (or, for overhead, on none), and the two sides agree to the last unit.
 */
export class Ledger {
  readonly accounts: Record<Account, number> = {
    pickup: 0,
    station_sort: 0,
    hub_sort: 0,
    linehaul: 0,
    delivery: 0,
    village: 0,
    reroute: 0,
    overhead: 0,
  };
  /** Micro-units on parcels that have left the network. */
  finished = 0;
  /** The part of each account that parcels of the cohort bear, whenever it was booked. */
  readonly #ofCohort: Record<Account, number> = { ...this.accounts };
  /** Overhead at the beginning and at the end of the measured days. */
  #overheadBefore = 0;
  #overheadByEnd: number | null = null;
  readonly #parcels: ParcelStore;

  constructor(parcels: ParcelStore) {
    this.#parcels = parcels;
  }

  /** Books an amount on one parcel. */
  charge(account: Account, parcel: number, micro: number): void {
    this.accounts[account] += micro;
    if ((this.#parcels.flags[parcel] & PARCEL_FLAG.cohort) !== 0) this.#ofCohort[account] += micro;
    this.#parcels.addCost(parcel, micro);
  }

  /** Books a cost that no parcel bears. */
  overhead(micro: number): void {
    this.accounts.overhead += micro;
  }

  /** The beginning of the measured days. */
  beginMeasuring(): void {
    this.#overheadBefore = this.accounts.overhead;
  }

  /** The end of the measured days. */
  endMeasuring(): void {
    this.#overheadByEnd = this.accounts.overhead;
  }

  /** Micro-units on an account so far that parcels of the cohort bear; nothing of overhead, which no parcel bears. */
  ofCohort(account: Account): number {
    return this.#ofCohort[account];
  }

  /** Micro-units of overhead in the measured days; before they have ended, until now. */
  get overheadMeasured(): number {
    return (this.#overheadByEnd ?? this.accounts.overhead) - this.#overheadBefore;
  }

  /** Total on accounts, overhead included. */
  get total(): number {
    return ACCOUNTS.reduce((sum, account) => sum + this.accounts[account], 0);
  }

  /** Micro-units on parcels still in the network. Walks all slots: for checks. */
  onLiveParcels(): number {
    const { alive, capacity } = this.#parcels;
    let sum = 0;
    for (let slot = 0; slot < capacity; slot++) if (alive[slot] === 1) sum += this.#parcels.costMicro(slot);
    return sum;
  }
}

/** The k-th of n parts of a whole amount, cumulatively rounded: the parts sum to the whole. */
export function partOf(whole: number, k: number, n: number): number {
  // The whole part of each share apart: what is multiplied by k then stays far below 2^53.
  const each = Math.floor(whole / n);
  const rest = whole - each * n;
  return each + Math.floor((rest * (k + 1)) / n) - Math.floor((rest * k) / n);
}
