import { checkCenter } from '../sorting/books/center-check.ts';
import type { CompiledNetwork } from './compile-network.ts';

/** The rules that must hold at every event, and the ledger that closes at the end of every run. */
export class NetworkCheck {
  readonly #compiled: CompiledNetwork;

  constructor(compiled: CompiledNetwork) {
    this.#compiled = compiled;
  }

  /** Created = delivered + returned + alive, and every parcel alive is in exactly one place. */
  conservation(): void {
    const { context, blocks, facilities } = this.#compiled;
    const { parcels, trips, totals, sim } = context;
    let held = parcels.between + trips.parcelsAboard;
    for (const block of blocks) held += block.holds;
    for (const { hub } of facilities) {
      held += hub?.holds ?? 0;
      if (hub !== null) checkCenter(hub.center);
    }
    const gone = totals.delivered + totals.returned;
    if (totals.created - gone !== parcels.live || held !== parcels.live) {
      throw sim.violation(
        `${totals.created} parcels were created, ${totals.delivered} delivered and ${totals.returned} returned, ` +
          `but ${parcels.live} are alive and ${held} are in some place`,
      );
    }
  }

  /** Every vehicle of the fleet is in exactly one place. */
  vehicles(): void {
    this.#compiled.context.fleet?.check();
  }

  /** Every cost booked is on a parcel or borne by none, and every trip's on a class of lanes, to the last micro-unit. */
  money(): void {
    const { ledger, sim } = this.#compiled.context;
    const onParcels = ledger.finished + ledger.onLiveParcels();
    if (onParcels + ledger.unborne !== ledger.total) {
      throw sim.violation(
        `accounts hold ${ledger.total} micro-units, parcels and empty runs ${onParcels + ledger.unborne}`,
      );
    }
    const onTrips = ledger.accounts.linehaul + ledger.unborne;
    if (ledger.byLaneClass !== onTrips) {
      throw sim.violation(
        `accounts of trips hold ${onTrips} micro-units, classes of lanes ${ledger.byLaneClass}`,
      );
    }
  }

  /** Where the parcels are. */
  ledger(): Record<string, number> {
    const { context, facilities, docks } = this.#compiled;
    const { totals, trips } = context;
    let ordered = 0;
    let withCouriers = 0;
    let toCollect = 0;
    for (const facility of facilities) {
      ordered += facility.pickup?.holds ?? 0;
      withCouriers += facility.depot?.holds ?? 0;
      toCollect += facility.collection?.holds ?? 0;
    }
    let atDocks = 0;
    for (const dock of docks) atDocks += dock.holds;
    let inHandling = 0;
    for (const { steps, hub } of facilities) {
      for (const step of steps.values()) inHandling += step.holds;
      inHandling += hub?.holds ?? 0;
      if (hub !== null) checkCenter(hub.center);
    }
    return {
      created: totals.created,
      delivered: totals.delivered,
      returned: totals.returned,
      awaiting_pickup: ordered,
      in_handling: inHandling,
      at_docks: atDocks,
      on_trips: trips.parcelsAboard,
      at_delivery: withCouriers,
      awaiting_collection: toCollect,
      stranded: totals.stranded,
    };
  }
}
