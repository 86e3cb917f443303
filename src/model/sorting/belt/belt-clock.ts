import type { Time } from '../../../engine/clock.ts';

/**
 * Time as a belt knows it: slots that pass while it runs. While it stands no slot passes; it resumes where it stopped,
 * to the microsecond. Slot k begins when the belt has run round(k × slot) µs, computed from the start, so that nothing
 * drifts.
 */
export class BeltClock {
  readonly #slotUs: number;
  /** µs that the belt has stood so far, without the present stop. */
  #stoodUs = 0;
  #stoppedAt: Time = -1;

  /** @param slotS seconds in which the belt moves by one pitch, above 0 */
  constructor(slotS: number) {
    this.#slotUs = slotS * 1e6;
  }

  get isRunning(): boolean {
    return this.#stoppedAt < 0;
  }

  /** µs that the belt has run. */
  ranUs(now: Time): Time {
    return (this.#stoppedAt < 0 ? now : this.#stoppedAt) - this.#stoodUs;
  }

  /** The slot that the belt is in: the last that has begun. */
  slotAt(now: Time): number {
    const ran = this.ranUs(now);
    const slot = Math.floor((ran + 0.5) / this.#slotUs);
    // Rounding to whole µs can put the beginning on either side of the quotient.
    if (Math.round((slot + 1) * this.#slotUs) <= ran) return slot + 1;
    return Math.round(slot * this.#slotUs) > ran ? slot - 1 : slot;
  }

  /** When a slot begins, if the belt does not stop before. Only while it runs. */
  timeOf(slot: number): Time {
    return Math.round(slot * this.#slotUs) + this.#stoodUs;
  }

  stop(now: Time): void {
    this.#stoppedAt = now;
  }

  resume(now: Time): void {
    this.#stoodUs += now - this.#stoppedAt;
    this.#stoppedAt = -1;
  }
}
