import { HOUR, type Time } from '../../../engine/clock.ts';
import { addProduct, exactValue, mergeExact } from '../../../engine/stats/exact-sum.ts';
import { TASKS } from '../../../scenario/hub/hub-schema.ts';

/** What is summed over time, per task. */
export const LABOR = {
  /** People paid: from the start of their shift to its end, breaks included. */
  paid: 0,
  /** People at work: paid, not resting, not called away. */
  atWork: 1,
  /** The same weighted by productivity, millionths. */
  effective: 2,
  /** What an hour of those paid costs, millionths of the currency. */
  costPerHour: 3,
} as const;

const MEASURES = 4;
type LaborMeasure = (typeof LABOR)[keyof typeof LABOR];

/** Levels of labor per task, integrated exactly: whole µs times whole people (or millionths), rounded only when read. */
export class LaborAccount {
  readonly #levels = new Float64Array(TASKS.length * MEASURES);
  readonly #areas = new Float64Array(2 * TASKS.length * MEASURES);
  #since: Time = 0;

  /** Level from now on. @param level a non-negative safe integer */
  set(task: number, measure: LaborMeasure, level: number, now: Time): void {
    this.#count(now);
    this.#levels[task * MEASURES + measure] = level;
  }

  level(task: number, measure: LaborMeasure): number {
    return this.#levels[task * MEASURES + measure];
  }

  /** Level × hours since the start or the last `reset`. Reading changes nothing. */
  hours(task: number, measure: LaborMeasure, now: Time): number {
    const at = task * MEASURES + measure;
    const open = this.#levels[at] * (now - this.#since);
    return (exactValue(this.#areas, 2 * at) + open) / HOUR;
  }

  /** The same over all tasks. */
  totalHours(measure: LaborMeasure, now: Time): number {
    const sum = new Float64Array(2);
    for (let task = 0; task < TASKS.length; task++) {
      const at = task * MEASURES + measure;
      addProduct(sum, 0, this.#levels[at], now - this.#since);
      mergeExact(sum, 0, this.#areas, 2 * at);
    }
    return exactValue(sum, 0) / HOUR;
  }

  /** Forgets what was summed before now; levels stand. */
  reset(now: Time): void {
    this.#areas.fill(0);
    this.#since = now;
  }

  #count(now: Time): void {
    const dt = now - this.#since;
    if (dt === 0) return;
    this.#since = now;
    for (let at = 0; at < this.#levels.length; at++) addProduct(this.#areas, 2 * at, this.#levels[at], dt);
  }
}
