import { compileDistribution } from '../../engine/random/distribution.ts';
import type { KeyedDraws } from '../../engine/random/keyed-draws.ts';
import { uniform53 } from '../../engine/random/uniform.ts';
import type { Variate } from '../../engine/random/variate.ts';
import type { NetworkZone } from '../../scenario/network/network-scenario.ts';
import { MOST_KG, MOST_M3 } from '../../scenario/network/parcel-size.ts';
import type { NetworkContext } from '../network/network-context.ts';
import { CUBE_UNITS_PER_M3, PARCEL_FLAG, type ParcelStore } from '../network/parcel-store.ts';
import { hashIdentity, isChosen } from '../row-choice.ts';
import type { RowChoice } from '../run.ts';

/** Created in [from, to): the cohort. µs. */
export interface CohortSpan {
  readonly from: number;
  readonly to: number;
}

/** Which parcels are measured, and which have rows. */
export interface ParcelChoices {
  readonly cohort: CohortSpan;
  readonly rows: { readonly parcels: RowChoice; readonly scans: RowChoice };
}

/** What is drawn by key for every parcel of one source: whether it goes to the village, its weight, its cube. */
export class TraitDraws {
  readonly #weight: Variate;
  readonly #cube: Variate;
  readonly #draws: { readonly rural: KeyedDraws; readonly weight: KeyedDraws; readonly cube: KeyedDraws };

  /** @param place code of the source, which is in the key of the draws */
  constructor({ network, luck }: NetworkContext, place: string) {
    const { weight_kg: weight, cube_m3: cube } = network.settings.demand;
    this.#weight = compileDistribution({ kind: 'lognormal', ...weight.lognormal });
    this.#cube = compileDistribution({ kind: 'lognormal', ...cube.lognormal });
    const draws = (purpose: string) => luck.draws(purpose, place);
    this.#draws = { rural: draws('rural'), weight: draws('weight'), cube: draws('cube') };
  }

  isRural(ordinal: number, to: NetworkZone): boolean {
    return to.villageStation >= 0 && uniform53(this.#draws.rural.at(ordinal, 0, 0)) < to.ruralShare;
  }

  /** Kilograms. */
  weight(ordinal: number): number {
    return this.#weight.draw(this.#draws.weight.at(ordinal, 0, 0));
  }

  /** Cubic meters. */
  cube(ordinal: number): number {
    return this.#cube.draw(this.#draws.cube.at(ordinal, 0, 0));
  }
}

/** Writes weight and cube of a parcel, in the units of their columns; what is drawn beyond these counts as the most they hold. */
export function setSize(parcels: ParcelStore, parcel: number, weightKg: number, cubeM3: number): void {
  const grams = Math.round(Math.min(MOST_KG, weightKg) * 1000);
  const cube = Math.round(Math.min(MOST_M3, cubeM3) * CUBE_UNITS_PER_M3);
  parcels.setWeightG(parcel, Math.max(1, grams));
  parcels.setCubeUnits(parcel, Math.max(1, cube));
}

/** Flags of a parcel that is created now. @param canBeMeasured whether it belongs to the cohort where its time says so */
export function creationFlags(
  parcels: ParcelStore,
  parcel: number,
  choices: ParcelChoices,
  has: { readonly isRural: boolean; readonly canBeMeasured: boolean },
): number {
  const identity = hashIdentity(parcels.source(parcel), parcels.ordinal(parcel));
  const at = parcels.createdAt(parcel);
  let flags = has.isRural ? PARCEL_FLAG.rural : 0;
  if (has.canBeMeasured && at >= choices.cohort.from && at < choices.cohort.to) flags |= PARCEL_FLAG.cohort;
  if (isChosen(choices.rows.parcels, identity)) flags |= PARCEL_FLAG.parcelRow;
  if (isChosen(choices.rows.scans, identity)) flags |= PARCEL_FLAG.scanRows;
  return flags;
}
