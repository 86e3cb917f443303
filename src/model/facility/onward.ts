import { Block, type Inlet } from '../../engine/blocks/block.ts';
import { Probe } from '../../engine/blocks/probe.ts';
import { WaitingLine } from '../../engine/blocks/waiting-line.ts';
import type { Dock } from '../linehaul/dock.ts';
import { destinationOf } from '../network/destination.ts';
import type { NetworkContext } from '../network/network-context.ts';
import { STUCK } from '../network/parcel-store.ts';
import { NO_LANE } from '../policy/plan-graph.ts';
import type { FacilityState } from './facility-state.ts';

/**
 * Sends a sorted parcel on: to its dock by the load plan in force, or to what this facility does with those that end
 * here. Where no path leads on, or the vehicles of its lane are too small, the parcel waits where it is with its cause,
 * is counted as stranded, ages in the ledger, and is tried again when the plan changes.
 */
export class Onward extends Block {
  readonly probe: Probe;
  readonly #context: NetworkContext;
  readonly #facility: FacilityState;
  /** Dock per lane of the network; only this facility's are there. */
  readonly #docks: ReadonlyMap<number, Dock>;
  readonly #local: Inlet | null;
  readonly #stranded: WaitingLine;

  constructor(
    context: NetworkContext,
    facility: FacilityState,
    to: { readonly docks: ReadonlyMap<number, Dock>; readonly local: Inlet | null },
  ) {
    super({
      sim: context.sim,
      subjects: context.parcels,
      facility: facility.index,
      name: `${facility.code}.onward`,
    });
    this.probe = new Probe(context.parcels, 1, 'levels');
    this.#context = context;
    this.#facility = facility;
    this.#docks = to.docks;
    this.#local = to.local;
    this.#stranded = new WaitingLine(context.parcels);
  }

  override get holds(): number {
    return this.#stranded.count;
  }

  enter(parcel: number): void {
    const { network, parcels, plan, plans, routing } = this.#context;
    const destination = destinationOf(network, parcels, parcel);
    if (destination === this.facility && this.#local !== null) {
      this.#local.enter(parcel);
      return;
    }
    const lane = destination === this.facility ? NO_LANE : plans.next(this.facility, destination);
    if (lane === NO_LANE) {
      this.#strand(parcel, STUCK.noPath);
      return;
    }
    const dock = this.#docks.get(lane)!;
    if (!dock.fits(parcel)) {
      this.#strand(parcel, STUCK.tooLarge);
      return;
    }
    if (plans.at(this.facility) !== plan && lane !== plan.next(this.facility, destination))
      routing.diverted++;
    routing.bags?.close(parcel, this.facility, destination);
    dock.enter(parcel);
  }

  /** The plan has changed: who waits without a path, or without a vehicle that is large enough, tries again. */
  retry(): void {
    for (let left = this.#stranded.count; left > 0; left--) {
      const parcel = this.#stranded.shift();
      this.#facility.unstrand(parcel);
      this.enter(parcel);
    }
  }

  /**
   * Takes from a dock the parcels that go another way by the plan now in force, and sends them there at the cost of
   * handling them once more; the others keep their places and the time that they have waited.
   * @param wasFor whether by the plan before a destination had the dock's lane, or none
   */
  reroute(dock: Dock, wasFor: (destination: number) => boolean): void {
    const { network, parcels, plans } = this.#context;
    const elsewhere: number[] = [];
    dock.recall((parcel) => {
      const destination = destinationOf(network, parcels, parcel);
      const lane = wasFor(destination) ? plans.next(this.facility, destination) : dock.lane;
      // Where no path leads on any more it stays at the dock: what opens again is seen there first.
      if (lane !== NO_LANE && lane !== dock.lane) {
        elsewhere.push(parcel);
        return;
      }
      const since = parcels.enteredAt(parcel);
      dock.enter(parcel);
      parcels.setEnteredAt(parcel, since);
    });
    for (const parcel of elsewhere) this.rerouted(parcel);
  }

  /** Sends a parcel another way than the one on which it stood. */
  rerouted(parcel: number): void {
    const { ledger, routing } = this.#context;
    ledger.charge('reroute', parcel, routing.rerouteMicro);
    routing.rerouted++;
    this.enter(parcel);
  }

  #strand(parcel: number, cause: number): void {
    this.#facility.strand(parcel, cause);
    this.#stranded.push(parcel, 0);
  }
}
