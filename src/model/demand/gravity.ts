import { greatCircleKm } from '../../engine/math/great-circle.ts';
import { pow } from '../../engine/math/transcendental.ts';
import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import { inOrderOfCodes } from './zone-sources.ts';

/**
 * Origin-destination demand: a zone sends its share of all parcels by seller weight, and they go to zones in
 * proportion to population / max(distance, nearest)^exponent. Origin-constrained gravity model (Wilson 1971).
 */
export class GravityDemand {
  readonly #network: NetworkScenario;
  /** Zones in the order of their codes, and the place of each there: all sums are taken in this order. */
  readonly #order: readonly number[];
  readonly #rank: Int32Array;
  readonly #totalWeight: number;
  /** Cumulative destination shares per origin in the order of codes, made when first asked for. */
  readonly #cumulative: (Float64Array | undefined)[];

  constructor(network: NetworkScenario) {
    this.#network = network;
    this.#order = inOrderOfCodes(network.zones);
    this.#rank = new Int32Array(network.zones.length);
    this.#order.forEach((zone, rank) => {
      this.#rank[zone] = rank;
    });
    this.#totalWeight = this.#order.reduce((sum, zone) => sum + network.zones[zone].sellerWeight, 0);
    this.#cumulative = new Array(network.zones.length).fill(undefined);
  }

  /** Expected parcels that a zone sends per mean day. */
  sentPerDay(zone: number): number {
    const { zones, settings } = this.#network;
    return (settings.demand.parcels_per_day * zones[zone].sellerWeight) / this.#totalWeight;
  }

  /** Expected parcels from one zone to another per mean day. */
  flowPerDay(from: number, to: number): number {
    const cumulative = this.#cumulativeOf(from);
    const rank = this.#rank[to];
    return this.sentPerDay(from) * (cumulative[rank] - (rank === 0 ? 0 : cumulative[rank - 1]));
  }

  /** Expected parcels that a zone receives per mean day. */
  receivedPerDay(to: number): number {
    let sum = 0;
    for (const from of this.#order) sum += this.flowPerDay(from, to);
    return sum;
  }

  /** The zone to which a parcel of `from` goes. @param u uniform in (0, 1) */
  destination(from: number, u: number): number {
    const cumulative = this.#cumulativeOf(from);
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle] < u) low = middle + 1;
      else high = middle;
    }
    return this.#order[low];
  }

  #cumulativeOf(from: number): Float64Array {
    const known = this.#cumulative[from];
    if (known !== undefined) return known;
    const { zones, facilities, settings } = this.#network;
    const here = facilities[zones[from].station];
    const { nearest_km: nearest, distance_exponent: exponent } = settings.demand;
    const cumulative = new Float64Array(zones.length);
    let sum = 0;
    for (let rank = 0; rank < zones.length; rank++) {
      const to = this.#order[rank];
      const there = facilities[zones[to].station];
      const km = Math.max(nearest, greatCircleKm(here.lat, here.lon, there.lat, there.lon));
      sum += zones[to].population / pow(km, exponent);
      cumulative[rank] = sum;
    }
    for (let rank = 0; rank < zones.length; rank++) cumulative[rank] /= sum;
    this.#cumulative[from] = cumulative;
    return cumulative;
  }
}
