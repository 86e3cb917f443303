import { Block } from '../../engine/blocks/block.ts';
import { Probe } from '../../engine/blocks/probe.ts';
import type { KeyedDraws } from '../../engine/random/keyed-draws.ts';
import { uniform53 } from '../../engine/random/uniform.ts';
import type { NetworkContext } from '../network/network-context.ts';
import type { DemandModel } from './demand-model.ts';
import type { ZoneRate } from './demand-rates.ts';
import { KindDraws } from './parcel-kind.ts';
import { creationFlags, type ParcelChoices, setSize, TraitDraws } from './trait-draws.ts';

/** Gives each new parcel of a zone what belongs to it, by key: destination, address, weight, cube, kind. */
export class ParcelTraits extends Block {
  readonly probe: Probe;
  readonly #context: NetworkContext;
  readonly #zone: number;
  readonly #demand: DemandModel;
  readonly #rate: ZoneRate;
  readonly #choices: ParcelChoices;
  readonly #traits: TraitDraws;
  readonly #kinds: KindDraws;
  readonly #to: KeyedDraws;
  readonly #stock: KeyedDraws;

  constructor(
    context: NetworkContext,
    zone: number,
    options: ParcelChoices & { readonly demand: DemandModel; readonly rate: ZoneRate },
  ) {
    const { sim, parcels, network, luck } = context;
    const { code, station } = network.zones[zone];
    super({ sim, subjects: parcels, facility: station, name: `${code}.orders` });
    this.probe = new Probe(parcels, 1, 'levels');
    this.#context = context;
    this.#zone = zone;
    this.#demand = options.demand;
    this.#rate = options.rate;
    this.#choices = options;
    this.#traits = new TraitDraws(context, code);
    this.#kinds = new KindDraws(network.settings, luck, code);
    this.#to = luck.draws('destination', code);
    this.#stock = luck.draws('stock', code);
  }

  enter(parcel: number): void {
    const { parcels, network, totals } = this.#context;
    const ordinal = parcels.ordinal(parcel);
    const toZone = this.#destination(ordinal);
    parcels.setToZone(parcel, toZone);
    parcels.setPlace(parcel, this.facility);
    parcels.setKlass(parcel, this.#kinds.of(ordinal));
    setSize(parcels, parcel, this.#traits.weight(ordinal), this.#traits.cube(ordinal));
    parcels.setFlags(
      parcel,
      creationFlags(parcels, parcel, this.#choices, {
        isRural: this.#traits.isRural(ordinal, network.zones[toZone]),
        canBeMeasured: true,
      }),
    );
    this.probe.passed(parcel, this.sim.now[0]);
    totals.parcelCreated(parcel);
    this.next.enter(parcel);
  }

  #destination(ordinal: number): number {
    // The zone is in the key of the draws already.
    const u = uniform53(this.#to.at(ordinal, 0, 0));
    const stockShare = this.#rate.stockShare(this.sim.now[0] / 1e6);
    const isStock = stockShare > 0 && uniform53(this.#stock.at(ordinal, 0, 0)) < stockShare;
    return isStock
      ? this.#demand.destinationInRegion(this.#zone, u)
      : this.#demand.destination(this.#zone, u);
  }
}
