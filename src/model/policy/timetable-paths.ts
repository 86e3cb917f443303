import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import type { LocalTime } from '../network/local-time.ts';
import { isAllowed, type PathFinder } from './path-finder.ts';
import { PeriodicTrips } from './periodic-trips.ts';
import { PlanFrontier } from './plan-frontier.ts';
import { NO_LANE, type PlanConditions, type PlanGraph } from './plan-graph.ts';

/** How often every facility is asked again whether another lane would serve it better. */
const SWEEPS = 2;

/**
 * Least mean time with the departures that parcels really make: for each departure of a week (of a day, where every lane runs daily), how long its parcels take
 * to the door is found backward from the destination (a connection scan by whole lanes), and of its lanes a facility
 * takes the one with the least mean over the instants at which parcels become ready there. Facilities are settled by
 * that mean, nearest first; since one may connect better than the next on its path, each is asked again, and moves where
 * it gains and no circle comes of it. Ties go to fewer legs, then to the lane whose code comes first.
 */
export class TimetablePaths implements PathFinder {
  readonly next: Int32Array;
  readonly timeS: Float64Array;
  readonly legs: Int32Array;
  /** A facility on the way may connect worse, on the mean, than the one before it. */
  readonly isNested = false;
  readonly #graph: PlanGraph;
  readonly #trips: PeriodicTrips;
  /** From each departure to the door, seconds; of lanes whose end is settled. */
  readonly #durationS: Float64Array;
  readonly #done: Uint8Array;
  readonly #frontier: PlanFrontier;
  /** Facilities in order of their codes, and the place of each there: no reordered file changes a tie. */
  readonly #byCode: Int32Array;
  readonly #placeOf: Int32Array;
  /** Lanes that begin at facility f: `#out[#outFirst[f]]` up to `#out[#outFirst[f + 1]]`, exclusive. */
  readonly #outFirst: Int32Array;
  readonly #out: Int32Array;
  readonly #order: Int32Array;

