import type { LoadPlan } from './load-plan.ts';

/**
 * The plan that each facility goes by. A facility reads the next lane at each arrival; what the control desk decides
 * counts there once its message has come.
 */
export class PlansInForce {
  /** The plan with everything open, by which all begin. */
  readonly base: LoadPlan;
  readonly #at: LoadPlan[];

  constructor(base: LoadPlan, facilities: number) {
    this.base = base;
    this.#at = new Array<LoadPlan>(facilities).fill(base);
  }

  /** Lane to take from a facility towards a destination, as it knows it; NO_LANE where no path leads there. */
  next(facility: number, destination: number): number {
    return this.#at[facility].next(facility, destination);
  }

  /** Expected time from readiness at a facility to arrival at the destination, as it knows it, seconds. */
  expectedS(facility: number, destination: number): number {
    return this.#at[facility].expectedS(facility, destination);
  }

  /** The plan that a facility goes by. */
  at(facility: number): LoadPlan {
    return this.#at[facility];
  }

  put(facility: number, plan: LoadPlan): void {
    this.#at[facility] = plan;
  }
}
