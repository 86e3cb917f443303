import type { Block, Inlet } from '../../engine/blocks/block.ts';
import type { Service } from '../../engine/blocks/service.ts';
import { DeliveryDepot, type Finish } from '../delivery/delivery-depot.ts';
import { Pickup } from '../delivery/pickup.ts';
import { VillageCollection } from '../delivery/village-collection.ts';
import { Arrivals } from '../linehaul/arrivals.ts';
import type { Dock } from '../linehaul/dock.ts';
import { type Account, MICRO } from '../network/ledger.ts';
import type { NetworkContext } from '../network/network-context.ts';
import { FacilityState } from './facility-state.ts';
import { handlingStep, Note } from './handling.ts';
import { HubBuilding } from './hub-building.ts';
import { Onward } from './onward.ts';

/**
 * One building: a sorting center where the scenario writes one, else a chain of named steps. A hub then reads unload → induct → sort → load → dock; a station sorts what its
 * pickups and its trips bring, to docks or to its couriers; a relay sorts on to the next leg or to the shelf.
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
  /** Every block, for conservation and warm-up. */
  readonly blocks: readonly Block[];

  /** @param docks filled by the caller before the run; @param deliversPerRound expected parcels to the door per round */
  constructor(
    context: NetworkContext,
    index: number,
    options: {
      readonly docks: ReadonlyMap<number, Dock>;
      readonly finish: Finish;
      readonly deliversPerRound: number;
      /** Expected parcels per day on each lane: asked where a hub is a sorting center. */
      readonly expected: () => Float64Array;
    },
  ) {
    const { network } = context;
    const written = network.facilities[index];
    this.index = index;
    this.state = new FacilityState(context, index);
    const blocks: Block[] = [];
    this.pickup = written.kind === 'station' ? new Pickup(context, this.state) : null;
    this.depot =
      written.kind === 'station'
        ? new DeliveryDepot(context, this.state, options.finish, options.deliversPerRound)
        : null;
    this.collection =
      written.kind === 'village-station' ? new VillageCollection(context, this.state, options.finish) : null;
    const onward = new Onward(context, this.state, {
      docks: options.docks,
      local: this.depot ?? this.collection,
    });
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
    this.steps = this.hub === null ? handlingSteps(context, this.state) : new Map();
    const first = this.#chain(context, [...this.steps.entries()], onward, blocks);
    const { hub } = this;
    this.arrivals = new Arrivals(context, this.state, first, hub && ((trip) => hub.arrive(trip)));
    if (this.pickup !== null) this.pickup.next = first;
    blocks.push(onward);
    for (const block of [this.pickup, this.depot, this.collection]) if (block !== null) blocks.push(block);
    this.blocks = blocks;
  }

  begin(): void {
    this.pickup?.begin();
    this.depot?.begin();
    this.hub?.begin();
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
function handlingSteps(context: NetworkContext, state: FacilityState): Map<string, Service> {
  const { network } = context;
  const { handling, shifts } = network.settings;
  const written = network.facilities[state.index];
  const step = (name: string, servers: number, rate: (typeof handling)['hub_sort'], shift = shifts.hub) =>
    [name, handlingStep(context, state, { step: name, servers, written: rate, shift })] as const;
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
