import { warmUpOverride } from './measured-time.ts';
import { mainPhase, type OpenedExperiment, type Phase, pilotReplications } from './opened-experiment.ts';
import type { PointResult } from './point-result.ts';
import { pilotPhase, readWarmUp, type WarmUpReport } from './steady-state.ts';

/** Opens the points of an experiment again, each with further overrides. */
export type Reopen = (overrides: readonly string[]) => OpenedExperiment;

/** An experiment and how its points are opened anew, for a warm-up that is found on the way. */
export interface ExperimentCourse {
  readonly experiment: OpenedExperiment;
  readonly reopen: Reopen;
}

/** What is known when all phases are over. */
export interface Conducted {
  /** With the warm-up that was found. */
  readonly experiment: OpenedExperiment;
  readonly warmUp: WarmUpReport | undefined;
  /** Of the main phase; what was cut is in none of its figures. */
  readonly results: readonly PointResult[];
  /** The pilot or the main phase was stopped before its end. */
  readonly isStopped: boolean;
}

/** The override by which all points of an experiment get a warm-up of so many seconds; they are of one kind. */
export function warmUpOf({ points }: OpenedExperiment, warmUpS: number): string {
  return warmUpOverride(points[0].scenario, warmUpS);
}

/** The first phase of an experiment: a pilot where a warm-up is looked for, or else the main phase. */
export function firstPhase({ experiment, reopen }: ExperimentCourse): Phase {
  if (pilotReplications(experiment.file) === 0) return mainPhase(experiment);
  return pilotPhase(experiment, reopen([warmUpOf(experiment, 0)])) ?? mainPhase(experiment);
}

/**
 * The main phase after a pilot: the points with the warm-up that it showed.
 * @param pilot results of the pilot, by point
 */
export function afterPilot(
  { experiment, reopen }: ExperimentCourse,
  pilot: readonly PointResult[],
): { readonly warmUp: WarmUpReport; readonly experiment: OpenedExperiment; readonly phase: Phase } {
  const warmUp = readWarmUp(experiment, pilot);
  const cut = warmUp.isTrusted ? reopen([warmUpOf(experiment, warmUp.warmUpS)]) : experiment;
  return { warmUp, experiment: cut, phase: mainPhase(cut) };
}

/**
 * Runs an experiment from its first phase to its last.
 * @param run runs one phase to its end, or until it is stopped
 */
export async function conductExperiment(
  course: ExperimentCourse,
  run: (phase: Phase, isPilot: boolean) => Promise<readonly PointResult[]>,
): Promise<Conducted> {
  const { experiment } = course;
  const isSearched = pilotReplications(experiment.file) > 0;
  const first = await run(firstPhase(course), isSearched);
  if (!isSearched) return { experiment, warmUp: undefined, results: first, isStopped: wasStopped(first) };
  if (wasStopped(first)) {
    return { experiment, warmUp: undefined, results: experiment.points.map(nothing), isStopped: true };
  }
  const after = afterPilot(course, first);
  const results = await run(after.phase, false);
  return { experiment: after.experiment, warmUp: after.warmUp, results, isStopped: wasStopped(results) };
}

function wasStopped(results: readonly PointResult[]): boolean {
  return results.some(({ unfinished }) => unfinished.length > 0);
}

function nothing(): PointResult {
  return { results: [], failures: [], unfinished: [], isConditional: true, eventCount: 0, resultHash: '' };
}
