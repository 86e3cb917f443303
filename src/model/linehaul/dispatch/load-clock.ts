import { NEVER, type Time } from '../../../engine/clock.ts';
import { NONE } from '../../../engine/subject-store.ts';
import type { LoadCapacity } from '../load-capacity.ts';
import type { LaneDispatch } from './lane-dispatch.ts';

/** When the load that waits at a dock is due, where loads decide and no timetable. */
export class LoadClock {
  /** NEVER while nothing sets it. */
  dueAt: Time = NEVER;
  readonly #dispatch: LaneDispatch;
  readonly #capacity: LoadCapacity;
  readonly #schedule: (at: Time) => number;
  /** What waits: grams and 1/100,000 m³. */
  #parcels = 0;
  #weightG = 0;
  #cubeUnits = 0;
  /** The event that says that it is due; others that were set are stale. */
  #tie = NONE;

  /** @param schedule puts the event on the calendar that says that the load is due, and gives its tie key */
  constructor(dispatch: LaneDispatch, capacity: LoadCapacity, schedule: (at: Time) => number) {
    this.#dispatch = dispatch;
    this.#capacity = capacity;
    this.#schedule = schedule;
  }

  joined(weightG: number, cubeUnits: number): void {
    this.#parcels++;
    this.#weightG += weightG;
    this.#cubeUnits += cubeUnits;
  }

  left(weightG: number, cubeUnits: number): void {
    this.#parcels--;
    this.#weightG -= weightG;
    this.#cubeUnits -= cubeUnits;
  }

  /** Sets when the load is due. @param firstAt when the first of those who wait came */
  set(now: Time, firstAt: Time): void {
    const at = this.#isFull ? now : Math.max(now, this.#dispatch.clock.afterFirst(firstAt));
    if (at === this.dueAt || at === NEVER) return;
    this.dueAt = at;
    this.#tie = this.#schedule(at);
  }

  /** Whether a load is due by now. @param firstAt when the first of those who wait came */
  isDue(now: Time, firstAt: Time): boolean {
    return this.#isFull || this.#dispatch.clock.afterFirst(firstAt) <= now;
  }

  /** What was set counts no longer. */
  forget(): void {
    this.dueAt = NEVER;
    this.#tie = NONE;
  }

  /** Whether an event is the one that was set last. */
  isSetBy(tie: number): boolean {
    return tie === this.#tie;
  }

  get #isFull(): boolean {
    return (
      this.#dispatch.leavesWhenFull &&
      (this.#parcels >= this.#capacity.parcels ||
        this.#weightG >= this.#capacity.weightG ||
        this.#cubeUnits >= this.#capacity.cubeUnits)
    );
  }
}
