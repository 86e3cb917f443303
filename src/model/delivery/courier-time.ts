import { HOUR } from '../../engine/clock.ts';
import type { LocalTime } from '../network/local-time.ts';

/** Local hours between which couriers may set out. */
export interface DutyHours {
  readonly fromH: number;
  /** At least `fromH`. */
  readonly toH: number;
}

/**
 * Working time of a station's couriers. Busy: on a round, from setting out until back. Available: on duty, between the
 * hours in which a courier may set out, or still on a round after them (overtime). µs, counted from the last `reset`.
 */
export class CourierTime {
  readonly #couriers: number;
  readonly #from: number;
  readonly #length: number;
  readonly #local: LocalTime;
  /** Per courier: when the round under way began, or the count if that is later; -1 for those who are in. */
  readonly #outSince: Float64Array;
  #since = 0;
  #busy = 0;
  #overtime = 0;

  constructor(couriers: number, duty: DutyHours, local: LocalTime) {
    this.#couriers = couriers;
    this.#from = Math.round(duty.fromH * HOUR);
    this.#length = Math.round(duty.toH * HOUR) - this.#from;
    this.#local = local;
    this.#outSince = new Float64Array(couriers).fill(-1);
  }

  setOut(courier: number, now: number): void {
    this.#outSince[courier] = now;
  }

  cameBack(courier: number, now: number): void {
    const since = this.#outSince[courier];
    this.#busy += now - since;
    this.#overtime += this.#offDuty(since, now);
    this.#outSince[courier] = -1;
  }

  /** Forgets what was before now: the warm-up cut. */
  reset(now: number): void {
    this.#since = now;
    this.#busy = 0;
    this.#overtime = 0;
    for (let courier = 0; courier < this.#couriers; courier++)
      if (this.#outSince[courier] >= 0) this.#outSince[courier] = now;
  }

  /** Time on rounds, those under way included, over all couriers. */
  busy(now: number): number {
    let busy = this.#busy;
    for (const since of this.#outSince) if (since >= 0) busy += now - since;
    return busy;
  }

  /** Time on duty and in overtime, over all couriers. */
  available(now: number): number {
    let overtime = this.#overtime;
    for (const since of this.#outSince) if (since >= 0) overtime += this.#offDuty(since, now);
    return this.#couriers * (this.#dutyUntil(now) - this.#dutyUntil(this.#since)) + overtime;
  }

  /** Busy over available; NaN where nobody was available. */
  utilization(now: number): number {
    const available = this.available(now);
    return available > 0 ? this.busy(now) / available : Number.NaN;
  }

  #offDuty(from: number, to: number): number {
    return to - from - (this.#dutyUntil(to) - this.#dutyUntil(from));
  }

  /** Time on duty of one courier from the first local midnight on. */
  #dutyUntil(now: number): number {
    const today = this.#local.timeOfDay(now) - this.#from;
    return this.#local.day(now) * this.#length + Math.min(this.#length, Math.max(0, today));
  }
}
