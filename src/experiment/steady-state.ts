import { fromSeconds } from '../engine/clock.ts';
import { type BatchMeans, batchMeans } from '../engine/stats/batch-means.ts';
import { MSER_BATCH, mser5 } from '../engine/stats/mser5.ts';
import { settlingPoint, welchAverage } from '../engine/stats/welch-average.ts';
import type { WrittenWarmUp } from '../scenario/experiment-schema.ts';
import type { FigureSeries } from './figure-series.ts';
import { measuredTime } from './measured-time.ts';
import { type OpenedExperiment, type Phase, pilotReplications, planOf } from './opened-experiment.ts';
import type { PointResult } from './point-result.ts';
import { isValueOf, type Response } from './response.ts';
import { firstReplications } from './rules/sampling-rule.ts';

/** How a warm-up is found. */
export type WarmUpMethod = 'mser5' | 'welch';

/** What one response of one point says about the warm-up: the curve of a plot, and where it is cut. */
export interface WarmUpCurve {
  readonly response: Response;
  readonly unit: string;
  readonly point: number;
  /** Simulated time from one value to the next, s; the first stretch begins at 0. */
  readonly everyS: number;
  /** Mean over the pilot's replications, by stretch. */
  readonly means: Float64Array;
  /** Welch: the moving average, in the figure's unit. MSER-5: the statistic of a cut there, in squared units. */
  readonly curve: Float64Array;
  /** Stretches from one value of the curve to the next. */
  readonly curveStep: number;
  /** The band in which Welch's average has settled; undefined for MSER-5. */
  readonly band: readonly [low: number, high: number] | undefined;
  /** Undefined where the series is too short or settles too late for a cut to be trusted. */
  readonly cutS: number | undefined;
}

/** How the start of the runs was cut. */
export interface WarmUpReport {
  readonly method: WarmUpMethod;
  readonly pilotReplications: number;
  readonly curves: readonly WarmUpCurve[];
  /** What is cut from every replication of every point, s: the latest cut of all curves. */
  readonly warmUpS: number;
  /** Every curve has a cut; otherwise the runs are too short for their transient, and the scenario's warm-up stands. */
  readonly isTrusted: boolean;
}

/** Batch means of one response at one point, from its one long run. */
export interface BatchMeansReport extends BatchMeans {
  readonly response: Response;
  readonly unit: string;
  readonly point: number;
  readonly batches: number;
  /** Length of a batch, s of simulated time. */
  readonly everyS: number;
  readonly confidence: number;
}

/** What an experiment says of its steady state; each part undefined or empty where it was not asked for. */
export interface SteadyStateReport {
  readonly warmUp: WarmUpReport | undefined;
  readonly batchMeans: readonly BatchMeansReport[];
}

/** The phase before the main one, in which a warm-up is looked for; undefined where it is given. */
export function pilotPhase(experiment: OpenedExperiment, withoutWarmUp: OpenedExperiment): Phase | undefined {
  const replications = pilotReplications(experiment.file);
  const written = searched(experiment.file.warm_up);
  if (replications === 0 || written === undefined) return undefined;
  const series = { fromUs: 0, everyUs: fromSeconds(written.everyS) };
  return {
    plans: withoutWarmUp.points.map((_, point) => planOf(withoutWarmUp, point, replications, series)),
    rule: { kind: 'fixed', points: experiment.points.length, replications: firstReplications(replications) },
  };
}

/** Reads the warm-up off a pilot. @param results of the pilot, by point */
export function readWarmUp(experiment: OpenedExperiment, results: readonly PointResult[]): WarmUpReport {
  const written = searched(experiment.file.warm_up);
  if (written === undefined) throw new RangeError('no warm-up is looked for');
  const curves = results.flatMap(({ results: ofPoint }, point) =>
    experiment.responses.flatMap((response) => {
      const series = ofPoint.flatMap(
        (one) => one.series?.find((figure) => isValueOf(response, figure)) ?? [],
      );
      return series.length === 0 ? [] : [curveOf(response, point, series, written)];
    }),
  );
  const isTrusted = curves.length > 0 && curves.every(({ cutS }) => cutS !== undefined);
  const given = Math.max(0, ...experiment.points.map(({ scenario }) => measuredTime(scenario)?.warmUpS ?? 0));
  return {
    method: written.method,
    pilotReplications: pilotReplications(experiment.file),
    curves,
    warmUpS: isTrusted ? Math.max(...curves.map(({ cutS }) => cutS ?? 0)) : given,
    isTrusted,
  };
}

/** Batch means of every response that is a mean over time. @param results of the main phase, by point */
export function readBatchMeans(
  { responses, file, confidence }: OpenedExperiment,
  results: readonly PointResult[],
): BatchMeansReport[] {
  const { batch_means: asked } = file;
  if (asked === undefined) return [];
  return results.flatMap(({ results: [longRun] }, point) =>
    responses.flatMap((response) => {
      const series = longRun?.series?.find((figure) => isValueOf(response, figure));
      // A batch in which nothing was observed has no mean: the batches are far too short to be told from.
      if (series === undefined || series.values.length < asked.batches || series.values.some(Number.isNaN))
        return [];
      return {
        ...batchMeans(series.values, asked.batches, confidence),
        response,
        unit: series.unit,
        point,
        batches: asked.batches,
        everyS: series.everyUs / 1e6,
        confidence,
      };
    }),
  );
}

interface SearchedWarmUp {
  readonly method: WarmUpMethod;
  readonly everyS: number;
  readonly window: number;
  readonly tolerance: number;
}

function searched(warmUp: WrittenWarmUp | undefined): SearchedWarmUp | undefined {
  if (warmUp === undefined || 'fixed_s' in warmUp) return undefined;
  if ('mser5' in warmUp) return { method: 'mser5', everyS: warmUp.mser5.every_s, window: 0, tolerance: 0 };
  const { every_s: everyS, window, tolerance } = warmUp.welch;
  return { method: 'welch', everyS, window, tolerance };
}

function curveOf(
  response: Response,
  point: number,
  series: readonly FigureSeries[],
  { method, everyS, window, tolerance }: SearchedWarmUp,
): WarmUpCurve {
  const means = meanSeries(series);
  const told = { response, unit: series[0].unit, point, everyS, means };
  if (method === 'mser5') {
    const { cut, statistics } = mser5(means);
    return {
      ...told,
      curve: statistics,
      curveStep: MSER_BATCH,
      band: undefined,
      cutS: secondsOf(cut, everyS),
    };
  }
  const curve = welchAverage(means, window);
  const { cut, band } = settlingPoint(curve, tolerance);
  return { ...told, curve, curveStep: 1, band, cutS: secondsOf(cut, everyS) };
}

function secondsOf(cut: number | undefined, everyS: number): number | undefined {
  return cut === undefined ? undefined : cut * everyS;
}

/** Mean over replications, each weighted by what it observed; where none observed anything, the value before stands. */
function meanSeries(series: readonly FigureSeries[]): Float64Array {
  const means = new Float64Array(Math.min(...series.map(({ values }) => values.length)));
  let before = Number.NaN;
  for (let at = 0; at < means.length; at++) {
    let sum = 0;
    let weight = 0;
    for (const { values, weights } of series) {
      if (!(weights[at] > 0)) continue;
      sum += values[at] * weights[at];
      weight += weights[at];
    }
    if (weight > 0) before = sum / weight;
    means[at] = before;
  }
  // Before anything was observed: as at the first observation, so that an empty start makes no step of its own.
  const first = means.findIndex((value) => !Number.isNaN(value));
  return first > 0 ? means.fill(means[first], 0, first) : means;
}