  constructor(network: NetworkScenario, local: LocalTime, graph: PlanGraph) {
    const n = graph.facilities;
    this.#graph = graph;
    this.#trips = new PeriodicTrips(network, local, graph);
    this.next = new Int32Array(n);
    this.timeS = new Float64Array(n);
    this.legs = new Int32Array(n);
    this.#durationS = new Float64Array(this.#trips.departureS.length);
    this.#done = new Uint8Array(n);
    this.#frontier = new PlanFrontier(graph.lanes + 1);
    const { facilities } = network;
    this.#byCode = Int32Array.from(facilities.keys()).sort((a, b) =>
      facilities[a].code < facilities[b].code ? -1 : 1,
    );
    this.#placeOf = new Int32Array(n);
    this.#byCode.forEach((facility, place) => {
      this.#placeOf[facility] = place;
    });
    this.#outFirst = new Int32Array(n + 1);
    for (const lane of network.lanes) this.#outFirst[lane.from + 1]++;
    for (let facility = 0; facility < n; facility++) this.#outFirst[facility + 1] += this.#outFirst[facility];
    this.#out = new Int32Array(graph.lanes);
    const free = this.#outFirst.slice();
    for (let lane = 0; lane < graph.lanes; lane++) this.#out[free[graph.from[lane]]++] = lane;
    this.#order = new Int32Array(n);
  }

  towards(destination: number, conditions: PlanConditions, forced: Int32Array | null): void {
    this.next.fill(NO_LANE);
    this.timeS.fill(Number.POSITIVE_INFINITY);
    this.legs.fill(0);
    this.timeS[destination] = 0;
    this.#settle(destination, conditions, forced);
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      if (!this.#sweep(destination, conditions, forced)) break;
      this.#recompute(destination, conditions);
    }
  }

  #settle(destination: number, conditions: PlanConditions, forced: Int32Array | null): void {
    const { from: fromOf, into, intoFirst } = this.#graph;
    const done = this.#done.fill(0);
    const frontier = this.#frontier;
    frontier.clear();
    frontier.push(this.#placeOf[destination], 0);
    for (let place = frontier.pop(); place !== -1; place = frontier.pop()) {
      const here = this.#byCode[place];
      if (done[here] === 1) continue;
      done[here] = 1;
      for (let i = intoFirst[here]; i < intoFirst[here + 1]; i++) {
        const lane = into[i];
        const from = fromOf[lane];
        if (done[from] === 1 || !isAllowed(lane, from, conditions, forced)) continue;
        const time = this.#mean(lane, here, destination, conditions);
        if (!this.#isBetter(lane, from, time)) continue;
        this.#take(lane, from, time);
        frontier.push(this.#placeOf[from], time);
      }
    }
  }

  /** Asks every facility again, in order of codes. @returns whether any has moved */
  #sweep(destination: number, conditions: PlanConditions, forced: Int32Array | null): boolean {
    const { to } = this.#graph;
    let hasMoved = false;
    for (const from of this.#byCode) {
      if (from === destination || this.next[from] === NO_LANE) continue;
      for (let i = this.#outFirst[from]; i < this.#outFirst[from + 1]; i++) {
        const lane = this.#out[i];
        const here = to[lane];
        if (lane === this.next[from] || !isAllowed(lane, from, conditions, forced)) continue;
        if (here !== destination && this.next[here] === NO_LANE) continue;
        const time = this.#mean(lane, here, destination, conditions);
        if (time >= this.timeS[from] || this.#leadsThrough(here, from)) continue;
        this.#take(lane, from, time);
        hasMoved = true;
      }
    }
    return hasMoved;
  }

  #leadsThrough(here: number, through: number): boolean {
    const { to } = this.#graph;
    for (let at = here; ; at = to[this.next[at]]) {
      if (at === through) return true;
      if (this.next[at] === NO_LANE) return false;
    }
  }

  /** Times anew along the lanes taken, from the destination outward. */
  #recompute(destination: number, conditions: PlanConditions): void {
    const { from: fromOf, into, intoFirst } = this.#graph;
    const order = this.#order;
    order[0] = destination;
    let settled = 1;
    for (let i = 0; i < settled; i++) {
      const here = order[i];
      for (let k = intoFirst[here]; k < intoFirst[here + 1]; k++) {
        const lane = into[k];
        const from = fromOf[lane];
        if (this.next[from] !== lane) continue;
        this.timeS[from] = this.#mean(lane, here, destination, conditions);
        this.legs[from] = this.legs[here] + 1;
        order[settled++] = from;
      }
    }
  }

  #take(lane: number, from: number, time: number): void {
    this.next[from] = lane;
    this.timeS[from] = time;
    this.legs[from] = this.legs[this.#graph.to[lane]] + 1;
  }

  #isBetter(lane: number, from: number, time: number): boolean {
    const { rank, to } = this.#graph;
    if (time !== this.timeS[from]) return time < this.timeS[from];
    const legs = this.legs[to[lane]] + 1;
    if (legs !== this.legs[from]) return legs < this.legs[from];
    return rank[lane] < rank[this.next[from]];
  }

  /** Mean from readiness where a lane begins to the door, whole seconds, and the duration of each of its departures. */
  #mean(lane: number, here: number, destination: number, { delayS }: PlanConditions): number {
    const { periodS, first, departureS, readyAfterS, endsAfterS, ready, waitedS, readyInAll } = this.#trips;
    const durationS = this.#durationS;
    const onward = here === destination ? NO_LANE : this.next[here];
    const delay = delayS === null ? 0 : delayS[here];
    let sum = waitedS[lane];
    for (let k = first[lane]; k < first[lane + 1]; k++) {
      let duration: number;
      if (onward === NO_LANE) duration = endsAfterS[k];
      else {
        const after = readyAfterS[k] + delay;
        const at = (departureS[k] + after) % periodS;
        const connection = this.#trips.firstFrom(onward, at);
        const wait = departureS[connection] - at;
        duration = after + (wait < 0 ? wait + periodS : wait) + durationS[connection];
      }
      durationS[k] = duration;
      sum += ready[k] * duration;
    }
    return Math.round(sum / readyInAll[lane]);
  }
}
