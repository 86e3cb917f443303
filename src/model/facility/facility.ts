import type { Block, Inlet } from '../../engine/blocks/block.ts';
import type { Service } from '../../engine/blocks/service.ts';
import { DeliveryDepot, type Finish } from '../delivery/delivery-depot.ts';
import { Pickup } from '../delivery/pickup.ts';
import { VillageCollection } from '../delivery/village-collection.ts';
import { Arrivals } from '../linehaul/arrivals.ts';
import type { Dock } from '../linehaul/dock.ts';
import { type Account, MICRO } from '../network/ledger.ts';
import type { NetworkContext } from '../network/network-context.ts';
import type { LoadPlan } from '../policy/load-plan.ts';
import { NO_LANE } from '../policy/plan-graph.ts';
import { BagTransfer } from './bag-transfer.ts';
import { FacilityState } from './facility-state.ts';
import { handlingStep, Note } from './handling.ts';
import { HubBuilding } from './hub-building.ts';
import { Onward } from './onward.ts';
import { Throttle } from './throttle.ts';

/**
 * One building: a sorting center where the scenario writes one, else a chain of named steps. A hub then reads unload →
 * induct → sort → load → dock; a station sorts what its pickups and its trips bring, to docks or to its couriers; a relay
 * sorts on to the next leg or to the shelf.
 */
export class Facility {
  readonly index: number;
  readonly state: FacilityState;
  readonly arrivals: Arrivals;
  /** Handling steps by name, in order. */
  readonly steps: ReadonlyMap<string, Service>;
  readonly pickup: Pickup | null;
  readonly depot: DeliveryDepot | null;
  readonly collection: VillageCollection | null;
  /** A hub that the scenario writes as a sorting center. */
  readonly hub: HubBuilding | null;
  readonly #context: NetworkContext;
  readonly #onward: Onward;
  readonly #bags: BagTransfer | null;
  readonly #throttle = new Throttle();
  /** Docks of this facility in order of the codes of their lanes; filled after it is made. */
  readonly #docks: ReadonlyMap<number, Dock>;
  /** Every block, for conservation and warm-up. */
  readonly blocks: readonly Block[];

