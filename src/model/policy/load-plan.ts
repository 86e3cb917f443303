import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import { type LocalTime, secondsOfWeek, WeeklyInstants } from '../network/local-time.ts';

/** Expected handling between arrival and readiness to depart, seconds. Assumptions, stated in MODEL.md. */
export const HANDLING_S = {
  hub: 5400,
  station: 1800,
  'county-center': 1800,
  township: 1800,
  'village-station': 0,
} as const;

/** No lane leads on. */
export const NO_LANE = -1;

/**
 * For each facility and destination the lane to take next: least expected time over handling, the mean wait for a
 * departure, and travel in clear weather. Whole seconds; ties go to fewer legs, then to the lane whose code comes
 * first, so that an unrelated edit moves nobody.
 */
export class LoadPlan {
  readonly #columns: number;
  readonly #columnOf: Int32Array;
  readonly #next: Int32Array;
  readonly #expectedS: Float64Array;

  constructor(network: NetworkScenario, local: LocalTime) {
    const { facilities, zones } = network;
    const destinations = [...new Set(zones.flatMap((zone) => [zone.station, zone.villageStation]))]
      .filter((facility) => facility >= 0)
      .sort((a, b) => a - b);
    this.#columns = destinations.length;
    this.#columnOf = new Int32Array(facilities.length).fill(-1);
    destinations.forEach((facility, column) => {
      this.#columnOf[facility] = column;
    });
    this.#next = new Int32Array(facilities.length * this.#columns).fill(NO_LANE);
    this.#expectedS = new Float64Array(facilities.length * this.#columns).fill(Number.POSITIVE_INFINITY);
    const graph = new ReverseGraph(network, local);
    for (const destination of destinations) this.#plan(graph, destination);
  }

  /** Lane to take from a facility towards a destination; NO_LANE where no path leads there. */
  next(facility: number, destination: number): number {
    return this.#next[facility * this.#columns + this.#columnOf[destination]];
  }

  /** The whole plan, for the eye: destinations, and the lane by facility and destination. */
  table(): { readonly destinations: Int32Array; readonly next: Int32Array } {
    const destinations = new Int32Array(this.#columns);
    this.#columnOf.forEach((column, facility) => {
      if (column >= 0) destinations[column] = facility;
    });
    return { destinations, next: this.#next.slice() };
  }

  /** Expected time from readiness at a facility to arrival at the destination, seconds; Infinity where no path leads. */
  expectedS(facility: number, destination: number): number {
    return this.#expectedS[facility * this.#columns + this.#columnOf[destination]];
  }

  /** Shortest paths towards one destination (Dijkstra 1959, on reversed lanes). */
  #plan(graph: ReverseGraph, destination: number): void {
    const column = this.#columnOf[destination];
    const best = new Float64Array(graph.facilities).fill(Number.POSITIVE_INFINITY);
    const legs = new Int32Array(graph.facilities);
    const done = new Uint8Array(graph.facilities);
    const frontier = new Frontier();
    best[destination] = 0;
    frontier.push(destination, 0);
    for (let here = frontier.pop(); here !== -1; here = frontier.pop()) {
      if (done[here] === 1) continue;
      done[here] = 1;
      this.#expectedS[here * this.#columns + column] = best[here];
      const handling = here === destination ? 0 : graph.handlingS[here];
      for (const lane of graph.into[here]) {
        const from = graph.from[lane];
        if (done[from] === 1) continue;
        const time = graph.legS[lane] + handling + best[here];
        const at = from * this.#columns + column;
        const known = this.#next[at];
        const isBetter =
          time < best[from] ||
          (time === best[from] &&
            (legs[here] + 1 < legs[from] ||
              (legs[here] + 1 === legs[from] && graph.rank[lane] < graph.rank[known])));
        if (!isBetter) continue;
        best[from] = time;
        legs[from] = legs[here] + 1;
        this.#next[at] = lane;
        frontier.push(from, time);
      }
    }
  }
}

/** Lanes by where they end, with their expected times. */
class ReverseGraph {
  readonly facilities: number;
  readonly into: readonly number[][];
  readonly from: Int32Array;
  readonly legS: Float64Array;
  readonly handlingS: Float64Array;
  /** Place of each lane's code in order of codes. */
  readonly rank: Int32Array;

  constructor(network: NetworkScenario, local: LocalTime) {
    const { facilities, lanes, settings } = network;
    this.facilities = facilities.length;
    this.into = facilities.map(() => []);
    this.from = Int32Array.from(lanes, (lane) => lane.from);
    this.handlingS = Float64Array.from(facilities, (facility) => HANDLING_S[facility.kind]);
    this.legS = Float64Array.from(lanes, (lane) => {
      const seconds = local.firstWeek(secondsOfWeek(lane.departuresS, lane.runsOn));
      const travelS = (lane.distanceKm / settings.vehicles[lane.vehicle].speed_km_per_h) * 3600;
      return Math.round(new WeeklyInstants(seconds).meanWaitS + travelS);
    });
    const byCode = lanes.map((_, lane) => lane).sort((a, b) => (lanes[a].code < lanes[b].code ? -1 : 1));
    this.rank = new Int32Array(lanes.length);
    byCode.forEach((lane, place) => {
      this.rank[lane] = place;
    });
    lanes.forEach((lane, index) => {
      this.into[lane.to].push(index);
    });
  }
}

/** Facilities to visit, nearest first; of equals the smaller index. A binary heap. */
class Frontier {
  readonly #heap: { facility: number; time: number }[] = [];

  push(facility: number, time: number): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push({ facility, time });
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!comesBefore(heap[at], heap[parent])) break;
      [heap[at], heap[parent]] = [heap[parent], heap[at]];
      at = parent;
    }
  }

  /** @returns the facility, or -1 when none is left */
  pop(): number {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined) return -1;
    if (heap.length > 0) {
      heap[0] = last;
      let at = 0;
      for (;;) {
        let child = 2 * at + 1;
        if (child >= heap.length) break;
        if (child + 1 < heap.length && comesBefore(heap[child + 1], heap[child])) child++;
        if (!comesBefore(heap[child], heap[at])) break;
        [heap[at], heap[child]] = [heap[child], heap[at]];
        at = child;
      }
    }
    return first.facility;
  }
}

function comesBefore(a: { facility: number; time: number }, b: { facility: number; time: number }): boolean {
  return a.time < b.time || (a.time === b.time && a.facility < b.facility);
}
