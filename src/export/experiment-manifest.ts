import { experimentHash, type OpenedExperiment } from '../experiment/opened-experiment.ts';
import type { ExperimentReport } from '../experiment/report.ts';
import type { TableUse } from '../experiment/row-writer.ts';
import type { RunCircumstances } from './run-manifest.ts';

/** `run.json` of an experiment: what was run, of what, how, and what it came to. */
export function experimentManifest(
  experiment: OpenedExperiment,
  report: ExperimentReport,
  tables: readonly TableUse[],
  circumstances: RunCircumstances,
): string {
  const { file, id, matrix, seed, confidence } = experiment;
  const { selection, steadyState } = report;
  const { warmUp } = steadyState;
  const nameOf = (point: number) => report.points[point].name;
  const manifest = {
    product: 'waybill',
    product_version: circumstances.productVersion,
    experiment: { id, title: file.title, hash: experimentHash(experiment) },
    overrides: circumstances.overrides,
    seed,
    common_random_numbers: file.common_random_numbers,
    confidence,
    quantile_relative_error: circumstances.quantileRelativeError,
    design:
      matrix === undefined
        ? null
        : {
            kind: matrix.kind,
            factors: matrix.factors.map(({ name }) => name),
            resolution: matrix.fraction?.resolution ?? null,
            draw: matrix.draw ?? null,
          },
    points: report.points.map((point, at) => ({
      name: point.name,
      scenario_hash: point.hash,
      replications: point.finished,
      failed: point.failures,
      unfinished: point.unfinished,
      event_count: point.eventCount,
      result_hash: point.resultHash,
      changes: experiment.points[at].overrides,
    })),
    is_conditional: report.isConditional,
    warm_up:
      warmUp === undefined
        ? null
        : {
            method: warmUp.method,
            pilot_replications: warmUp.pilotReplications,
            is_trusted: warmUp.isTrusted,
            cut_s: warmUp.warmUpS,
            cuts: warmUp.curves.map(({ response, point, cutS }) => ({
              point: nameOf(point),
              ...response,
              cut_s: cutS ?? null,
            })),
          },
    selection:
      selection === undefined
        ? null
        : {
            state: selection.state,
            stage: selection.stage,
            survivors: selection.survivors.map(nameOf),
            dropped: selection.dropped.map(({ system, stage, by }) => ({
              point: nameOf(system),
              stage,
              by: nameOf(by),
            })),
          },
    precision_reached: report.responses.map(({ isPrecise }) => isPrecise ?? null),
    peak_memory_bytes: circumstances.peakMemoryBytes ?? null,
    workers: circumstances.workers,
    wall_s: circumstances.wallS,
    tables: tables.map(({ table, rows, bytes }) => ({ file: `${table.id}.csv`, rows, bytes })),
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
