import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import type { ZoneSources } from '../demand/zone-sources.ts';
import { CohortStats } from './cohort-stats.ts';
import type { ParcelStore } from './parcel-store.ts';

/** A parcel's source is a number of 16 bits. */
const SOURCES = 65_536;
const UNKNOWN = 65_535;

/**
 * How cohort parcels fared by the regions they come from and go to: those of the stations of their zones. A pair takes
 * memory once a parcel of it is created, a few kilobytes whatever the number of its parcels.
 */
export class RegionPairs {
  /** In the order of their names. */
  readonly regions: readonly string[];
  readonly #pairs: (CohortStats | undefined)[];
  /** By source number, once asked for. */
  readonly #ofSource = new Uint16Array(SOURCES).fill(UNKNOWN);
  readonly #ofZone: Uint16Array;
  readonly #parcels: ParcelStore;
  readonly #originOf: (source: number) => number;

  constructor(network: NetworkScenario, sources: ZoneSources, parcels: ParcelStore) {
    const { facilities, zones } = network;
    const regionOf = ({ station }: { readonly station: number }) => facilities[station].region;
    this.regions = [...new Set(zones.map(regionOf))].sort();
    const indexOf = new Map(this.regions.map((region, index) => [region, index]));
    this.#ofZone = Uint16Array.from(zones, (zone) => indexOf.get(regionOf(zone))!);
    this.#originOf = (source) => indexOf.get(regionOf(sources.zone(source)))!;
    this.#pairs = new Array(this.regions.length * this.regions.length).fill(undefined);
    this.#parcels = parcels;
  }

  /** The group of a parcel. */
  of(parcel: number): CohortStats {
    const { source, toZone } = this.#parcels;
    const from = source[parcel];
    if (this.#ofSource[from] === UNKNOWN) this.#ofSource[from] = this.#originOf(from);
    const pair = this.#ofSource[from] * this.regions.length + this.#ofZone[toZone[parcel]];
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
