import type { Time } from '../../engine/clock.ts';
import { PHASE, tieBase } from '../../engine/phase.ts';
import type { EventHandler } from '../../engine/simulation.ts';
import { NONE } from '../../engine/subject-store.ts';
import { DOOR } from '../../snapshot/floor-snapshot.ts';
import type { Dock } from '../linehaul/dock.ts';
import { destinationOf } from '../network/destination.ts';
import type { NetworkContext } from '../network/network-context.ts';
import type { HubContext } from '../sorting/hub-context.ts';
import type { LoadUnits } from '../sorting/outbound/load-units.ts';
import type { OutboundDirection, OutboundDoorLook } from '../sorting/outbound/outbound-port.ts';
import { PlannedDirection } from '../sorting/outbound/planned-direction.ts';
import { STAGE } from '../sorting/stage.ts';

/**
 * A lane as a direction of the sorting center where it begins: what loaders carry in stands aboard, in the order of the
 * lane's dock, and leaves with the departure if it has room; the dock rolls the rest and says so.
 */
export class LaneDirection extends PlannedDirection implements OutboundDirection, EventHandler {
  readonly name: string;
  readonly doors: number;
  readonly #context: HubContext;
  readonly #network: NetworkContext;
  readonly #units: LoadUnits;
  readonly #index: number;
  readonly #lane: number;
  readonly #dock: () => Dock;
  readonly #misfit: (parcel: number) => void;
  readonly #goesElsewhere: (parcel: number) => boolean;
  readonly #reroute: (parcel: number) => void;
  readonly #code: number;

  /** @param of index of the direction at its hub; its lane; the dock there, which exists before the run begins */
  constructor(
    context: HubContext,
    network: NetworkContext,
    units: LoadUnits,
    of: {
      readonly index: number;
      readonly lane: number;
      readonly dock: () => Dock;
      /** Takes a parcel that was missorted to vehicles that are too small for it. */
      readonly misfit: (parcel: number) => void;
      /** Whether a parcel now goes by another lane than the one to which it was sorted. */
      readonly goesElsewhere: (parcel: number) => boolean;
      /** Sends such a parcel there. */
      readonly reroute: (parcel: number) => void;
    },
  ) {
    const written = network.network.lanes[of.lane];
    super(context, written);
    this.doors = written.vehiclesPerDeparture;
    this.#context = context;
    this.#network = network;
    this.#units = units;
    this.#index = of.index;
    this.#lane = of.lane;
    this.#dock = of.dock;
    this.#misfit = of.misfit;
    this.#goesElsewhere = of.goesElsewhere;
    this.#reroute = of.reroute;
    this.name = `${context.code}.closing ${written.code}`;
    this.#code = context.sim.register(this);
  }

  /** Puts the first closing of containers on the calendar. Called once, before the run. */
  begin(): void {
    if (this.isPlanned) this.#scheduleClosing(0);
  }

  fire(_kind: number, ordinal: number): void {
    this.closing();
    this.#scheduleClosing(ordinal + 1);
  }

  get departsAt(): Time {
    return this.isPlanned ? this.departureOf(this.nextDeparture) : this.#dock().loadDueAt;
  }

  /** When a trip on a lane is due at its end in clear weather, µs. */
  static due(context: NetworkContext, lane: number, departedAt: Time): Time {
    return departedAt + context.travel.expected(lane);
  }

  /** The vehicles of a lane are as many as its timetable says; what they have no room for the dock rolls. */
  hasRoom(): boolean {
    return true;
  }

  reserve(): boolean {
    return true;
  }

  carryIn(unit: number): boolean {
    const { pieces, journal, sim } = this.#context;
    const now = sim.now[0];
    const { parcel } = pieces;
    const dock = this.#dock();
    for (let piece = this.#units.first[unit]; piece !== NONE; ) {
      const next = pieces.link(piece);
      journal.move(piece, STAGE.trailer, now);
      journal.leave(piece, now);
      if (this.#goesElsewhere(parcel[piece])) this.#reroute(parcel[piece]);
      else if (dock.fits(parcel[piece])) this.#stand(parcel[piece], dock);
      else this.#misfit(parcel[piece]);
      pieces.release(piece);
      piece = next;
    }
    return true;
  }

  /** A departure of the lane has been sealed and left. @param hasRolled whether something aboard found no room */
  departed(ordinal: number, hasRolled: boolean): void {
    const { journal, sim } = this.#context;
    // Where loads decide nothing was planned that could be missed.
    if (this.isPlanned) journal.departs(this.#index, ordinal);
    journal.missedDeparture(this.#index, hasRolled, sim.now[0]);
    this.nextDeparture = ordinal + 1;
    this.changed();
  }

  look(): OutboundDoorLook {
    const dock = this.#dock();
    const each = Math.ceil(dock.holds / this.doors);
    const room = this.#network.network.settings.vehicles[this.#network.network.lanes[this.#lane].vehicle];
    const parcels = Int32Array.from({ length: this.doors }, (_, door) =>
      Math.max(0, Math.min(each, dock.holds - door * each)),
    );
    return {
      state: new Uint8Array(this.doors).fill(DOOR.working),
      parcels,
      load: Float32Array.from(parcels, (n) => Math.min(1, n / room.parcels)),
      departsAt: new Float64Array(this.doors).fill(this.departsAt),
      people: new Uint8Array(this.doors),
    };
  }

  check(): void {}

  /** It is at the dock, in its through-bag where one is built for it; what was missorted is in none. */
  #stand(parcel: number, dock: Dock): void {
    const { network, parcels, plans, routing } = this.#network;
    const { facility } = this.#context;
    if (routing.bags !== null) {
      const destination = destinationOf(network, parcels, parcel);
      if (plans.next(facility, destination) === this.#lane) routing.bags.close(parcel, facility, destination);
    }
    dock.enter(parcel);
  }

  #scheduleClosing(ordinal: number): void {
    const { sim, facility } = this.#context;
    const at = Math.max(sim.now[0], this.departureOf(ordinal) - this.closeBefore);
    sim.schedule(at, tieBase(PHASE.serviceStart, facility), facility, this.#code, ordinal);
  }
}
