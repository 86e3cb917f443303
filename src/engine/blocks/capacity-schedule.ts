import { repeatAt, type Time } from '../clock.ts';
import { PHASE, tieBase } from '../phase.ts';
import type { EventHandler, Simulation } from '../simulation.ts';

/** Whatever has a capacity that a schedule can set: servers, units of a resource, a gate (0 closed, else open). */
export interface Adjustable {
  setCapacity(capacity: number): void;
}

export interface ScheduleStep {
  /** Offset within the period, seconds. */
  readonly fromS: number;
  readonly capacity: number;
}

/**
 * A capacity that repeats with a period (a week, a day). Growth happens in the first phase of its instant and
 * shrinking after everything that arrives or ends then, so that an end at a shift's edge still counts.
 */
export class CapacitySchedule implements EventHandler {
  readonly name: string;
  readonly #sim: Simulation;
  readonly #target: Adjustable;
  readonly #steps: readonly ScheduleStep[];
  readonly #periodS: number;
  readonly #startS: number;
  readonly #facility: number;
  readonly #code: number;
  #next = 0;

  /** @param steps rising offsets within [0, period); @param startS where in the period the run begins */
  constructor(
    place: { readonly sim: Simulation; readonly facility: number; readonly name: string },
    options: {
      readonly target: Adjustable;
      readonly steps: readonly ScheduleStep[];
      readonly periodS: number;
      readonly startS?: number;
    },
  ) {
    this.name = place.name;
    this.#sim = place.sim;
    this.#facility = place.facility;
    this.#target = options.target;
    this.#steps = options.steps;
    this.#periodS = options.periodS;
    this.#startS = options.startS ?? 0;
    this.#code = place.sim.register(this);
  }

  /** Capacity in force at the start of the run. */
  get initialCapacity(): number {
    let capacity = this.#steps[this.#steps.length - 1].capacity;
    for (const step of this.#steps) if (step.fromS <= this.#startS) capacity = step.capacity;
    return capacity;
  }

  /** Applies the capacity at the start and schedules the first change. Called once, before the run. */
  begin(): void {
    this.#target.setCapacity(this.initialCapacity);
    while (this.#at(this.#next) <= 0) this.#next++;
    this.#scheduleNext();
  }

  fire(): void {
    this.#target.setCapacity(this.#stepOf(this.#next).capacity);
    this.#next++;
    this.#scheduleNext();
  }

  #scheduleNext(): void {
    if (this.#steps.length < 2) return;
    const before = this.#stepOf(this.#next - 1 + this.#steps.length).capacity;
    const grows = this.#stepOf(this.#next).capacity > before;
    const base = tieBase(grows ? PHASE.capacityUp : PHASE.capacityDown, this.#facility);
    this.#sim.schedule(this.#at(this.#next), base, this.#facility, this.#code, 0);
  }

  #stepOf(k: number): ScheduleStep {
    return this.#steps[k % this.#steps.length];
  }

  #at(k: number): Time {
    const n = this.#steps.length;
    const lap = Math.floor(k / n);
    return repeatAt(this.#steps[k - lap * n].fromS - this.#startS, this.#periodS, lap);
  }
}
