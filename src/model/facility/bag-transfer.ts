import { Block, type Inlet } from '../../engine/blocks/block.ts';
import { Probe } from '../../engine/blocks/probe.ts';
import { MINUTE } from '../../engine/clock.ts';
import { PHASE, tieBase } from '../../engine/phase.ts';
import { NONE } from '../../engine/subject-store.ts';
import { destinationOf } from '../network/destination.ts';
import { MICRO } from '../network/ledger.ts';
import type { NetworkContext } from '../network/network-context.ts';
import type { ThroughBags } from '../policy/through-bags.ts';
import type { FacilityState } from './facility-state.ts';

const ACROSS = 1;

/**
 * The way of through-bags from the gate of a hub to the dock of their next lane, past all sorting: what a trip brings in
 * unopened bags is there after a fixed time, all of it together. While the hub is closed bags stay where they are.
 */
export class BagTransfer extends Block {
  readonly probe: Probe;
  readonly #context: NetworkContext;
  readonly #state: FacilityState;
  readonly #bags: ThroughBags;
  readonly #onward: Inlet;
  readonly #base: number;
  readonly #time: number;
  readonly #costMicro: number;
  /** First parcels of lists that are across, at a hub that is closed. */
  readonly #held: number[] = [];
  #count = 0;

  constructor(context: NetworkContext, state: FacilityState, bags: ThroughBags, onward: Inlet) {
    const { sim, parcels } = context;
    super({ sim, subjects: parcels, facility: state.index, name: `${state.code}.bags` });
    this.probe = new Probe(parcels, 1, 'levels');
    this.#context = context;
    this.#state = state;
    this.#bags = bags;
    this.#onward = onward;
    this.#base = tieBase(PHASE.serviceEnd, state.index);
    this.#time = Math.round(bags.written.transfer_min * MINUTE);
    this.#costMicro = Math.round(bags.written.transfer_cost_per_parcel * MICRO);
  }

  override get holds(): number {
    return this.#count;
  }

  /** Parcels come to it by trips alone. */
  enter(parcel: number): void {
    throw this.sim.violation('a parcel came to the bags by itself', parcel);
  }

  /** Takes from a trip what passes this hub in bags; the others stay aboard, in their order. */
  takeFrom(trip: number): void {
    const { trips, parcels, network } = this.#context;
    const ofGateway = new Map<number, number>();
    let stays = NONE;
    let lastStays = NONE;
    let passes = NONE;
    let lastPasses = NONE;
    let count = 0;
    for (let parcel = trips.head[trip]; parcel !== NONE; ) {
      const next = parcels.link(parcel);
      parcels.setLink(parcel, NONE);
      const destination = destinationOf(network, parcels, parcel);
      if (this.#bags.passes(parcel, this.facility, destination)) {
        const gateway = this.#bags.gatewayOf(this.facility, destination);
        ofGateway.set(gateway, (ofGateway.get(gateway) ?? 0) + 1);
        if (lastPasses === NONE) passes = parcel;
        else parcels.setLink(lastPasses, parcel);
        lastPasses = parcel;
        count++;
      } else {
        if (lastStays === NONE) stays = parcel;
        else parcels.setLink(lastStays, parcel);
        lastStays = parcel;
      }
      parcel = next;
    }
    trips.head[trip] = stays;
    trips.count[trip] -= count;
    if (count === 0) return;
    for (const parcels of ofGateway.values()) this.#bags.passOn(parcels);
    this.#count += count;
    const { sim } = this;
    sim.schedule(sim.now[0] + this.#time, this.#base, this.facility, this.code + ACROSS, passes);
  }

  override fire(kind: number, subject: number): void {
    if (kind !== ACROSS) super.fire(kind, subject);
    else if (this.#context.closures.isClosed(this.facility)) this.#held.push(subject);
    else this.#across(subject);
  }

  /** The hub opens. */
  open(): void {
    for (const first of this.#held.splice(0)) this.#across(first);
  }

  #across(first: number): void {
    const { parcels, ledger, sim } = this.#context;
    const now = sim.now[0];
    for (let parcel = first; parcel !== NONE; ) {
      const next = parcels.link(parcel);
      parcels.setLink(parcel, NONE);
      this.#count--;
      this.#state.backlog.add(-1, now);
      ledger.charge('hub_sort', parcel, this.#costMicro);
      this.#onward.enter(parcel);
      parcel = next;
    }
  }
}
