import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import type { OdPairVolume } from '../../scenario/network/od-pair.ts';
import { shareAt } from './cumulative-shares.ts';
import type { DemandModel } from './demand-model.ts';
import { GravityDemand } from './gravity.ts';
import { inOrderOfCodes } from './zone-sources.ts';

/** The destinations of one zone in the order of their codes. */
interface Destinations {
  readonly zones: readonly number[];
  /** Cumulative shares of what the zone sends. */
  readonly cumulative: Float64Array;
  readonly sent: number;
}

/**
 * Origin-destination demand from a table of pairs, in place of the gravity model: volumes are relative, all pairs
 * together make the stated parcels per day, and pairs that are not there send none. Stock that was brought near the
 * consumers is in no table: what is sent from there goes by the gravity model within the region.
 */
export class OdDemand implements DemandModel {
  /** Place of each zone in the order of codes. */
  readonly #rank: Int32Array;
  readonly #destinations: readonly (Destinations | undefined)[];
  readonly #received: Float64Array;
  readonly #gravity: GravityDemand;

  /** @param pairs with at least one volume above 0, each pair once */
  constructor(network: NetworkScenario, pairs: readonly OdPairVolume[], parcelsPerDay: number) {
    const order = inOrderOfCodes(network.zones);
    const rank = new Int32Array(order.length);
    order.forEach((zone, at) => {
      rank[zone] = at;
    });
    this.#rank = rank;
    const there = pairs.filter(({ volume }) => volume > 0);
    there.sort((a, b) => rank[a.from] - rank[b.from] || rank[a.to] - rank[b.to]);
    const scale = parcelsPerDay / there.reduce((sum, { volume }) => sum + volume, 0);
    const byOrigin = new Map<number, OdPairVolume[]>();
    for (const pair of there) {
      const row = byOrigin.get(pair.from);
      if (row === undefined) byOrigin.set(pair.from, [pair]);
      else row.push(pair);
    }
    this.#destinations = network.zones.map((_, zone) => destinationsOf(byOrigin.get(zone), scale));
    this.#received = new Float64Array(order.length);
    for (const { to, volume } of there) this.#received[to] += volume * scale;
    this.#gravity = new GravityDemand(network);
  }

  sentPerDay(zone: number): number {
    return this.#destinations[zone]?.sent ?? 0;
  }

  flowPerDay(from: number, to: number): number {
    const row = this.#destinations[from];
    if (row === undefined) return 0;
    const at = this.#placeOf(to, row.zones);
    if (row.zones[at] !== to) return 0;
    return row.sent * (row.cumulative[at] - (at === 0 ? 0 : row.cumulative[at - 1]));
  }

  /** Where a zone stands among destinations, or would stand. */
  #placeOf(zone: number, zones: readonly number[]): number {
    let low = 0;
    let high = zones.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#rank[zones[middle]] < this.#rank[zone]) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  receivedPerDay(to: number): number {
    return this.#received[to];
  }

  destination(from: number, u: number): number {
    const row = this.#destinations[from]!;
    return row.zones[shareAt(row.cumulative, u)];
  }

  destinationInRegion(from: number, u: number): number {
    return this.#gravity.destinationInRegion(from, u);
  }
}

function destinationsOf(row: readonly OdPairVolume[] | undefined, scale: number): Destinations | undefined {
  if (row === undefined) return undefined;
  const cumulative = new Float64Array(row.length);
  let sum = 0;
  row.forEach(({ volume }, at) => {
    sum += volume;
    cumulative[at] = sum;
  });
  for (let at = 0; at < row.length; at++) cumulative[at] /= sum;
  return { zones: row.map(({ to }) => to), cumulative, sent: sum * scale };
}
