import type { Inlet } from '../../engine/blocks/block.ts';
import { fromSeconds } from '../../engine/clock.ts';
import type { EventHandler } from '../../engine/simulation.ts';
import { NONE } from '../../engine/subject-store.ts';
import type { BagTransfer } from '../facility/bag-transfer.ts';
import type { FacilityState } from '../facility/facility-state.ts';
import type { NetworkContext } from '../network/network-context.ts';
import { handlingS } from '../policy/plan-graph.ts';
import { ExpectedTrips } from './dispatch/expected-trips.ts';

/** What becomes of a trip's parcels: `link` leads through them in the order loaded. */
export type Receive = (trip: number) => void;

/**
 * Where trips reach a facility: parcels come off in the order in which they were loaded, or the trip goes to the gate of
 * a sorting center as it is. At a facility that is closed the trip waits at the gate until it opens.
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
  readonly #bags: BagTransfer | null;
  /** Trips held at the gate, in order of arrival. */
  readonly #atGate: number[] = [];

  /**
   * @param receive takes a trip whole; its parcels go to the inlet one by one where absent
   * @param bags take before that what passes in bags
   */
  constructor(
    context: NetworkContext,
    facility: FacilityState,
    inlet: Inlet,
    receive: Receive | null = null,
    bags: BagTransfer | null = null,
  ) {
    this.name = `${facility.code}.arrivals`;
    this.#context = context;
    this.#facility = facility;
    this.#inlet = inlet;
    this.#receive = receive;
    this.#bags = bags;
    this.code = context.sim.register(this);
    const { lanes, facilities } = context.network;
    const { index } = facility;
    this.expected = lanes.some(({ from, dispatch }) => from === index && dispatch === 'hold')
      ? new ExpectedTrips(fromSeconds(handlingS(facilities[index].kind, context.network)))
      : null;
  }

  /** Parcels on trips that stand at the gate of a facility that is closed. */
  get holds(): number {
    let count = 0;
    for (const trip of this.#atGate) count += this.#context.trips.count[trip];
    return count;
  }

  fire(_kind: number, trip: number): void {
    const { trips, parcels, records, lateness, sim, closures, fleet } = this.#context;
    const now = sim.now[0];
    records.tripArrived(trip);
    this.expected?.arrived(trip, now);
    fleet?.arrived(trip);
    let parcel = trips.head[trip];
    trips.parcelsAboard -= trips.count[trip];
    while (parcel !== NONE) {
      const following = parcels.link(parcel);
      lateness.arrived(parcel, trip, this.#facility.index, now);
      this.#facility.arrived(parcel, now);
      records.arrived(parcel, this.#facility.index, trip, now);
      parcel = following;
    }
    if (closures.isClosed(this.#facility.index)) {
      trips.underWay[trip] = 0;
      this.#atGate.push(trip);
    } else this.#letIn(trip);
  }

  /** The facility opens: who stands at its gate is let in, in order. */
  open(): void {
    const { trips, parcels, lateness, sim } = this.#context;
    for (const trip of this.#atGate.splice(0)) {
      for (let parcel = trips.head[trip]; parcel !== NONE; parcel = parcels.link(parcel))
        lateness.letIn(parcel, this.#facility.index, sim.now[0]);
      this.#letIn(trip);
    }
  }

  #letIn(trip: number): void {
    const { trips, parcels } = this.#context;
    this.#bags?.takeFrom(trip);
    if (this.#receive !== null) this.#receive(trip);
    else
      for (let parcel = trips.head[trip]; parcel !== NONE; ) {
        const following = parcels.link(parcel);
        parcels.setLink(parcel, NONE);
        this.#inlet.enter(parcel);
        parcel = following;
      }
    // The last: the scans above still name it.
    trips.release(trip);
  }
}
