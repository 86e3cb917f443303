import { isValueOf, type Response } from '../response.ts';
import { kimNelson, type Selection, type SelectionSettings } from '../selection/kim-nelson.ts';
import { type Decision, type Ended, firstReplications, type SamplingRule } from './sampling-rule.ts';

/** What is selected by, how surely, and what that may cost. */
export interface SelectionTarget extends SelectionSettings {
  readonly response: Response;
  /** Replications of a point at which the search stops, decided or not. */
  readonly atMost: number;
}

/** Runs all points through a first stage, then those still in contention, until one is left. Source: Kim and Nelson (2001). */
export class UntilSelected implements SamplingRule {
  readonly points: number;
  readonly #target: SelectionTarget;

  constructor(points: number, target: SelectionTarget) {
    this.points = points;
    this.#target = target;
  }

  decide(ended: Ended, concurrency: number): Decision {
    const { firstStage, atMost } = this.#target;
    const selection = selectionOf(ended, this.points, this.#target);
    if (selection.state === 'selected') return { tasks: [], expected: this.#run(ended, selection) };
    const { survivors } = selection;
    const known = this.#knownOf(ended, survivors);
    const ahead = Math.max(1, Math.ceil(concurrency / survivors.length));
    const until = Math.min(atMost, known < firstStage ? firstStage : known + ahead);
    const tasks = firstReplications(until)
      .slice(known)
      .flatMap((replication) => survivors.map((point) => ({ point, replication })));
    const last = Number.isNaN(selection.lastStage) ? firstStage : Math.min(selection.lastStage, atMost);
    return { tasks, expected: Math.max(this.#run(ended, selection), this.points * firstStage, last) };
  }

  /** Up to the stage at which a point was dropped; of the others all that were looked at. */
  counted(ended: Ended, point: number): readonly number[] {
    const selection = selectionOf(ended, this.points, this.#target);
    const dropped = selection.dropped.find(({ system }) => system === point);
    return firstReplications(dropped?.rows ?? Math.max(selection.rows, this.#target.firstStage));
  }

  /** Ordinals that have ended, without a gap, at every point in contention. */
  #knownOf(ended: Ended, survivors: readonly number[]): number {
    let known = 0;
    while (survivors.every((point) => ended.has({ point, replication: known }))) known++;
    return known;
  }

  #run(ended: Ended, { survivors, stage }: Selection): number {
    let count = 0;
    for (let point = 0; point < this.points; point++) {
      count += survivors.includes(point) ? stage : ended.results(point).length;
    }
    return count;
  }
}

/** Where the selection stands, by what has ended without a gap. */
export function selectionOf(ended: Ended, points: number, target: SelectionTarget): Selection {
  const columns = firstReplications(points).map((point) => {
    const values = new Map(
      ended.results(point).map(({ outcome }) => {
        const found = outcome.kpis.find((kpi) => isValueOf(target.response, kpi));
        return [outcome.replication, found?.value ?? Number.NaN];
      }),
    );
    const column: number[] = [];
    for (
      let replication = 0;
      ended.has({ point, replication }) && replication < target.atMost;
      replication++
    ) {
      column.push(values.get(replication) ?? Number.NaN);
    }
    return column;
  });
  return kimNelson(columns, target);
}
