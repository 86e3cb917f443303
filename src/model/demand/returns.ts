import { Block } from '../../engine/blocks/block.ts';
import { Probe } from '../../engine/blocks/probe.ts';
import { PHASE, tieBase } from '../../engine/phase.ts';
import { compileDistribution } from '../../engine/random/distribution.ts';
import type { KeyedDraws } from '../../engine/random/keyed-draws.ts';
import { uniform53 } from '../../engine/random/uniform.ts';
import type { Variate } from '../../engine/random/variate.ts';
import { distributionSpec } from '../../scenario/distribution-schema.ts';
import type { FacilityState } from '../facility/facility-state.ts';
import { MICRO } from '../network/ledger.ts';
import type { NetworkContext } from '../network/network-context.ts';
import { isReturn, KIND } from './parcel-kind.ts';
import { PendingReturns } from './pending-returns.ts';
import { creationFlags, type ParcelChoices } from './trait-draws.ts';

const HAND_IN = 1;

/**
 * Parcels that are sent back. Whether and when belongs to the parcel, by key: after its time the consignee hands it in
 * at the station of the zone, where it is accepted and present at that instant, without a courier. It is a new
 * parcel, named after the one that comes back, of the same weight, cube and kind; it goes to the door of the zone that
 * sent it, is not sent back again, and belongs to no cohort: how a cohort fares cannot hang on how it fared before.
 */
export class Returns {
  /** Handed in so far. */
  handedIn = 0;
  readonly desks: readonly ReturnDesk[];
  readonly pending = new PendingReturns();
  readonly #context: NetworkContext;
  readonly #share: number;
  readonly #after: Variate;
  readonly #draws: { readonly isSentBack: KeyedDraws; readonly after: KeyedDraws };
  readonly #deskOf = new Map<number, ReturnDesk>();

  /** @param stations where parcels are handed in: the stations of all zones */
  constructor(context: NetworkContext, stations: readonly FacilityState[], choices: ParcelChoices) {
    const { network, luck } = context;
    const { share, after } = network.settings.demand.returns!;
    this.#context = context;
    this.#share = share;
    this.#after = compileDistribution(distributionSpec(after));
    // Of the parcel wherever it is delivered: its source is in the counter, not in the key.
    this.#draws = { isSentBack: luck.draws('sent back', ''), after: luck.draws('sent back after', '') };
    this.desks = stations.map((station) => new ReturnDesk(context, station, this, choices));
    for (const desk of this.desks) this.#deskOf.set(desk.facility, desk);
  }

  /** A parcel has been delivered. Called while it is still there. */
  delivered(parcel: number, now: number): void {
    const { parcels, sources, origins, network } = this.#context;
    const klass = parcels.klass(parcel);
    if (isReturn(klass)) return;
    const source = parcels.source(parcel);
    const ordinal = parcels.ordinal(parcel);
    if (uniform53(this.#draws.isSentBack.at(ordinal, source, 0)) >= this.#share) return;
    const { pending } = this;
    const slot = pending.take();
    const from = parcels.toZone(parcel);
    pending.source[slot] = sources.returnsOf(source);
    pending.ordinal[slot] = ordinal;
    pending.from[slot] = from;
    pending.to[slot] = origins.indexOf(parcel);
    pending.weightG[slot] = parcels.weightG(parcel);
    pending.cubeUnits[slot] = parcels.cubeUnits(parcel);
    pending.klass[slot] = klass | KIND.isReturn;
    const after = Math.round(this.#after.draw(this.#draws.after.at(ordinal, source, 0)) * 1e6);
    this.#deskOf.get(network.zones[from].station)!.expect(slot, now + after);
  }
}

/** Where a station takes parcels in that come back. */
export class ReturnDesk extends Block {
  readonly probe: Probe;
  readonly #context: NetworkContext;
  readonly #station: FacilityState;
  readonly #returns: Returns;
  readonly #choices: ParcelChoices;
  readonly #base: number;
  readonly #costMicro: number;

  constructor(context: NetworkContext, station: FacilityState, returns: Returns, choices: ParcelChoices) {
    const { sim, parcels, network } = context;
    super({ sim, subjects: parcels, facility: station.index, name: `${station.code}.returns` });
    this.probe = new Probe(parcels, 1, 'levels');
    this.#context = context;
    this.#station = station;
    this.#returns = returns;
    this.#choices = choices;
    this.#base = tieBase(PHASE.arrival, station.index);
    this.#costMicro = Math.round(network.settings.costs.return_per_parcel * MICRO);
  }

  /** One will be handed in. @param slot among those pending @param at µs */
  expect(slot: number, at: number): void {
    this.sim.schedule(at, this.#base, this.facility, this.code + HAND_IN, slot);
  }

  enter(parcel: number): void {
    throw this.sim.violation(`nothing can enter ${this.name}`, parcel);
  }

  override fire(kind: number, slot: number): void {
    if (kind !== HAND_IN) {
      super.fire(kind, slot);
      return;
    }
    const { parcels, origins, totals, ledger, records } = this.#context;
    const { pending } = this.#returns;
    const now = this.sim.now[0];
    this.emitted++;
    this.#returns.handedIn++;
    const parcel = parcels.create(pending.source[slot], pending.ordinal[slot], pending.klass[slot], now);
    origins.set(parcel, pending.from[slot]);
    parcels.setToZone(parcel, pending.to[slot]);
    parcels.setWeightG(parcel, pending.weightG[slot]);
    parcels.setCubeUnits(parcel, pending.cubeUnits[slot]);
    pending.release(slot);
    parcels.setFlags(
      parcel,
      creationFlags(parcels, parcel, this.#choices, {
        isRural: false,
        canBeMeasured: false,
      }),
    );
    parcels.setAcceptedAt(parcel, now);
    this.probe.passed(parcel, now);
    totals.parcelCreated(parcel);
    totals.parcelAccepted(parcel, now);
    ledger.charge('return', parcel, this.#costMicro);
    records.scan(parcel, 'accepted', this.facility, now);
    this.#station.arrived(parcel, now);
    records.scan(parcel, 'arrivedAtOrigin', this.facility, now);
    this.next.enter(parcel);
  }
}
