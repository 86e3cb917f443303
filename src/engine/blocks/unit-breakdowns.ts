import { PHASE, tieBase } from '../phase.ts';
import type { EventHandler, Simulation } from '../simulation.ts';
import type { Breakdown } from './interruption.ts';

const FAIL = 0;
const REPAIR = 1;

/** Whatever has units that can be down. */
export interface Breakable {
  addDown(units: number): void;
}

/** Failures by the clock of the units of a resource, each unit with a life of its own. */
export class UnitBreakdowns implements EventHandler {
  readonly name: string;
  readonly #sim: Simulation;
  readonly #facility: number;
  readonly #code: number;
  readonly #target: Breakable;
  readonly #units: readonly Breakdown[];

  constructor(
    place: { readonly sim: Simulation; readonly facility: number; readonly name: string },
    options: { readonly target: Breakable; readonly units: readonly Breakdown[] },
  ) {
    this.name = place.name;
    this.#sim = place.sim;
    this.#facility = place.facility;
    this.#target = options.target;
    this.#units = options.units;
    this.#code = place.sim.register(this);
  }

  /** Starts every unit's first life. Called once, before the run. */
  begin(): void {
    for (let unit = 0; unit < this.#units.length; unit++) this.#scheduleFailure(unit);
  }

  fire(kind: number, unit: number): void {
    if (kind === FAIL) {
      this.#target.addDown(1);
      const base = tieBase(PHASE.capacityUp, this.#facility);
      const at = this.#sim.now[0] + this.#units[unit].repair.next();
      this.#sim.schedule(at, base, this.#facility, this.#code + REPAIR, unit);
    } else {
      this.#target.addDown(-1);
      this.#scheduleFailure(unit);
    }
  }

  #scheduleFailure(unit: number): void {
    const base = tieBase(PHASE.capacityDown, this.#facility);
    const at = this.#sim.now[0] + this.#units[unit].life.next();
    this.#sim.schedule(at, base, this.#facility, this.#code + FAIL, unit);
  }
}
