import type { Inlet } from '../../engine/blocks/block.ts';
import type { EventHandler } from '../../engine/simulation.ts';
import { NONE } from '../../engine/subject-store.ts';
import type { FacilityState } from '../facility/facility-state.ts';
import type { NetworkContext } from '../network/network-context.ts';

/** What becomes of a trip's parcels: `link` leads through them in the order loaded. */
export type Receive = (trip: number) => void;

/**
 * Where trips reach a facility: parcels come off in the order in which they were loaded, or the trip goes to the gate of
 * a sorting center as it is.
 */
export class Arrivals implements EventHandler {
  readonly name: string;
  readonly code: number;
  readonly #context: NetworkContext;
  readonly #facility: FacilityState;
  readonly #inlet: Inlet;
  readonly #receive: Receive | null;

  /** @param receive takes a trip whole; its parcels go to the inlet one by one where absent */
  constructor(
    context: NetworkContext,
    facility: FacilityState,
    inlet: Inlet,
    receive: Receive | null = null,
  ) {
    this.name = `${facility.code}.arrivals`;
    this.#context = context;
    this.#facility = facility;
    this.#inlet = inlet;
    this.#receive = receive;
    this.code = context.sim.register(this);
  }

  fire(_kind: number, trip: number): void {
    const { trips, parcels, records, lateness, sim } = this.#context;
    const now = sim.now[0];
    records.tripArrived(trip);
    let parcel = trips.head[trip];
    trips.parcelsAboard -= trips.count[trip];
    while (parcel !== NONE) {
      const following = parcels.link[parcel];
      lateness.arrived(parcel, trip, this.#facility.index, now);
      this.#facility.arrived(parcel, now);
      records.arrived(parcel, this.#facility.index, trip, now);
      if (this.#receive === null) {
        parcels.link[parcel] = NONE;
        this.#inlet.enter(parcel);
      }
      parcel = following;
    }
    if (this.#receive !== null) this.#receive(trip);
    // The last: the scans above still name it.
    trips.release(trip);
  }
}
