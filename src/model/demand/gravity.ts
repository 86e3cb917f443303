import { greatCircleKm } from '../../engine/math/great-circle.ts';
import { pow } from '../../engine/math/transcendental.ts';
import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import { shareAt } from './cumulative-shares.ts';
import type { DemandModel } from './demand-model.ts';
import { inOrderOfCodes } from './zone-sources.ts';

/**
 * Origin-destination demand: a zone sends its share of all parcels by seller weight, and they go to zones in
 * proportion to population / max(distance, nearest)^exponent. Origin-constrained gravity model (Wilson 1971).
 * Where regions have shares of what is sent, seller weights split each region's share.
 */
export class GravityDemand implements DemandModel {
  readonly #network: NetworkScenario;
  /** Zones in the order of their codes, and the place of each there: all sums are taken in this order. */
  readonly #order: readonly number[];
  readonly #rank: Int32Array;
  readonly #sent: Float64Array;
  /** Cumulative destination shares per origin in the order of codes, made when first asked for. */
  readonly #cumulative: (Float64Array | undefined)[];
  /** The same among the zones of the origin's region. */
  readonly #inRegion: (Float64Array | undefined)[];

  constructor(network: NetworkScenario) {
    this.#network = network;
    this.#order = inOrderOfCodes(network.zones);
    this.#rank = new Int32Array(network.zones.length);
    this.#order.forEach((zone, rank) => {
      this.#rank[zone] = rank;
    });
    this.#sent = sentByZone(network, this.#order);
    this.#cumulative = new Array(network.zones.length).fill(undefined);
    this.#inRegion = new Array(network.zones.length).fill(undefined);
  }

  /** Expected parcels that a zone sends per mean day. */
  sentPerDay(zone: number): number {
    return this.#sent[zone];
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
    return this.#order[shareAt(this.#cumulativeOf(from), u)];
  }

  destinationInRegion(from: number, u: number): number {
    this.#inRegion[from] ??= this.#shares(from, regionOf(this.#network, from));
    return this.#order[shareAt(this.#inRegion[from], u)];
  }

  #cumulativeOf(from: number): Float64Array {
    this.#cumulative[from] ??= this.#shares(from, undefined);
    return this.#cumulative[from];
  }

  /** @param region to which destinations are restricted */
  #shares(from: number, region: string | undefined): Float64Array {
    const { zones, facilities, settings } = this.#network;
    const here = facilities[zones[from].station];
    const { nearest_km: nearest, distance_exponent: exponent } = settings.demand;
    const cumulative = new Float64Array(zones.length);
    let sum = 0;
    for (let rank = 0; rank < zones.length; rank++) {
      const to = this.#order[rank];
      if (region === undefined || regionOf(this.#network, to) === region) {
        const there = facilities[zones[to].station];
        const km = Math.max(nearest, greatCircleKm(here.lat, here.lon, there.lat, there.lon));
        sum += zones[to].population / pow(km, exponent);
      }
      cumulative[rank] = sum;
    }
    for (let rank = 0; rank < zones.length; rank++) cumulative[rank] /= sum;
    return cumulative;
  }
}

/** Parcels that each zone sends per mean day. @param order of the zones' codes, in which all sums are taken */
function sentByZone(
  { zones, facilities, settings }: NetworkScenario,
  order: readonly number[],
): Float64Array {
  const { parcels_per_day: perDay, region_shares: shares } = settings.demand;
  const weight = (zone: number) => zones[zone].sellerWeight;
  if (shares === undefined) {
    const total = order.reduce((sum, zone) => sum + weight(zone), 0);
    return Float64Array.from(zones, ({ sellerWeight }) => (perDay * sellerWeight) / total);
  }
  const weightOf = new Map<string, number>();
  for (const zone of order) {
    const { region } = facilities[zones[zone].station];
    weightOf.set(region, (weightOf.get(region) ?? 0) + weight(zone));
  }
  const regions = Object.keys(shares).sort((a, b) => (a < b ? -1 : 1));
  const total = regions.reduce((sum, region) => sum + shares[region], 0);
  return Float64Array.from(zones, ({ station, sellerWeight }) => {
    const { region } = facilities[station];
    const inRegion = weightOf.get(region)!;
    return inRegion === 0 ? 0 : (perDay * (shares[region] ?? 0) * sellerWeight) / (total * inRegion);
  });
}

function regionOf({ zones, facilities }: NetworkScenario, zone: number): string {
  return facilities[zones[zone].station].region;
}
