import type { ReplicationResult, Task } from '../executor.ts';

/** What has ended of an experiment, well or not. */
export interface Ended {
  /** Finished replications of a design point, in the order of replications. */
  results(point: number): readonly ReplicationResult[];
  /** Whether it has finished or failed. */
  has(task: Task): boolean;
}

/** What a rule makes of what has ended. */
export interface Decision {
  /** To be run next, in this order; those that have ended are left out by the runner. Empty when all is decided. */
  readonly tasks: readonly Task[];
  /** Replications that the experiment will take in all, as far as can be told: for progress. */
  readonly expected: number;
}

/**
 * Says which replications an experiment needs. It must depend on results alone, never on their order of arrival or on
 * the number of workers: then the experiment comes to the same bytes everywhere.
 */
export interface SamplingRule {
  /** Design points. */
  readonly points: number;
  /** @param concurrency how many can run at once: a rule may ask for more than it is sure to need */
  decide(ended: Ended, concurrency: number): Decision;
  /** The replications of a point that count, once all is decided; rising. Further ones were run in vain. */
  counted(ended: Ended, point: number): readonly number[];
}

/** The same replications of every point. */
export class FixedReplications implements SamplingRule {
  readonly points: number;
  readonly #replications: readonly number[];

  /** @param replications ordinals, rising */
  constructor(points: number, replications: readonly number[]) {
    this.points = points;
    this.#replications = replications;
  }

  decide(ended: Ended): Decision {
    // Replication by replication: whenever it is stopped, the points have been run equally often.
    const all = this.#replications.flatMap((replication) =>
      Array.from({ length: this.points }, (_, point) => ({ point, replication })),
    );
    return { tasks: all.filter((task) => !ended.has(task)), expected: all.length };
  }

  counted(): readonly number[] {
    return this.#replications;
  }
}

/** The ordinals from 0 up to, and without, `count`. */
export function firstReplications(count: number): number[] {
  return Array.from({ length: count }, (_, ordinal) => ordinal);
}
