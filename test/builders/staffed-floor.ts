import { HOUR } from '../../src/engine/clock.ts';
import type { Simulation } from '../../src/engine/simulation.ts';
import type { HubContext } from '../../src/model/sorting/hub-context.ts';
import type { Workplace } from '../../src/model/sorting/people/crews.ts';
import { Staff } from '../../src/model/sorting/people/staff.ts';
import { TASKS, type Task, type WrittenCrew } from '../../src/scenario/hub/hub-schema.ts';
import { type HubStart, hubContext } from './hub-context.ts';

/** A place that notes when it was told how many people, and whose work is what the test says. */
export class Bench implements Workplace {
  readonly task: Task;
  /** Hours, people, productivity. */
  readonly told: [number, number, number][] = [];
  workWaitingH = 0;
  readonly #sim: Simulation;

  constructor(task: Task, sim: Simulation) {
    this.task = task;
    this.#sim = sim;
  }

  get people(): number {
    return this.told.at(-1)![1];
  }

  get busy(): number {
    return Math.min(this.people, Math.ceil(this.workWaitingH));
  }

  setPeople(people: number, productivity: number): void {
    this.told.push([this.#sim.now[0] / HOUR, people, productivity]);
  }
}

/** A crew over 10 people from 06:00 to 14:00. */
export type Crew = Partial<Omit<WrittenCrew, 'tasks'>> & { readonly tasks: Task[] };

/** Staff with a bench for every task, begun at time 0. */
export interface Floor {
  readonly context: HubContext;
  readonly staff: Staff;
  readonly at: Readonly<Record<Task, Bench>>;
  /** Runs up to an hour, that instant left out. */
  until(hour: number): Floor;
}

/**
 * Crews at work in a small hub.
 * @param people other members of the block's `people`
 * @param without tasks that have no workplace
 */
export function floor(
  crews: readonly Crew[],
  people: object = {},
  start: HubStart = {},
  without: Task[] = [],
): Floor {
  const written = crews.map((crew, i) => ({
    code: `C${i}`,
    people: 10,
    from: '06:00',
    to: '14:00',
    ...crew,
  }));
  const context = hubContext({ people: { crews: written, ...people } }, 1, start);
  const at = Object.fromEntries(TASKS.map((task) => [task, new Bench(task, context.sim)])) as Floor['at'];
  const places = TASKS.filter((task) => !without.includes(task)).map((task) => [task, at[task]] as const);
  const staff = new Staff(context, new Map(places));
  staff.begin();
  const made: Floor = {
    context,
    staff,
    at,
    until(hour) {
      context.sim.run(hour * HOUR);
      return made;
    },
  };
  return made;
}
