import { NEVER, type Time } from '../../../engine/clock.ts';
import { addProduct, exactValue } from '../../../engine/stats/exact-sum.ts';

/** How often and how long the units of one target stood still, from the start or the last `reset`. */
export class OutageFigures {
  readonly target: string;
  readonly units: number;
  /** Stops begun, each cause of each unit counted. */
  stops = 0;
  /** Units down now. */
  unitsDown = 0;
  readonly #since: Float64Array;
  readonly #area = new Float64Array(2);
  #countedTo: Time = 0;
  #start: Time = 0;

  constructor(target: string, units: number) {
    this.target = target;
    this.units = units;
    this.#since = new Float64Array(units).fill(NEVER);
  }

  /** A unit stops for a cause, down already or not. */
  stopped(): void {
    this.stops++;
  }

  goesDown(unit: number, now: Time): void {
    this.#count(now);
    this.unitsDown++;
    this.#since[unit] = now;
  }

  comesUp(unit: number, now: Time): void {
    this.#count(now);
    this.unitsDown--;
    this.#since[unit] = NEVER;
  }

  /** When a unit began to stand still, µs; undefined while it is up. */
  downSince(unit: number): Time | undefined {
    const since = this.#since[unit];
    return since === NEVER ? undefined : since;
  }

  /** Time down, µs, summed over units; overlapping causes count once. Reading changes nothing. */
  downUs(now: Time): number {
    return exactValue(this.#area, 0) + this.unitsDown * (now - this.#countedTo);
  }

  /** Share of the time that a unit was up; NaN when no time has passed. */
  availability(now: Time): number {
    return 1 - this.downUs(now) / (this.units * (now - this.#start));
  }

  /** Forgets what was counted before now; levels stand. */
  reset(now: Time): void {
    this.stops = 0;
    this.#area.fill(0);
    this.#countedTo = now;
    this.#start = now;
  }

  #count(now: Time): void {
    addProduct(this.#area, 0, this.unitsDown, now - this.#countedTo);
    this.#countedTo = now;
  }
}
