import type { Inlet } from '../../engine/blocks/block.ts';
import type { EventHandler } from '../../engine/simulation.ts';
import { NONE } from '../../engine/subject-store.ts';
import type { FacilityState } from '../facility/facility-state.ts';
import type { NetworkContext } from '../network/network-context.ts';

/** Where trips reach a facility: parcels come off in the order in which they were loaded. */
export class Arrivals implements EventHandler {
  readonly name: string;
  readonly code: number;
  readonly #context: NetworkContext;
  readonly #facility: FacilityState;
  readonly #inlet: Inlet;

  constructor(context: NetworkContext, facility: FacilityState, inlet: Inlet) {
    this.name = `${facility.code}.arrivals`;
    this.#context = context;
    this.#facility = facility;
    this.#inlet = inlet;
    this.code = context.sim.register(this);
  }

  fire(_kind: number, trip: number): void {
    const { trips, parcels, records, sim } = this.#context;
    const now = sim.now[0];
    records.tripArrived(trip);
    let parcel = trips.head[trip];
    trips.parcelsAboard -= trips.count[trip];
    while (parcel !== NONE) {
      const following = parcels.link[parcel];
      parcels.link[parcel] = NONE;
      this.#facility.arrived(parcel, now);
      records.arrived(parcel, this.#facility.index, trip, now);
      this.#inlet.enter(parcel);
      parcel = following;
    }
    // The last: the scans above still name it.
    trips.release(trip);
  }
}
