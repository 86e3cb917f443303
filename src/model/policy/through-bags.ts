import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import type { WrittenBags } from '../../scenario/network/routing-schema.ts';
import { PARCEL_FLAG, type ParcelStore } from '../network/parcel-store.ts';
import type { LoadPlan } from './load-plan.ts';
import { NO_LANE } from './plan-graph.ts';
import type { PlansInForce } from './plans-in-force.ts';

/** Tells what passes each facility towards each destination on a mean day, as the load plan expects it. */
export type TellFlows = (
  each: (facility: number, destination: number, parcelsPerDay: number) => void,
) => void;

/**
 * Through-bags: a hub that expects enough parcels for a last hub, by way of another hub, closes them into bags for it,
 * and hubs on the way pass a bag on unopened. A bag is known by its parcels: each carries a mark, and its gateway is the
 * last hub towards its destination by the load plan with everything open. It stays closed as long as the way that is in
 * force leads through that hub.
 */
export class ThroughBags {
  readonly written: WrittenBags;
  /** Bags, and parcels in them, that hubs passed on unopened. */
  bags = 0;
  passed = 0;
  readonly #network: NetworkScenario;
  readonly #parcels: ParcelStore;
  readonly #plans: PlansInForce;
  readonly #columnOf: ReadonlyMap<number, number>;
  /** By hub and column: the last hub towards the destination, -1 for none; and whether a bag is built there. */
  readonly #gateway: Int32Array;
  readonly #builds: Uint8Array;

  constructor(
    {
      network,
      parcels,
      plans,
    }: {
      readonly network: NetworkScenario;
      readonly parcels: ParcelStore;
      readonly plans: PlansInForce;
    },
    tellFlows: TellFlows,
  ) {
    const { facilities } = network;
    const { destinations } = plans.base.table();
    this.written = network.settings.routing.bags!;
    this.#network = network;
    this.#parcels = parcels;
    this.#plans = plans;
    this.#columnOf = new Map([...destinations].map((facility, column) => [facility, column]));
    const columns = destinations.length;
    this.#gateway = new Int32Array(facilities.length * columns).fill(-1);
    this.#builds = new Uint8Array(facilities.length * columns);
    const flow = new Float64Array(facilities.length * columns);
    tellFlows((facility, destination, parcelsPerDay) => {
      flow[this.#at(facility, destination)] = parcelsPerDay;
    });
    for (let hub = 0; hub < facilities.length; hub++) {
      if (!this.#isHub(hub)) continue;
      const expected = new Map<number, number>();
      for (let column = 0; column < columns; column++) {
        const gateway = lastHub(network, plans.base, hub, destinations[column]);
        this.#gateway[hub * columns + column] = gateway;
        if (gateway < 0 || !this.#passesHub(hub, destinations[column], gateway)) continue;
        this.#builds[hub * columns + column] = 1;
        expected.set(gateway, (expected.get(gateway) ?? 0) + flow[hub * columns + column]);
      }
      for (let column = 0; column < columns; column++) {
        const at = hub * columns + column;
        if (this.#builds[at] === 1 && expected.get(this.#gateway[at])! < this.written.from_parcels_per_day)
          this.#builds[at] = 0;
      }
    }
  }

  /** A sorted parcel leaves for a dock: it goes into a bag where one is built for it; one that is in a bag stays there. */
  close(parcel: number, facility: number, destination: number): void {
    if (this.#builds[this.#at(facility, destination)] === 0) return;
    if (this.#leadsToGateway(facility, destination)) this.#parcels.mark(parcel, PARCEL_FLAG.bagged);
  }

  /** Whether a parcel that has come to a hub passes it in its bag; if not, its bag, if it had one, is opened. */
  passes(parcel: number, facility: number, destination: number): boolean {
    if ((this.#parcels.flags(parcel) & PARCEL_FLAG.bagged) === 0) return false;
    if (this.#isHub(facility) && this.#leadsToGateway(facility, destination)) return true;
    this.#parcels.unmark(parcel, PARCEL_FLAG.bagged);
    return false;
  }

  /** The last hub towards a destination; -1 where there is none beyond this one. */
  gatewayOf(facility: number, destination: number): number {
    return this.#gateway[this.#at(facility, destination)];
  }

  /** Parcels of one trip for one gateway pass a hub together. */
  passOn(parcels: number): void {
    this.passed += parcels;
    this.bags += Math.ceil(parcels / this.written.parcels_per_bag);
  }

  reset(): void {
    this.bags = 0;
    this.passed = 0;
  }

  #at(facility: number, destination: number): number {
    return facility * this.#columnOf.size + this.#columnOf.get(destination)!;
  }

  /** Whether the way in force from a hub leads through the gateway, which lies beyond it. */
  #leadsToGateway(facility: number, destination: number): boolean {
    const gateway = this.gatewayOf(facility, destination);
    if (gateway < 0) return false;
    const plan = this.#plans.at(facility);
    if (plan === this.#plans.base) return true;
    const { lanes } = this.#network;
    for (let at = facility; at !== destination; ) {
      const lane = plan.next(at, destination);
      if (lane === NO_LANE) return false;
      at = lanes[lane].to;
      if (at === gateway) return true;
    }
    return false;
  }

  #passesHub(hub: number, destination: number, gateway: number): boolean {
    const { lanes } = this.#network;
    const first = lanes[this.#plans.base.next(hub, destination)].to;
    for (let at = first; at !== gateway; at = lanes[this.#plans.base.next(at, destination)].to)
      if (this.#isHub(at)) return true;
    return false;
  }

  #isHub(facility: number): boolean {
    return this.#network.facilities[facility].kind === 'hub';
  }
}

/** The last hub on the way from a hub to a destination, beyond that hub; -1 where none is, or no path leads there. */
function lastHub(network: NetworkScenario, plan: LoadPlan, hub: number, destination: number): number {
  let last = -1;
  for (let at = hub; at !== destination; ) {
    const lane = plan.next(at, destination);
    if (lane === NO_LANE) return -1;
    at = network.lanes[lane].to;
    if (network.facilities[at].kind === 'hub') last = at;
  }
  return last;
}
