import { HOUR } from '../../engine/clock.ts';
import { uniform53 } from '../../engine/random/uniform.ts';
import type { NetworkSettings } from '../../scenario/network/network-schema.ts';
import type { Luck } from '../network/luck.ts';
import { shareAt } from './cumulative-shares.ts';

/**
 * What the class byte of a parcel holds: the index of its service class in the low four bits, and what it is beyond.
 * Lines in networks have one rank for all, so that the byte orders nobody.
 */
export const KIND = { serviceClass: 0x0f, fragile: 0x10, cold: 0x20, isReturn: 0x40 } as const;

/** Values that the byte can take. */
export const KINDS = 128;

/** Index of the service class in `demand.classes`; 0 where there are none. @param klass byte of a parcel */
export function serviceClassOf(klass: number): number {
  return klass & KIND.serviceClass;
}

/** Handled with care, more slowly. @param klass byte of a parcel */
export function isFragile(klass: number): boolean {
  return (klass & KIND.fragile) !== 0;
}

/** Spoils if it is delivered too late. @param klass byte of a parcel */
export function isCold(klass: number): boolean {
  return (klass & KIND.cold) !== 0;
}

/** On its way back to who sent it. @param klass byte of a parcel */
export function isReturn(klass: number): boolean {
  return (klass & KIND.isReturn) !== 0;
}

/** What is promised for each kind of parcel: looked up by its class byte. */
export class Commitments {
  readonly #byClass: Float64Array;
  readonly #spoils: number;

  constructor({ demand, commitment_h: commitmentH }: NetworkSettings) {
    this.#byClass = new Float64Array(KIND.serviceClass + 1).fill(commitmentH * HOUR);
    demand.classes.forEach(({ commitment_h: hours }, index) => {
      this.#byClass[index] = hours * HOUR;
    });
    this.#spoils = (demand.cold?.spoils_after_h ?? Number.POSITIVE_INFINITY) * HOUR;
  }

  /** Acceptance to delivery that is promised, µs. @param klass byte of a parcel */
  commitmentUs(klass: number): number {
    return this.#byClass[serviceClassOf(klass)];
  }

  /** Acceptance to delivery after which it is spoiled, µs; Infinity for what does not spoil. @param klass byte of a parcel */
  spoilsAfterUs(klass: number): number {
    return isCold(klass) ? this.#spoils : Number.POSITIVE_INFINITY;
  }
}

/** Draws what kind of parcel one is, by key. */
export class KindDraws {
  /** Cumulative shares of the service classes; empty where there is one for all. */
  readonly #classes: Float64Array;
  readonly #fragile: number;
  readonly #cold: number;
  readonly #draws;

  /** @param place code of the source of parcels */
  constructor({ demand }: NetworkSettings, luck: Luck, place: string) {
    const { classes, fragile, cold } = demand;
    const total = classes.reduce((sum, { share }) => sum + share, 0);
    let sum = 0;
    this.#classes = Float64Array.from(classes, ({ share }) => {
      sum += share;
      return sum / total;
    });
    this.#fragile = fragile?.share ?? 0;
    this.#cold = cold?.share ?? 0;
    const draws = (purpose: string) => luck.draws(purpose, place);
    this.#draws = { serviceClass: draws('service class'), fragile: draws('fragile'), cold: draws('cold') };
  }

  /** The class byte of a parcel. @param serviceClass index that its order names; -1 where it is drawn */
  of(ordinal: number, serviceClass = -1): number {
    const { serviceClass: draws, fragile, cold } = this.#draws;
    let klass = Math.max(0, serviceClass);
    if (serviceClass < 0 && this.#classes.length > 1)
      klass = shareAt(this.#classes, uniform53(draws.at(ordinal, 0, 0)));
    if (this.#fragile > 0 && uniform53(fragile.at(ordinal, 0, 0)) < this.#fragile) klass |= KIND.fragile;
    if (this.#cold > 0 && uniform53(cold.at(ordinal, 0, 0)) < this.#cold) klass |= KIND.cold;
    return klass;
  }
}
