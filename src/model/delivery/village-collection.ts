import { Block } from '../../engine/blocks/block.ts';
import { Probe } from '../../engine/blocks/probe.ts';
import { PHASE, tieBase } from '../../engine/phase.ts';
import { compileDistribution } from '../../engine/random/distribution.ts';
import type { KeyedDraws } from '../../engine/random/keyed-draws.ts';
import type { Variate } from '../../engine/random/variate.ts';
import { NONE } from '../../engine/subject-store.ts';
import { distributionSpec } from '../../scenario/distribution-schema.ts';
import type { FacilityState } from '../facility/facility-state.ts';
import { MICRO } from '../network/ledger.ts';
import type { NetworkContext } from '../network/network-context.ts';
import type { Finish } from './delivery-depot.ts';

const COLLECT = 1;

/** The shelf of a village station: each parcel is collected after its consignee's own time. */
export class VillageCollection extends Block {
  readonly probe: Probe;
  readonly #context: NetworkContext;
  readonly #facility: FacilityState;
  readonly #finish: Finish;
  readonly #after: Variate;
  readonly #draws: KeyedDraws;
  readonly #base: number;
  readonly #costMicro: number;
  /** Those who come while the place is closed, in order. */
  readonly #before: number[] = [];

  constructor(context: NetworkContext, facility: FacilityState, finish: Finish) {
    const { sim, parcels, network, luck } = context;
    super({ sim, subjects: parcels, facility: facility.index, name: `${facility.code}.collection` });
    const { village, costs } = network.settings;
    this.probe = new Probe(parcels, 1, 'levels');
    this.#context = context;
    this.#facility = facility;
    this.#finish = finish;
    this.#after = compileDistribution(distributionSpec(village.collection_after));
    this.#draws = luck.draws('collection', facility.code);
    this.#base = tieBase(PHASE.serviceEnd, facility.index);
    this.#costMicro = Math.round(costs.village_per_parcel * MICRO);
  }

  override get holds(): number {
    return this.probe.occupancy.serving;
  }

  enter(parcel: number): void {
    const now = this.sim.now[0];
    this.probe.entered(parcel, now);
    this.probe.occupancy.serving++;
    this.#context.records.scan(parcel, 'atCollectionPoint', this.facility, now);
    const after = this.#after.draw(
      this.#draws.at(this.subjects.ordinal(parcel), this.subjects.source(parcel), 0),
    );
    this.sim.schedule(now + Math.round(after * 1e6), this.#base, this.facility, this.code + COLLECT, parcel);
  }

  override fire(kind: number, parcel: number): void {
    if (kind !== COLLECT) {
      super.fire(kind, parcel);
      return;
    }
    const { closures, lateness, sim } = this.#context;
    if (closures.isClosed(this.facility)) {
      lateness.calledFor(parcel, this.facility, sim.now[0]);
      this.#before.push(parcel);
    } else this.#collect(parcel);
  }

  /** The place opens: whoever came while it was closed has waited. */
  open(): void {
    const { lateness, sim } = this.#context;
    for (const parcel of this.#before.splice(0)) {
      lateness.handedOut(parcel, this.facility, sim.now[0]);
      this.#collect(parcel);
    }
  }

  #collect(parcel: number): void {
    const now = this.sim.now[0];
    this.probe.occupancy.observe(now);
    this.probe.occupancy.serving--;
    this.probe.left(parcel, this.subjects.enteredAt(parcel), now);
    this.#facility.left();
    this.#context.ledger.charge('village', parcel, this.#costMicro);
    this.#finish.delivered(parcel, this.facility, NONE, now);
  }
}
