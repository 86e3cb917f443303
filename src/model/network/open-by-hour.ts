import { HOUR, type Time } from '../../engine/clock.ts';
import { grown } from '../../engine/subject-store.ts';

/** Parcels accepted and not finished, by the hour of their acceptance: tells how many are old without asking each. */
export class OpenByHour {
  #open = new Int32Array(256);

  accepted(at: Time): void {
    const hour = Math.floor(at / HOUR);
    if (hour >= this.#open.length) this.#open = grown(this.#open, 2 * hour);
    this.#open[hour]++;
  }

  /** @param acceptedAt when the parcel that is finished now was accepted */
  finished(acceptedAt: Time): void {
    this.#open[Math.floor(acceptedAt / HOUR)]--;
  }

  /** Parcels accepted in hours that ended by an instant. */
  acceptedBy(instant: Time): number {
    const hours = Math.min(this.#open.length, Math.floor(instant / HOUR));
    let count = 0;
    for (let hour = 0; hour < hours; hour++) count += this.#open[hour];
    return count;
  }
}
