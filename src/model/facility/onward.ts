import { Block, type Inlet } from '../../engine/blocks/block.ts';
import { Probe } from '../../engine/blocks/probe.ts';
import { WaitingLine } from '../../engine/blocks/waiting-line.ts';
import type { Dock } from '../linehaul/dock.ts';
import { destinationOf } from '../network/destination.ts';
import type { NetworkContext } from '../network/network-context.ts';
import { PARCEL_FLAG } from '../network/parcel-store.ts';
import { NO_LANE } from '../policy/load-plan.ts';
import type { FacilityState } from './facility-state.ts';

/**
 * Sends a sorted parcel on: to its dock by the load plan in force, or to what this facility does with those that end
 * here. Where no path leads on, or the vehicles of its lane are too small, the parcel waits where it is with its cause,
 * is counted as stranded, and ages in the ledger.
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
    const { network, parcels, plan } = this.#context;
    const destination = destinationOf(network, parcels, parcel);
    if (destination === this.facility && this.#local !== null) {
      this.#local.enter(parcel);
      return;
    }
    const lane = destination === this.facility ? NO_LANE : plan.next(this.facility, destination);
    if (lane === NO_LANE) {
      this.#strand(parcel, PARCEL_FLAG.noPath);
      return;
    }
    const dock = this.#docks.get(lane)!;
    if (dock.fits(parcel)) dock.enter(parcel);
    else this.#strand(parcel, PARCEL_FLAG.tooLarge);
  }

  /** @param cause flag of the cause, which its row tells */
  #strand(parcel: number, cause: number): void {
    const { parcels, totals } = this.#context;
    parcels.flags[parcel] |= cause;
    this.#stranded.push(parcel, 0);
    this.#facility.stranded++;
    totals.stranded++;
  }
}
