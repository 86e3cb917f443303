import { DueHeap } from '../../../engine/blocks/due-heap.ts';
import { NONE } from '../../../engine/subject-store.ts';

/** A way from one node to another, and what one unit costs that takes it. */
export interface Way {
  readonly from: number;
  readonly to: number;
  /** Whole, at least 0. */
  readonly cost: number;
}

/**
 * Moves what is too much at some nodes to where it lacks at least cost: a minimum-cost flow by successive shortest paths
 * with potentials (Ahuja, Magnanti & Orlin 1993, sec. 9.7). Of equal paths the one whose nodes and ways come first.
 * @param surplus whole, per node; below 0 where it lacks. What no way leads to stays.
 * @returns units on each way
 */
export function cheapestMoves(surplus: ArrayLike<number>, ways: readonly Way[]): Float64Array {
  return new Moves(surplus, ways).find();
}

/** Edge 2k runs along way k, edge 2k + 1 takes back what was sent there. */
class Moves {
  readonly #ways: readonly Way[];
  readonly #left: Float64Array;
  readonly #flow: Float64Array;
  readonly #edges: readonly number[][];
  /** Distances so far, the last of them of the common sink. */
  readonly #potential: Float64Array;
  readonly #distance: Float64Array;
  readonly #by: Int32Array;

  constructor(surplus: ArrayLike<number>, ways: readonly Way[]) {
    const nodes = surplus.length;
    this.#ways = ways;
    this.#left = Float64Array.from(surplus);
    this.#flow = new Float64Array(ways.length);
    const edges: number[][] = Array.from({ length: nodes }, () => []);
    ways.forEach(({ from, to }, k) => {
      edges[from].push(2 * k);
      edges[to].push(2 * k + 1);
    });
    this.#edges = edges;
    this.#potential = new Float64Array(nodes + 1);
    this.#distance = new Float64Array(nodes + 1);
    this.#by = new Int32Array(nodes + 1);
  }

  find(): Float64Array {
    while (this.#search()) this.#send();
    return this.#flow;
  }

  /** Shortest path from all that have too much to the nearest that lacks. @returns whether there is one */
  #search(): boolean {
    const left = this.#left;
    const distance = this.#distance;
    const potential = this.#potential;
    const sink = left.length;
    const heap = new DueHeap();
    distance.fill(Number.POSITIVE_INFINITY);
    this.#by.fill(NONE);
    for (let node = 0; node < sink; node++) {
      if (left[node] <= 0) continue;
      distance[node] = 0;
      heap.push(node, 0);
    }
    const reach = (node: number, at: number, by: number) => {
      if (at >= distance[node]) return;
      distance[node] = at;
      this.#by[node] = by;
      heap.push(node, at);
    };
    while (heap.count > 0) {
      const at = heap.firstDue;
      const node = heap.shift();
      if (at > distance[node]) continue;
      if (node === sink) break;
      if (left[node] < 0) reach(sink, at + potential[node] - potential[sink], node);
      for (const edge of this.#edges[node]) {
        const way = this.#ways[edge >> 1];
        const isBack = (edge & 1) === 1;
        if (isBack && this.#flow[edge >> 1] === 0) continue;
        const next = isBack ? way.from : way.to;
        reach(next, at + (isBack ? -way.cost : way.cost) + potential[node] - potential[next], edge);
      }
    }
    const found = distance[sink];
    if (found === Number.POSITIVE_INFINITY) return false;
    for (let node = 0; node <= sink; node++) potential[node] += Math.min(distance[node], found);
    return true;
  }

  /** Sends along the path just found as much as it takes. */
  #send(): void {
    const target = this.#by[this.#left.length];
    let amount = -this.#left[target];
    const path: number[] = [];
    let node = target;
    while (this.#by[node] !== NONE) {
      const edge = this.#by[node];
      path.push(edge);
      if ((edge & 1) === 1) amount = Math.min(amount, this.#flow[edge >> 1]);
      node = (edge & 1) === 1 ? this.#ways[edge >> 1].to : this.#ways[edge >> 1].from;
    }
    amount = Math.min(amount, this.#left[node]);
    for (const edge of path) this.#flow[edge >> 1] += (edge & 1) === 1 ? -amount : amount;
    this.#left[node] -= amount;
    this.#left[target] += amount;
  }
}
