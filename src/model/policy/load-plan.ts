import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import type { LocalTime } from '../network/local-time.ts';
import { MeanWaitPaths } from './mean-wait-paths.ts';
import type { PathFinder } from './path-finder.ts';
import { AS_WRITTEN, NO_LANE, type PlanConditions, PlanGraph } from './plan-graph.ts';
import { TimetablePaths } from './timetable-paths.ts';

/** What finds the paths of a plan, and in what state of the network. */
export interface PlanMaking {
  readonly graph: PlanGraph;
  readonly finder: PathFinder;
  readonly conditions: PlanConditions;
  /** The plan with everything open: where it takes no lane that is barred, it stands. */
  readonly base?: LoadPlan;
}

/**
 * For each facility and destination the lane to take next, as one of the `PathFinder`s finds it; where the planner wants
 * another lane (`plan_edits`), that one, unless it is barred.
 */
export class LoadPlan {
  readonly #graph: PlanGraph;
  readonly #next: Int32Array;
  /** Whole seconds; -1 where no path leads. */
  readonly #expectedS: Int32Array;
  readonly #legs: Uint8Array;
  readonly #isNested: boolean;

  /** @param making by the settings of the network, everything open, where absent */
  constructor(network: NetworkScenario, local: LocalTime, making: PlanMaking = asWritten(network, local)) {
    const { graph, finder, conditions, base } = making;
    const { destinations, facilities } = graph;
    this.#graph = graph;
    this.#isNested = finder.isNested;
    const columns = destinations.length;
    this.#next = base === undefined ? new Int32Array(facilities * columns) : base.#next.slice();
    this.#expectedS = base === undefined ? new Int32Array(facilities * columns) : base.#expectedS.slice();
    this.#legs = base === undefined ? new Uint8Array(facilities * columns) : base.#legs.slice();
    const stands = base === undefined ? () => false : (column: number) => base.#standsIn(column, conditions);
    const forced = new Int32Array(facilities);
    for (let column = 0; column < columns; column++) {
      if (stands(column)) continue;
      const destination = destinations[column];
      let isForced = false;
      forced.fill(NO_LANE);
      for (const edit of network.planEdits) {
        if (edit.destination !== destination) continue;
        forced[edit.facility] = edit.lane;
        isForced = true;
      }
      finder.towards(destination, conditions, isForced ? forced : null);
      for (let facility = 0; facility < facilities; facility++) {
        const at = facility * columns + column;
        const time = finder.timeS[facility];
        this.#next[at] = finder.next[facility];
        this.#expectedS[at] = Number.isFinite(time) ? Math.round(time) : -1;
        this.#legs[at] = Math.min(255, finder.legs[facility]);
      }
    }
  }

  /** Lane to take from a facility towards a destination; NO_LANE where no path leads there. */
  next(facility: number, destination: number): number {
    const { destinations, columnOf } = this.#graph;
    return this.#next[facility * destinations.length + columnOf[destination]];
  }

  /** Lanes that another plan tells a facility to take where this one tells it to take a different one, or none. */
  lanesLeft(facility: number, other: LoadPlan): ReadonlySet<number> {
    const columns = this.#graph.destinations.length;
    const end = (facility + 1) * columns;
    const left = new Set<number>();
    for (let at = facility * columns; at < end; at++)
      if (this.#next[at] !== other.#next[at]) left.add(other.#next[at]);
    return left;
  }

  /** The whole plan, for the eye: destinations, and the lane by facility and destination. */
  table(): { readonly destinations: Int32Array; readonly next: Int32Array } {
    return { destinations: this.#graph.destinations.slice(), next: this.#next.slice() };
  }

  /** Expected time from readiness at a facility to the destination, seconds; Infinity where no path leads. */
  expectedS(facility: number, destination: number): number {
    const { destinations, columnOf } = this.#graph;
    const seconds = this.#expectedS[facility * destinations.length + columnOf[destination]];
    return seconds < 0 ? Number.POSITIVE_INFINITY : seconds;
  }

  /** Orders facilities so that each comes before those on its path to a destination. */
  fartherFirst(a: number, b: number, destination: number): number {
    return this.#isNested
      ? this.expectedS(b, destination) - this.expectedS(a, destination)
      : this.legs(b, destination) - this.legs(a, destination);
  }

  /** Lanes from a facility to the destination by the plan, counted up to 255; 0 where no path leads. */
  legs(facility: number, destination: number): number {
    const { destinations, columnOf } = this.#graph;
    return this.#legs[facility * destinations.length + columnOf[destination]];
  }

  /** Whether nothing of a column changes under some conditions: none of its lanes is barred, and no facility is late. */
  #standsIn(column: number, { barred, delayS }: PlanConditions): boolean {
    if (delayS !== null) return false;
    if (barred === null) return true;
    const columns = this.#graph.destinations.length;
    for (let at = column; at < this.#next.length; at += columns) {
      const lane = this.#next[at];
      if (lane !== NO_LANE && barred[lane] !== 0) return false;
    }
    return true;
  }
}

function asWritten(network: NetworkScenario, local: LocalTime): PlanMaking {
  const graph = new PlanGraph(network);
  return { graph, finder: pathFinder(network, local, graph), conditions: AS_WRITTEN };
}

/** What finds paths by time: with mean waits, or by the timetable where the scenario says so. */
export function pathFinder(network: NetworkScenario, local: LocalTime, graph: PlanGraph): PathFinder {
  return network.settings.routing.plan === 'timetable'
    ? new TimetablePaths(network, local, graph)
    : new MeanWaitPaths(graph);
}
