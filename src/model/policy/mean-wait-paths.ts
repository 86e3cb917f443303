import { isAllowed, type PathFinder } from './path-finder.ts';
import { PlanFrontier } from './plan-frontier.ts';
import { NO_LANE, type PlanConditions, type PlanGraph } from './plan-graph.ts';

/**
 * Least expected time over handling, the mean wait for a departure, and travel in clear weather (Dijkstra 1959, on
 * reversed lanes). Whole seconds; ties go to fewer legs, then to the lane whose code comes first, so that an unrelated
 * edit moves nobody.
 */
export class MeanWaitPaths implements PathFinder {
  readonly next: Int32Array;
  readonly timeS: Float64Array;
  readonly legs: Int32Array;
  readonly isNested = true;
  readonly #graph: PlanGraph;
  readonly #done: Uint8Array;
  readonly #frontier: PlanFrontier;

  constructor(graph: PlanGraph) {
    this.#graph = graph;
    this.next = new Int32Array(graph.facilities);
    this.timeS = new Float64Array(graph.facilities);
    this.legs = new Int32Array(graph.facilities);
    this.#done = new Uint8Array(graph.facilities);
    this.#frontier = new PlanFrontier(graph.lanes + 1);
  }

  towards(destination: number, conditions: PlanConditions, forced: Int32Array | null): void {
    const { from: fromOf, into, intoFirst, legS, handlingS, rank } = this.#graph;
    const { delayS } = conditions;
    const { next, timeS, legs } = this;
    const done = this.#done.fill(0);
    const frontier = this.#frontier;
    next.fill(NO_LANE);
    timeS.fill(Number.POSITIVE_INFINITY);
    legs.fill(0);
    timeS[destination] = 0;
    frontier.clear();
    frontier.push(destination, 0);
    for (let here = frontier.pop(); here !== -1; here = frontier.pop()) {
      if (done[here] === 1) continue;
      done[here] = 1;
      const handling = here === destination ? 0 : handlingS[here] + (delayS === null ? 0 : delayS[here]);
      for (let i = intoFirst[here]; i < intoFirst[here + 1]; i++) {
        const lane = into[i];
        const from = fromOf[lane];
        if (done[from] === 1 || !isAllowed(lane, from, conditions, forced)) continue;
        const time = legS[lane] + handling + timeS[here];
        const isBetter =
          time < timeS[from] ||
          (time === timeS[from] &&
            (legs[here] + 1 < legs[from] ||
              (legs[here] + 1 === legs[from] && rank[lane] < rank[next[from]])));
        if (!isBetter) continue;
        timeS[from] = time;
        legs[from] = legs[here] + 1;
        next[from] = lane;
        frontier.push(from, time);
      }
    }
  }
}
