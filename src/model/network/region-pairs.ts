import type { NetworkScenario, NetworkZone } from '../../scenario/network/network-scenario.ts';
import { CohortStats } from './cohort-stats.ts';
import type { ParcelStore } from './parcel-store.ts';

/** The zone where a parcel starts. */
export type OriginOf = (parcel: number) => NetworkZone;

/**
 * How cohort parcels fared by the regions they come from and go to: those of the stations of their zones. A pair takes
 * memory once a parcel of it is created, a few kilobytes whatever the number of its parcels.
 */
export class RegionPairs {
  /** In the order of their names. */
  readonly regions: readonly string[];
  readonly #pairs: (CohortStats | undefined)[];
  /** Index of the region of each facility and zone. */
  readonly #ofFacility: Uint16Array;
  readonly #ofZone: Uint16Array;
  readonly #parcels: ParcelStore;
  readonly #originOf: OriginOf;

  constructor({ facilities, zones }: NetworkScenario, parcels: ParcelStore, originOf: OriginOf) {
    this.regions = [...new Set(zones.map(({ station }) => facilities[station].region))].sort();
    const indexOf = new Map(this.regions.map((region, index) => [region, index]));
    // Zones lie at stations, so that no other facility's region is ever asked for.
    this.#ofFacility = Uint16Array.from(facilities, ({ region }) => indexOf.get(region) ?? 0);
    this.#ofZone = Uint16Array.from(zones, ({ station }) => this.#ofFacility[station]);
    this.#pairs = new Array(this.regions.length * this.regions.length).fill(undefined);
    this.#parcels = parcels;
    this.#originOf = originOf;
  }

  /** The group of a parcel. */
  of(parcel: number): CohortStats {
    const from = this.#ofFacility[this.#originOf(parcel).station];
    const pair = from * this.regions.length + this.#ofZone[this.#parcels.toZone(parcel)];
    this.#pairs[pair] ??= new CohortStats();
    return this.#pairs[pair];
  }

  /** Allocated typed-array bytes of all pairs. */
  get bytes(): number {
    let bytes = 0;
    for (const { stats } of this.met())
      bytes += stats.transitSketch.bytes + stats.transit.state.byteLength + stats.cost.state.byteLength;
    return bytes;
  }

  /** Pairs that parcels were created for, by origin, then destination. */
  *met(): Generator<{ readonly from: string; readonly to: string; readonly stats: CohortStats }> {
    for (const [pair, stats] of this.#pairs.entries()) {
      if (stats === undefined) continue;
      const from = Math.floor(pair / this.regions.length);
      yield { from: this.regions[from], to: this.regions[pair % this.regions.length], stats };
    }
  }

  /** All pairs that begin, or end, in each region together, in the order of their names; regions without are left out. */
  by(end: 'from' | 'to'): ReadonlyMap<string, CohortStats> {
    const found = new Map<string, CohortStats>();
    for (const region of this.regions) {
      const group = new CohortStats();
      for (const pair of this.met()) if (pair[end] === region) group.merge(pair.stats);
      if (group.created > 0) found.set(region, group);
    }
    return found;
  }
}
