import { PHASE, tieBase } from '../../../engine/phase.ts';
import type { EventHandler } from '../../../engine/simulation.ts';
import { parseSpanTime, parseWeekdays } from '../../../scenario/timetable-text.ts';
import { secondsOfWeek, WeeklyInstants } from '../../network/local-time.ts';
import type { HubContext } from '../hub-context.ts';

const WEEK_S = 7 * 86_400;

/**
 * Which sort is in force: from the beginning of its window until the next one begins. Before the first begins, the plan is
 * that of the sort to come, and no sort is told.
 */
export class SortClock implements EventHandler {
  readonly name: string;
  /** Index of the sort in force; -1 before the first. */
  now = -1;
  /** Called after a sort has begun; wired once, before the run. */
  begins: (sort: number) => void = () => {};
  readonly #context: HubContext;
  readonly #instants: readonly WeeklyInstants[];
  readonly #next: Int32Array;
  readonly #code: number;
  readonly #base: number;

  constructor(context: HubContext) {
    this.name = `${context.code}.sorts`;
    this.#context = context;
    this.#instants = context.block.sorts.map(
      ({ from, weekdays }) => new WeeklyInstants(context.local.firstWeek(beginnings(from, weekdays))),
    );
    this.#next = new Int32Array(this.#instants.length);
    this.#code = context.sim.register(this);
    this.#base = tieBase(PHASE.capacityUp, context.facility);
  }

  /** Finds the sort under way at time 0, and puts the first of each on the calendar. Called once, before the run. */
  begin(): void {
    const { local, block } = this.#context;
    let latest = Number.POSITIVE_INFINITY;
    block.sorts.forEach(({ from, to, weekdays }, sort) => {
      const begins = beginnings(from, weekdays);
      const length = parseSpanTime(to)! - parseSpanTime(from)!;
      for (const second of begins) {
        const ago = (local.startOfWeekS - second + WEEK_S) % WEEK_S;
        if (ago < length && ago < latest) {
          latest = ago;
          this.now = sort;
        }
      }
      this.#schedule(sort);
    });
  }

  /** The sort whose plan is in force: the one under way, or the next to begin. */
  get planned(): number {
    if (this.now >= 0) return this.now;
    let first = 0;
    for (let sort = 1; sort < this.#instants.length; sort++)
      if (this.#instants[sort].at(0) < this.#instants[first].at(0)) first = sort;
    return first;
  }

  fire(_kind: number, sort: number): void {
    this.begins(sort);
    this.now = sort;
    this.#next[sort]++;
    this.#schedule(sort);
  }

  #schedule(sort: number): void {
    const { sim, facility } = this.#context;
    sim.schedule(this.#instants[sort].at(this.#next[sort]), this.#base, facility, this.#code, sort);
  }
}

/** Seconds of the week at which a sort begins. */
function beginnings(from: string, weekdays: string): number[] {
  return secondsOfWeek([parseSpanTime(from)!], parseWeekdays(weekdays) as readonly boolean[]);
}
