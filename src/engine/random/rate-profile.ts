import { cos, sin } from '../math/transcendental.ts';

/**
 * A rate that varies in time, as its integral and the inverse of that: arrivals of a non-homogeneous Poisson process
 * are the images of unit-rate arrivals under the inverse (Çinlar 1975, ch. 4.7). Time in seconds, rate per second.
 */
export interface RateProfile {
  /** Expected arrivals from 0 to t. */
  cumulative(t: number): number;
  /** The instant by which `expected` arrivals are expected; Infinity where the rate ends before. */
  inverse(expected: number): number;
}

/** One rate for ever. */
export class ConstantRate implements RateProfile {
  readonly #rate: number;

  constructor(ratePerS: number) {
    if (!(ratePerS >= 0)) throw new RangeError(`rate ${ratePerS} per s: at least 0`);
    this.#rate = ratePerS;
  }

  cumulative(t: number): number {
    return this.#rate * t;
  }

  inverse(expected: number): number {
    return this.#rate === 0 ? Number.POSITIVE_INFINITY : expected / this.#rate;
  }
}

/**
 * Steps of constant rate that repeat with a period, or once.
 * @param startsS rising instants, the first 0; @param ratesPerS the rate from each on; @param periodS length of the
 * whole, after which it repeats; Infinity keeps the last rate for ever
 */
export class SteppedRate implements RateProfile {
  readonly #starts: Float64Array;
  readonly #rates: Float64Array;
  /** Expected arrivals before each step. */
  readonly #before: Float64Array;
  readonly #period: number;
  readonly #perPeriod: number;

  constructor(startsS: readonly number[], ratesPerS: readonly number[], periodS = Number.POSITIVE_INFINITY) {
    const n = startsS.length;
    if (n === 0 || n !== ratesPerS.length || startsS[0] !== 0) {
      throw new RangeError('steps: as many rates as starts, the first start 0');
    }
    this.#starts = Float64Array.from(startsS);
    this.#rates = Float64Array.from(ratesPerS);
    this.#before = new Float64Array(n);
    this.#period = periodS;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const end = i + 1 < n ? startsS[i + 1] : periodS;
      if (!(ratesPerS[i] >= 0) || !(end > startsS[i])) {
        throw new RangeError(`step ${i}: starts must rise below the period, rates be at least 0`);
      }
      this.#before[i] = sum;
      sum += ratesPerS[i] === 0 ? 0 : ratesPerS[i] * (end - startsS[i]);
    }
    this.#perPeriod = sum;
  }

  cumulative(t: number): number {
    const laps = this.#period === Number.POSITIVE_INFINITY ? 0 : Math.floor(t / this.#period);
    const within = laps === 0 ? t : t - laps * this.#period;
    const i = lastAtMost(this.#starts, within);
    return (
      (laps === 0 ? 0 : laps * this.#perPeriod) +
      this.#before[i] +
      this.#rates[i] * (within - this.#starts[i])
    );
  }

  inverse(expected: number): number {
    if (this.#perPeriod === 0) return Number.POSITIVE_INFINITY;
    const laps =
      Number.isFinite(this.#perPeriod) && Number.isFinite(this.#period)
        ? Math.floor(expected / this.#perPeriod)
        : 0;
    // Rounding may put the last bits of a lap below 0, where no step lies.
    const within = Math.max(0, expected - laps * (laps === 0 ? 0 : this.#perPeriod));
    if (this.#period === Number.POSITIVE_INFINITY && within > this.#perPeriod)
      return Number.POSITIVE_INFINITY;
    let i = lastAtMost(this.#before, within);
    // Steps of rate 0 share their integral with the next: the last of them is where the arrival lies, if it has a rate.
    while (i > 0 && this.#rates[i] === 0) i--;
    if (this.#rates[i] === 0) return Number.POSITIVE_INFINITY;
    const t = this.#starts[i] + (within - this.#before[i]) / this.#rates[i];
    return (laps === 0 ? 0 : laps * this.#period) + t;
  }
}

/** Rate `mean + amplitude sin(2 pi (t - phase) / period)`, amplitude at most the mean; inverted by safeguarded Newton. */
export class SinusoidalRate implements RateProfile {
  readonly #mean: number;
  readonly #amplitude: number;
  readonly #omega: number;
  readonly #phase: number;
  readonly #atZero: number;

  constructor(meanPerS: number, amplitudePerS: number, periodS: number, phaseS = 0) {
    if (!(meanPerS > 0) || !(Math.abs(amplitudePerS) <= meanPerS) || !(periodS > 0)) {
      throw new RangeError('sinusoidal rate: mean above 0, amplitude at most the mean, period above 0');
    }
    this.#mean = meanPerS;
    this.#amplitude = amplitudePerS;
    this.#omega = (2 * Math.PI) / periodS;
    this.#phase = phaseS;
    this.#atZero = (amplitudePerS / this.#omega) * cos(-this.#omega * phaseS);
  }

  cumulative(t: number): number {
    return (
      this.#mean * t - (this.#amplitude / this.#omega) * cos(this.#omega * (t - this.#phase)) + this.#atZero
    );
  }

  inverse(expected: number): number {
    const swing = (2 * Math.abs(this.#amplitude)) / this.#omega / this.#mean;
    let low = Math.max(0, expected / this.#mean - swing);
    let high = expected / this.#mean + swing;
    let t = 0.5 * (low + high);
    for (let step = 0; step < 80; step++) {
      const excess = this.cumulative(t) - expected;
      if (excess > 0) high = t;
      else low = t;
      if (high - low <= 1e-9) break;
      const rate = this.#mean + this.#amplitude * sin(this.#omega * (t - this.#phase));
      const newton = t - excess / rate;
      const next = newton > low && newton < high ? newton : 0.5 * (low + high);
      if (Math.abs(next - t) <= 1e-10) return next;
      t = next;
    }
    return t;
  }
}

/** Index of the last entry of a rising array that is at most x; 0 when none is. */
function lastAtMost(rising: Float64Array, x: number): number {
  let low = 0;
  let high = rising.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (rising[middle] <= x) low = middle;
    else high = middle - 1;
  }
  return low;
}
