import { HOUR, type Time } from '../../engine/clock.ts';
import type { LocalTime } from '../network/local-time.ts';

/** Speed over the day: a factor for each local hour, 24 of them, each above 0. */
export class SpeedByHour {
  /** Mean over the 24 hours: of a long trip the mean speed over that of the vehicle. */
  readonly mean: number;
  readonly #factors: Float64Array;
  readonly #local: LocalTime;
  /** Driving that a whole day gets done, µs at factor 1. */
  readonly #perDay: number;

  constructor(factors: readonly number[], local: LocalTime) {
    this.#factors = Float64Array.from(factors);
    this.#local = local;
    const sum = factors.reduce((total, factor) => total + factor, 0);
    this.mean = sum / factors.length;
    this.#perDay = sum * HOUR;
  }

  /** Time that a drive takes which would take `drive` µs at factor 1, from a departure on: integrated hour by hour. */
  through(departure: Time, drive: number): number {
    const days = Math.floor(drive / this.#perDay);
    let left = drive - days * this.#perDay;
    let took = 24 * HOUR * days;
    let ofDay = this.#local.timeOfDay(departure);
    for (;;) {
      const hour = Math.floor(ofDay / HOUR);
      const factor = this.#factors[hour];
      const span = (hour + 1) * HOUR - ofDay;
      if (span * factor >= left) return took + left / factor;
      left -= span * factor;
      took += span;
      ofDay = hour === 23 ? 0 : (hour + 1) * HOUR;
    }
  }
}
