import type { ParcelStore } from './parcel-store.ts';

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
    overhead: 0,
  };
  /** Micro-units on parcels that have left the network. */
  finished = 0;
  /** What the accounts held at the end of the warm-up. */
  readonly #atCut: Record<Account, number> = { ...this.accounts };
  readonly #parcels: ParcelStore;

  constructor(parcels: ParcelStore) {
    this.#parcels = parcels;
  }

  /** Books an amount on one parcel. */
  charge(account: Account, parcel: number, micro: number): void {
    this.accounts[account] += micro;
    this.#parcels.addCost(parcel, micro);
  }

  /** Books a cost that no parcel bears. */
  overhead(micro: number): void {
    this.accounts.overhead += micro;
  }

  /** The end of the warm-up: what was booked before is not among `sinceCut`. */
  cut(): void {
    Object.assign(this.#atCut, this.accounts);
  }

  /** Micro-units booked on an account since the warm-up. */
  sinceCut(account: Account): number {
    return this.accounts[account] - this.#atCut[account];
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
