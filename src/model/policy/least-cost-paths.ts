import { isAllowed, type PathFinder } from './path-finder.ts';
import { PlanFrontier } from './plan-frontier.ts';
import { NO_LANE, type PlanConditions, type PlanGraph } from './plan-graph.ts';

/**
 * What an hour is worth, in units of the currency per parcel, from nothing to so much that only time counts: the
 * multipliers that are tried in turn.
 */
const HOUR_PRICES = [0, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 1e6];

/** Prices and commitments of a least-cost plan. */
export interface PathPrices {
  /** Of a parcel on each lane, and of sorting one at each facility on its way, units of the currency. */
  readonly lane: Float64Array;
  readonly facility: Float64Array;
  /** Facilities whose parcels are to be at their destination in time: those where parcels begin. */
  readonly origins: Int32Array;
  /** From readiness at an origin to arrival at the destination at most, seconds. */
  readonly withinS: number;
}

/**
 * Least expected cost within the commitment. A path that is cheapest of those that are fast enough is hard to find
 * (constrained shortest path), so an hour is given a price: for each destination the lowest of a few at which the paths of
 * least cost plus price × time (Dijkstra 1959) are fast enough from all origins for which any path is (a Lagrangian
 * sweep; Handler and Zang 1980). All facilities go by the same price, so that paths never lead round in circles. Ties go
 * to less time, then to fewer legs, then to the lane whose code comes first.
 */
export class LeastCostPaths implements PathFinder {
  readonly next: Int32Array;
  readonly timeS: Float64Array;
  readonly legs: Int32Array;
  readonly isNested = true;
  readonly #graph: PlanGraph;
  readonly #prices: PathPrices;
  readonly #cost: Float64Array;
  readonly #done: Uint8Array;
  readonly #frontier: PlanFrontier;
  /** Times of the fastest paths from the origins. */
  readonly #fastestS: Float64Array;

  constructor(graph: PlanGraph, prices: PathPrices) {
    this.#graph = graph;
    this.#prices = prices;
    this.next = new Int32Array(graph.facilities);
    this.timeS = new Float64Array(graph.facilities);
    this.legs = new Int32Array(graph.facilities);
    this.#cost = new Float64Array(graph.facilities);
    this.#done = new Uint8Array(graph.facilities);
    this.#frontier = new PlanFrontier(graph.lanes + 1);
    this.#fastestS = new Float64Array(graph.facilities);
  }

  towards(destination: number, conditions: PlanConditions, forced: Int32Array | null): void {
    this.#find(destination, conditions, forced, HOUR_PRICES[HOUR_PRICES.length - 1]);
    this.#fastestS.set(this.timeS);
    for (const price of HOUR_PRICES) {
      this.#find(destination, conditions, forced, price);
      if (this.#isInTime()) return;
    }
  }

  /** Whether every origin from which some path is fast enough has one that is. */
  #isInTime(): boolean {
    const { origins, withinS } = this.#prices;
    for (const origin of origins)
      if (this.timeS[origin] > withinS && this.#fastestS[origin] <= withinS) return false;
    return true;
  }

  #find(destination: number, conditions: PlanConditions, forced: Int32Array | null, hourPrice: number): void {
    const { from: fromOf, into, intoFirst, legS, handlingS } = this.#graph;
    const { lane: lanePrice, facility: facilityPrice } = this.#prices;
    const { delayS } = conditions;
    const { next, timeS, legs } = this;
    const cost = this.#cost.fill(Number.POSITIVE_INFINITY);
    const done = this.#done.fill(0);
    const frontier = this.#frontier;
    const perSecond = hourPrice / 3600;
    next.fill(NO_LANE);
    timeS.fill(Number.POSITIVE_INFINITY);
    legs.fill(0);
    timeS[destination] = 0;
    cost[destination] = 0;
    frontier.clear();
    frontier.push(destination, 0);
    for (let here = frontier.pop(); here !== -1; here = frontier.pop()) {
      if (done[here] === 1) continue;
      done[here] = 1;
      const isEnd = here === destination;
      const handling = isEnd ? 0 : handlingS[here] + (delayS === null ? 0 : delayS[here]);
      const sorting = isEnd ? 0 : facilityPrice[here];
      for (let i = intoFirst[here]; i < intoFirst[here + 1]; i++) {
        const lane = into[i];
        const from = fromOf[lane];
        if (done[from] === 1 || !isAllowed(lane, from, conditions, forced)) continue;
        const seconds = legS[lane] + handling;
        const total = cost[here] + lanePrice[lane] + sorting + perSecond * seconds;
        if (!this.#isBetter(lane, from, here, total, timeS[here] + seconds)) continue;
        cost[from] = total;
        timeS[from] = timeS[here] + seconds;
        legs[from] = legs[here] + 1;
        next[from] = lane;
        frontier.push(from, total);
      }
    }
  }

  #isBetter(lane: number, from: number, here: number, cost: number, timeS: number): boolean {
    if (cost !== this.#cost[from]) return cost < this.#cost[from];
    if (timeS !== this.timeS[from]) return timeS < this.timeS[from];
    const legs = this.legs[here] + 1;
    if (legs !== this.legs[from]) return legs < this.legs[from];
    return this.#graph.rank[lane] < this.#graph.rank[this.next[from]];
  }
}
