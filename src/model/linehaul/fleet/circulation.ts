/** Where empty vehicles go from a facility, and how many a week. */
export interface EmptyArc {
  readonly lane: number;
  /** Whether they run the lane backwards. */
  readonly isReturn: boolean;
  readonly from: number;
  readonly to: number;
  readonly perWeek: number;
}

/**
 * Which of the vehicles that come free at a facility go on empty: as many of each hundred as in a week of the plan, spread
 * evenly, by counting alone. The plan and the run ask the same rule.
 */
export class Circulation {
  readonly arcs: readonly EmptyArc[];
  readonly #freePerWeek: number;
  readonly #goPerWeek: number;
  readonly #gone: Float64Array;
  #free = 0;
  #goneInAll = 0;

  /** @param arcs that leave here, in the order that breaks ties @param freePerWeek vehicles that come free in a week */
  constructor(arcs: readonly EmptyArc[], freePerWeek: number) {
    this.arcs = arcs;
    this.#freePerWeek = freePerWeek;
    this.#goPerWeek = arcs.reduce((sum, { perWeek }) => sum + perWeek, 0);
    this.#gone = new Float64Array(arcs.length);
  }

  /** So many vehicles have come free. */
  freed(vehicles: number): void {
    this.#free += vehicles;
  }

  /** The arc that is next to get a vehicle; null while none is due. */
  next(): number | null {
    if (this.#goPerWeek === 0) return null;
    if (this.#goneInAll >= Math.floor((this.#free * this.#goPerWeek) / this.#freePerWeek)) return null;
    let next = 0;
    for (let arc = 1; arc < this.arcs.length; arc++) {
      // The one furthest behind its share: (gone + 1) / perWeek, compared without dividing.
      const mine = (this.#gone[arc] + 1) * this.arcs[next].perWeek;
      if (mine < (this.#gone[next] + 1) * this.arcs[arc].perWeek) next = arc;
    }
    return next;
  }

  /** A vehicle has been sent along an arc. */
  sent(arc: number): void {
    this.#gone[arc]++;
    this.#goneInAll++;
  }
}
