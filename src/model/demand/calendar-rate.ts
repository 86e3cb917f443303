import type { RateProfile } from '../../engine/random/rate-profile.ts';

/**
 * Steps of time with two rates on each, of a mean day of one parcel: of parcels that start where sellers are, and of
 * those whose stock lies near the consumers. Shared by all zones, which differ in how much they send of either.
 */
export class DemandSteps {
  /** Rising, the first 0. Seconds. */
  readonly startsS: Float64Array;
  readonly endS: number;
  /** Per second. */
  readonly normal: Float64Array;
  readonly stock: Float64Array;
  /** Integrals from 0 to the start of each step, and to the end. */
  readonly normalBefore: Float64Array;
  readonly stockBefore: Float64Array;

  /** @param startsS rising, the first 0, all below the end */
  constructor(
    startsS: readonly number[],
    endS: number,
    rates: { readonly normal: readonly number[]; readonly stock: readonly number[] },
  ) {
    const n = startsS.length;
    this.startsS = Float64Array.from(startsS);
    this.endS = endS;
    this.normal = Float64Array.from(rates.normal);
    this.stock = Float64Array.from(rates.stock);
    this.normalBefore = new Float64Array(n + 1);
    this.stockBefore = new Float64Array(n + 1);
    for (let i = 0; i < n; i++) {
      const seconds = (i + 1 < n ? startsS[i + 1] : endS) - startsS[i];
      this.normalBefore[i + 1] = this.normalBefore[i] + this.normal[i] * seconds;
      this.stockBefore[i + 1] = this.stockBefore[i] + this.stock[i] * seconds;
    }
  }

  /** The step at an instant; the last one after the end. */
  at(t: number): number {
    return lastIn(this.startsS.length, (i) => this.startsS[i] <= t);
  }
}

/** The rate of one zone: so many parcels a mean day of either kind. Nothing comes after the end of the steps. */
export class CalendarRate implements RateProfile {
  readonly #steps: DemandSteps;
  readonly #normal: number;
  readonly #stock: number;

  /** @param normal parcels a mean day from sellers; @param stock from stock near consumers; either at least 0 */
  constructor(steps: DemandSteps, normal: number, stock: number) {
    this.#steps = steps;
    this.#normal = normal;
    this.#stock = stock;
  }

  cumulative(t: number): number {
    const { startsS, endS } = this.#steps;
    const i = this.#steps.at(t);
    return this.#before(i) + this.#rate(i) * (Math.min(t, endS) - startsS[i]);
  }

  inverse(expected: number): number {
    const { startsS } = this.#steps;
    const n = startsS.length;
    if (!(expected <= this.#before(n))) return Number.POSITIVE_INFINITY;
    let i = lastIn(n, (step) => this.#before(step) <= expected);
    // Steps of rate 0 share their integral with the next.
    while (i > 0 && this.#rate(i) === 0) i--;
    const rate = this.#rate(i);
    return rate === 0
      ? Number.POSITIVE_INFINITY
      : Math.min(this.#end(i), startsS[i] + (expected - this.#before(i)) / rate);
  }

  /** Share of stock near consumers in what the zone sends at an instant; 0 where it sends nothing. */
  stockShare(t: number): number {
    const i = this.#steps.at(t);
    const rate = this.#rate(i);
    return rate === 0 ? 0 : (this.#stock * this.#steps.stock[i]) / rate;
  }

  #rate(i: number): number {
    return this.#normal * this.#steps.normal[i] + this.#stock * this.#steps.stock[i];
  }

  #before(i: number): number {
    return this.#normal * this.#steps.normalBefore[i] + this.#stock * this.#steps.stockBefore[i];
  }

  #end(i: number): number {
    const { startsS, endS } = this.#steps;
    return i + 1 < startsS.length ? startsS[i + 1] : endS;
  }
}

/** The last of n indices for which a condition holds that holds up to some index; 0 where it holds for none. */
function lastIn(n: number, holds: (i: number) => boolean): number {
  let low = 0;
  let high = n - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