  /** @param docks filled by the caller before the run; @param deliversPerWave expected parcels to the door per wave */
  constructor(
    context: NetworkContext,
    index: number,
    options: {
      readonly docks: ReadonlyMap<number, Dock>;
      readonly finish: Finish;
      readonly deliversPerWave: number;
      /** Expected parcels per day on each lane: asked where a hub is a sorting center. */
      readonly expected: () => Float64Array;
    },
  ) {
    const { network } = context;
    const written = network.facilities[index];
    this.index = index;
    this.#context = context;
    this.#docks = options.docks;
    this.state = new FacilityState(context, index);
    const blocks: Block[] = [];
    this.pickup = written.kind === 'station' ? new Pickup(context, this.state) : null;
    this.depot =
      written.kind === 'station'
        ? new DeliveryDepot(context, this.state, options.finish, options.deliversPerWave)
        : null;
    this.collection =
      written.kind === 'village-station' ? new VillageCollection(context, this.state, options.finish) : null;
    const onward = new Onward(context, this.state, {
      docks: options.docks,
      local: this.depot ?? this.collection,
    });
    this.#onward = onward;
    const block = network.settings.hubs?.[written.code];
    this.hub =
      block === undefined
        ? null
        : new HubBuilding(context, this.state, {
            block,
            docks: options.docks,
            onward,
            expected: options.expected(),
          });
    this.steps = this.hub === null ? handlingSteps(context, this.state, this.#throttle) : new Map();
    const first = this.#chain(context, [...this.steps.entries()], onward, blocks);
    const { hub } = this;
    // Also at facilities that are no hubs: a bag that comes there is opened.
    this.#bags =
      context.routing.bags === null
        ? null
        : new BagTransfer(context, this.state, context.routing.bags, onward);
    const receive = hub && ((trip: number) => hub.arrive(trip));
    this.arrivals = new Arrivals(context, this.state, first, receive, this.#bags);
    if (this.pickup !== null) this.pickup.next = first;
    blocks.push(onward);
    for (const block of [this.pickup, this.depot, this.collection, this.#bags])
      if (block !== null) blocks.push(block);
    this.blocks = blocks;
  }

  begin(): void {
    this.pickup?.begin();
    this.depot?.begin();
    this.hub?.begin();
  }

  /** Parcels that are in none of its blocks: on trips held at its gate, or stranded there. */
  get atGate(): number {
    return this.arrivals.holds + (this.hub?.turnedAway ?? 0);
  }

  /** Parcels on trips held at its gate or, in bags, on their way past it. */
  get passing(): number {
    return this.arrivals.holds + (this.#bags?.holds ?? 0);
  }

  /** Nothing is handled from now on. Pieces in hand are finished; who comes waits at the gate. */
  close(): void {
    this.#throttle.setShare(0);
    this.hub?.center.standStill();
  }

  /** Work goes on, and those at the gate are let in. */
  open(): void {
    this.slow();
    this.hub?.center.goOn();
    this.arrivals.open();
    this.#bags?.open();
    this.collection?.open();
  }

  /** The share of people and machines that closures leave it, unless it is closed, has changed. */
  slow(): void {
    const { closures } = this.#context;
    if (closures.isClosed(this.index)) return;
    const share = closures.share(this.index);
    this.#throttle.setShare(share);
    this.hub?.center.slow(share);
  }

  /** Goes by another plan from now on: who stands at a dock that is no longer theirs goes to the one that is. */
  follow(plan: LoadPlan): void {
    const { plans, network } = this.#context;
    const before = plans.at(this.index);
    plans.put(this.index, plan);
    const left = plan.lanesLeft(this.index, before);
    if (left.size === 0) return;
    const { lanes } = network;
    const docks = [...this.#docks].sort(([a], [b]) => (lanes[a].code < lanes[b].code ? -1 : 1));
    // What no path led on for has stayed at the dock where it stood, whichever that is.
    const isFound = left.has(NO_LANE);
    for (const [lane, dock] of docks)
      if (isFound || left.has(lane))
        this.#onward.reroute(dock, (destination) => {
          const was = before.next(this.index, destination);
          return was === lane || was === NO_LANE;
        });
    this.#onward.retry();
    this.hub?.retry();
  }

  /** Wires the steps one after the other; after `sort` the parcel counts as sorted and bears the cost. */
  #chain(context: NetworkContext, steps: [string, Service][], last: Inlet, blocks: Block[]): Inlet {
    const { state } = this;
    const { sim, parcels, ledger, records, network } = context;
    const place = (name: string) => ({
      sim,
      subjects: parcels,
      facility: state.index,
      name: `${state.code}.${name}`,
    });
    const isHub = network.facilities[state.index].kind === 'hub';
    const { costs } = network.settings;
    const account: Account = isHub ? 'hub_sort' : 'station_sort';
    const costMicro = Math.round((isHub ? costs.hub_sort_per_parcel : costs.station_sort_per_parcel) * MICRO);
    let next = last;
    for (const [name, step] of steps.toReversed()) {
      if (name === 'sort') {
        const sorted = new Note(place('sorted'), (parcel, now) => {
          state.sorted(now);
          ledger.charge(account, parcel, costMicro);
        });
        sorted.next = next;
        step.next = sorted;
        blocks.push(sorted);
      } else if (name === 'induct') {
        const inducted = new Note(place('inducted'), (parcel, now) => {
          records.scan(parcel, 'inducted', state.index, now);
        });
        inducted.next = next;
        step.next = inducted;
        blocks.push(inducted);
      } else step.next = next;
      next = step;
      blocks.push(step);
    }
    return next;
  }
}

/** The steps of a kind of facility, in the order in which parcels take them. */
function handlingSteps(
  context: NetworkContext,
  state: FacilityState,
  throttle: Throttle,
): Map<string, Service> {
  const { network } = context;
  const { handling, shifts } = network.settings;
  const written = network.facilities[state.index];
  const step = (name: string, servers: number, rate: (typeof handling)['hub_sort'], shift = shifts.hub) =>
    [name, handlingStep(context, state, { step: name, servers, written: rate, shift, throttle })] as const;
  switch (written.kind) {
    case 'hub':
      return new Map([
        step('unload', written.unloadWorkers, handling.hub_unload),
        step('induct', written.infeeds, handling.hub_induct),
        step('sort', written.sorters, handling.hub_sort),
        step('load', written.loadWorkers, handling.hub_load),
      ]);
    case 'station':
      return new Map([step('sort', written.sortWorkers, handling.station_sort, shifts.station)]);
    default:
      return new Map([step('sort', written.sortWorkers, handling.relay, shifts.relay)]);
  }
}
