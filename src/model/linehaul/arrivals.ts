import type { Inlet } from '../../engine/blocks/block.ts';
import { fromSeconds } from '../../engine/clock.ts';
import type { EventHandler } from '../../engine/simulation.ts';
import { NONE } from '../../engine/subject-store.ts';
import type { FacilityState } from '../facility/facility-state.ts';
import type { NetworkContext } from '../network/network-context.ts';
import { HANDLING_S } from '../policy/load-plan.ts';
import { ExpectedTrips } from './dispatch/expected-trips.ts';

/** What becomes of a trip's parcels: `link` leads through them in the order loaded. */
export type Receive = (trip: number) => void;

/**
 * Where trips reach a facility: parcels come off in the order in which they were loaded, or the trip goes to the gate of
 * a sorting center as it is.
 */
export class Arrivals implements EventHandler {
  readonly name: string;
  readonly code: number;
  /** Trips on their way to here; null where no departure is held for them. */
  readonly expected: ExpectedTrips | null;
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
    const { lanes, facilities } = context.network;
    const { index } = facility;
    this.expected = lanes.some(({ from, dispatch }) => from === index && dispatch === 'hold')
      ? new ExpectedTrips(fromSeconds(HANDLING_S[facilities[index].kind]))
      : null;
  }

  fire(_kind: number, trip: number): void {
    const { trips, parcels, records, lateness, sim, fleet } = this.#context;
    const now = sim.now[0];
    records.tripArrived(trip);
    this.expected?.arrived(trip, now);
    fleet?.arrived(trip);
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
