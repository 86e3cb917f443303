import { Block } from '../../engine/blocks/block.ts';
import { Probe } from '../../engine/blocks/probe.ts';
import { compileDistribution } from '../../engine/random/distribution.ts';
import type { KeyedDraws } from '../../engine/random/keyed-draws.ts';
import { uniform53 } from '../../engine/random/uniform.ts';
import type { Variate } from '../../engine/random/variate.ts';
import type { NetworkContext } from '../network/network-context.ts';
import { CUBE_UNITS_PER_M3, PARCEL_FLAG } from '../network/parcel-store.ts';
import { hashIdentity, isChosen } from '../row-choice.ts';
import type { RowChoice } from '../run.ts';
import type { GravityDemand } from './gravity.ts';

/** Created in [from, to): the cohort. µs. */
export interface CohortSpan {
  readonly from: number;
  readonly to: number;
}

const MOST_16_BIT = 65_535;

/** Gives each new parcel of a zone what belongs to it, by key: destination, address, weight, cube. */
export class ParcelTraits extends Block {
  readonly probe: Probe;
  readonly #context: NetworkContext;
  readonly #zone: number;
  readonly #demand: GravityDemand;
  readonly #cohort: CohortSpan;
  readonly #rows: { readonly parcels: RowChoice; readonly scans: RowChoice };
  readonly #weight: Variate;
  readonly #cube: Variate;
  readonly #draws: {
    readonly to: KeyedDraws;
    readonly rural: KeyedDraws;
    readonly weight: KeyedDraws;
    readonly cube: KeyedDraws;
  };

  constructor(
    context: NetworkContext,
    zone: number,
    options: {
      readonly demand: GravityDemand;
      readonly cohort: CohortSpan;
      readonly rows: { readonly parcels: RowChoice; readonly scans: RowChoice };
    },
  ) {
    const { sim, parcels, network, luck } = context;
    const { code, station } = network.zones[zone];
    super({ sim, subjects: parcels, facility: station, name: `${code}.orders` });
    const { weight_kg: weight, cube_m3: cube } = network.settings.demand;
    this.probe = new Probe(parcels, 1, 'levels');
    this.#context = context;
    this.#zone = zone;
    this.#demand = options.demand;
    this.#cohort = options.cohort;
    this.#rows = options.rows;
    this.#weight = compileDistribution({ kind: 'lognormal', ...weight.lognormal });
    this.#cube = compileDistribution({ kind: 'lognormal', ...cube.lognormal });
    const draws = (purpose: string) => luck.draws(purpose, code);
    this.#draws = {
      to: draws('destination'),
      rural: draws('rural'),
      weight: draws('weight'),
      cube: draws('cube'),
    };
  }

  enter(parcel: number): void {
    const { parcels, network, totals } = this.#context;
    const ordinal = parcels.ordinal[parcel];
    // The zone is in the key of the draws already.
    const u = uniform53(this.#draws.to.at(ordinal, 0, 0));
    const toZone = this.#demand.destination(this.#zone, u);
    const to = network.zones[toZone];
    const isRural = to.villageStation >= 0 && uniform53(this.#draws.rural.at(ordinal, 0, 0)) < to.ruralShare;
    parcels.toZone[parcel] = toZone;
    parcels.place[parcel] = this.facility;
    const grams = Math.round(this.#weight.draw(this.#draws.weight.at(ordinal, 0, 0)) * 1000);
    const cube = Math.round(this.#cube.draw(this.#draws.cube.at(ordinal, 0, 0)) * CUBE_UNITS_PER_M3);
    parcels.weightG[parcel] = Math.min(MOST_16_BIT, Math.max(1, grams));
    parcels.cubeUnits[parcel] = Math.min(MOST_16_BIT, Math.max(1, cube));
    parcels.flags[parcel] = this.#flags(parcel, isRural);
    this.probe.passed(parcel, this.sim.now[0]);
    totals.parcelCreated(parcel);
    this.next.enter(parcel);
  }

  #flags(parcel: number, isRural: boolean): number {
    const now = this.sim.now[0];
    const { source, ordinal } = this.subjects;
    const identity = hashIdentity(source[parcel], ordinal[parcel]);
    let flags = isRural ? PARCEL_FLAG.rural : 0;
    if (now >= this.#cohort.from && now < this.#cohort.to) flags |= PARCEL_FLAG.cohort;
    if (isChosen(this.#rows.parcels, identity)) flags |= PARCEL_FLAG.parcelRow;
    if (isChosen(this.#rows.scans, identity)) flags |= PARCEL_FLAG.scanRows;
    return flags;
  }
}
