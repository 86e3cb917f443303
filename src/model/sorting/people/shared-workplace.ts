import type { Task } from '../../../scenario/hub/hub-schema.ts';
import type { Workplace } from './crews.ts';

/** One of several places at which the people of a task work. */
export interface PlacePart {
  /** Most people of use here: those beyond go where there is room. */
  readonly places: number;
  setPeople(people: number, productivity: number): void;
  readonly workWaitingH: number;
  readonly busy: number;
}

/** People of one task spread over several places, each in proportion to those of use there; ties to the first. */
export class SharedWorkplace implements Workplace {
  readonly task: Task;
  readonly #parts: readonly PlacePart[];

  constructor(task: Task, parts: readonly PlacePart[]) {
    this.task = task;
    this.#parts = parts;
  }

  get workWaitingH(): number {
    return this.#parts.reduce((sum, part) => sum + part.workWaitingH, 0);
  }

  get busy(): number {
    return this.#parts.reduce((sum, part) => sum + part.busy, 0);
  }

  setPeople(people: number, productivity: number): void {
    const all = this.#parts.reduce((sum, { places }) => sum + places, 0);
    let places = 0;
    let given = 0;
    for (const part of this.#parts) {
      places += part.places;
      // Cumulatively rounded: the parts sum to the whole.
      const until = all === 0 ? 0 : Math.round((people * places) / all);
      part.setPeople(until - given, productivity);
      given = until;
    }
  }
}
