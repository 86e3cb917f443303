import { type PrecisionTarget, precisionOf } from '../precision.ts';
import { isValueOf, type Response } from '../response.ts';
import { commonPrefix } from './common-prefix.ts';
import { type Decision, type Ended, firstReplications, type SamplingRule } from './sampling-rule.ts';

/** How precise the means of an experiment shall become, and what that may cost. */
export interface SequentialTarget extends PrecisionTarget {
  readonly responses: readonly Response[];
  /** Replications of every point before it may stop; at least 10, below which a variance is too uncertain to stop by. */
  readonly atLeast: number;
  /** Replications at which it stops, precise or not. */
  readonly atMost: number;
}

/**
 * Adds replications, the same of every point, until every response of every point is precise enough.
 * Points stop together, so that pairs of equal luck stay pairs. Source: Law (2015), sec. 9.4.1.
 */
export class UntilPrecise implements SamplingRule {
  readonly points: number;
  readonly #target: SequentialTarget;
  /** Ordinals known not to be enough: what has been looked at never changes. */
  #tooFew = 0;

  constructor(points: number, target: SequentialTarget) {
    this.points = points;
    this.#target = target;
  }

  decide(ended: Ended, concurrency: number): Decision {
    const { atLeast, atMost } = this.#target;
    const known = Math.min(commonPrefix(ended, this.points), atMost);
    const enough = this.#enough(ended, known);
    if (enough !== undefined) return { tasks: [], expected: enough * this.points };
    const needed = known < atLeast ? atLeast : this.#needed(ended, known);
    // Half of what seems to be missing, and enough for everyone to have work: further ones would be run in vain.
    const ahead = Math.max(Math.ceil(concurrency / this.points), Math.floor((needed - known) / 2), 1);
    const until = Math.min(atMost, known < atLeast ? atLeast : known + ahead);
    const tasks = firstReplications(until)
      .slice(known)
      .flatMap((replication) => Array.from({ length: this.points }, (_, point) => ({ point, replication })));
    return { tasks, expected: Math.min(atMost, Math.max(needed, until)) * this.points };
  }

  counted(ended: Ended): readonly number[] {
    const { atLeast, atMost } = this.#target;
    const known = Math.min(commonPrefix(ended, this.points), atMost);
    return firstReplications(this.#enough(ended, known) ?? Math.max(known, atLeast));
  }

  /** The fewest replications, of those known, that are enough; undefined where more are needed. */
  #enough(ended: Ended, known: number): number | undefined {
    const { atLeast, atMost } = this.#target;
    const columns = this.#columns(ended);
    for (let count = Math.max(atLeast, this.#tooFew + 1); count <= known; count++) {
      const isEnough = columns.every(
        (column) => precisionOf(valuesBelow(column, count), this.#target).isPrecise,
      );
      if (isEnough || count === atMost) return count;
      this.#tooFew = count;
    }
    return undefined;
  }

  #needed(ended: Ended, known: number): number {
    const needed = this.#columns(ended).map(
      (column) => precisionOf(valuesBelow(column, known), this.#target).needed,
    );
    return Math.max(known + 1, ...needed.filter((count) => Number.isFinite(count)));
  }

  /** Values of every response at every point, by ordinal; gaps where a replication failed or has no value. */
  #columns(ended: Ended): Map<number, number>[] {
    return firstReplications(this.points).flatMap((point) =>
      this.#target.responses.map((response) => {
        const column = new Map<number, number>();
        for (const { outcome } of ended.results(point)) {
          const found = outcome.kpis.find((kpi) => isValueOf(response, kpi));
          if (found !== undefined && !Number.isNaN(found.value)) column.set(outcome.replication, found.value);
        }
        return column;
      }),
    );
  }
}

function valuesBelow(column: ReadonlyMap<number, number>, count: number): number[] {
  return [...column].flatMap(([replication, value]) => (replication < count ? [value] : []));
}
