import { type MeanInterval, meanInterval } from '../engine/stats/interval.ts';
import { differencesBetween, type InputDifference } from '../scenario/scenario-difference.ts';
import { comparePairs } from './comparison/compare-pairs.ts';
import type { PairComparison } from './comparison/pair-comparison.ts';
import { type EffectRow, effectsOf } from './design/effects.ts';
import { fitMetamodel, type Metamodel } from './design/metamodel.ts';
import { type TornadoBar, tornadoOf } from './design/tornado.ts';
import type { ReplicationOutcome } from './executor.ts';
import { mainPhase, type OpenedExperiment } from './opened-experiment.ts';
import type { FailedReplication, PointResult } from './point-result.ts';
import { precisionOf } from './precision.ts';
import type { Response } from './response.ts';
import { selectionOf } from './rules/until-selected.ts';
import { type ResponseSample, sampleOf, valuesOf } from './sample.ts';
import type { Selection } from './selection/kim-nelson.ts';
import { readBatchMeans, type SteadyStateReport, type WarmUpReport } from './steady-state.ts';
import { type SummaryRow, summarize } from './summarize.ts';

/** What one design point came to. */
export interface PointReport {
  readonly name: string;
  /** Hash of its scenario. */
  readonly hash: string;
  readonly finished: number;
  readonly failures: readonly FailedReplication[];
  readonly unfinished: readonly number[];
  readonly eventCount: number;
  readonly resultHash: string;
  /** Every figure over its replications. */
  readonly summary: readonly SummaryRow[];
  /** What differs in its input from the first point's; empty for the first. */
  readonly inputDifferences: readonly InputDifference[];
}

/** One response over the design points. */
export interface ResponseReport {
  /** Every replication's value, for dots and for whoever wants to compute again. */
  readonly sample: ResponseSample;
  /** Mean and its own interval, by point. */
  readonly intervals: readonly MeanInterval[];
  /** Differences between alternatives; empty for one of them, and with factors. */
  readonly comparisons: readonly PairComparison[];
  /** Empty without factors. */
  readonly effects: readonly EffectRow[];
  /** Undefined without factors, and where the design cannot carry one. */
  readonly metamodel: Metamodel | undefined;
  /** Widest swing first; empty without factors and for Latin hypercubes, which hold no factor at a level. */
  readonly tornado: readonly TornadoBar[];
  /** Whether the relative half-width of every point is below the target; undefined without a target. */
  readonly isPrecise: boolean | undefined;
}

/** The figure that a selection goes by: mean and interval, by point. */
export interface SelectedFigure {
  readonly response: Response;
  readonly unit: string;
  readonly intervals: readonly MeanInterval[];
}

/** What an experiment came to, or has come to so far. Structured-cloneable. */
export interface ExperimentReport {
  readonly title: string;
  readonly confidence: number;
  /** Whether equal replications of the points had equal luck. */
  readonly isPaired: boolean;
  readonly points: readonly PointReport[];
  readonly responses: readonly ResponseReport[];
  /** Kim and Nelson's selection of the best; undefined where it was not asked for. */
  readonly selection: Selection | undefined;
  /** Means of the figure that it selects by. */
  readonly selected: SelectedFigure | undefined;
  readonly steadyState: SteadyStateReport;
  /** Replications are missing, failed or not run: what is said holds only given that a replication ends. */
  readonly isConditional: boolean;
}

/**
 * Tells what an experiment came to.
 * @param experiment as its main phase ran it @param results of the main phase, by point; of a stopped one what there is
 */
export function reportOf(
  experiment: OpenedExperiment,
  results: readonly PointResult[],
  warmUp: WarmUpReport | undefined,
): ExperimentReport {
  const { file, confidence, responses } = experiment;
  const outcomes = results.map(({ results: finished }) => finished.map(({ outcome }) => outcome));
  return {
    title: file.title,
    confidence,
    isPaired: file.common_random_numbers,
    points: experiment.points.map(({ name, scenario }, point) => {
      const { results: finished, failures, unfinished, eventCount, resultHash } = results[point];
      return {
        name,
        hash: scenario.hash,
        finished: finished.length,
        failures,
        unfinished,
        eventCount,
        resultHash,
        summary: summarize(outcomes[point], confidence),
        inputDifferences: point === 0 ? [] : differencesBetween(experiment.points[0].scenario, scenario),
      };
    }),
    responses: responses.map((response) => responseReport(experiment, sampleOf(outcomes, response))),
    ...selectionReport(experiment, results, outcomes),
    steadyState: { warmUp, batchMeans: readBatchMeans(experiment, results) },
    isConditional: results.some(({ isConditional }) => isConditional),
  };
}

function responseReport(experiment: OpenedExperiment, sample: ResponseSample): ResponseReport {
  const { file, confidence, matrix, points } = experiment;
  const { replications: asked, selection } = file;
  const values = points.map((_, point) => valuesOf(sample, point));
  // After a selection, points have been run as often as they deserved: their differences are not a fair sample.
  const isCompared = matrix === undefined && points.length > 1 && selection === undefined;
  return {
    sample,
    intervals: values.map((ofPoint) => meanInterval(ofPoint, confidence)),
    comparisons: isCompared ? comparisonsOf(experiment, sample) : [],
    effects: matrix === undefined ? [] : effectsOf(matrix, sample, confidence),
    metamodel: matrix && fitMetamodel(matrix, sample, confidence),
    tornado:
      matrix === undefined || matrix.kind === 'latin-hypercube' ? [] : tornadoOf(matrix, sample, confidence),
    isPrecise:
      typeof asked !== 'object' || selection !== undefined
        ? undefined
        : values.every(
            (ofPoint) =>
              precisionOf(ofPoint, { relativeError: asked.relative_half_width, confidence }).isPrecise,
          ),
  };
}

function comparisonsOf(
  { file, confidence, points }: OpenedExperiment,
  sample: ResponseSample,
): PairComparison[] {
  const { pairs, control, correction } = file.comparison ?? { pairs: 'all', correction: 'bonferroni' };
  const ordinal = control === undefined ? 0 : points.findIndex(({ name }) => name === control);
  return comparePairs(sample, {
    pairs: pairs === 'all' ? { kind: 'all' } : { kind: 'control', control: ordinal },
    correction,
    confidence,
    isPaired: file.common_random_numbers,
  });
}

function selectionReport(
  experiment: OpenedExperiment,
  results: readonly PointResult[],
  outcomes: readonly (readonly ReplicationOutcome[])[],
): Pick<ExperimentReport, 'selection' | 'selected'> {
  const { rule } = mainPhase(experiment);
  if (rule.kind !== 'selected') return { selection: undefined, selected: undefined };
  const ended = results.map(
    ({ results: finished, failures }) =>
      new Set([
        ...finished.map(({ outcome }) => outcome.replication),
        ...failures.map(({ replication }) => replication),
      ]),
  );
  const known = {
    results: (point: number) => results[point].results,
    has: ({ point, replication }: { readonly point: number; readonly replication: number }) =>
      ended[point].has(replication),
  };
  const { response } = rule.target;
  const sample = sampleOf(outcomes, response);
  const intervals = results.map((_, point) => meanInterval(valuesOf(sample, point), experiment.confidence));
  return {
    selection: selectionOf(known, rule.points, rule.target),
    selected: { response, unit: sample.unit, intervals },
  };
}
