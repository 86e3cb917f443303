import { isNumeric } from '../experiment/design/factor.ts';
import type { ReplicationOutcome } from '../experiment/executor.ts';
import type { OpenedExperiment } from '../experiment/opened-experiment.ts';
import type { ExperimentReport } from '../experiment/report.ts';
import {
  BATCH_MEANS,
  designTable,
  EFFECTS,
  INPUTS,
  METAMODEL,
  PAIRS,
  POINT_REPLICATIONS,
  POINT_SUMMARY,
  SELECTION,
  WARM_UP,
} from '../records/experiment-tables.ts';
import type { Cell } from '../records/table.ts';
import { replicationRows, summaryRow, type WrittenTable, writeTable } from './summary-csv.ts';

/** The tables of an experiment, those without a row left out. @param outcomes by point */
export function experimentTables(
  experiment: OpenedExperiment,
  report: ExperimentReport,
  outcomes: readonly (readonly ReplicationOutcome[])[],
): WrittenTable[] {
  const pointSummary = report.points.flatMap(({ name, summary }) =>
    summary.map((row) => [name, ...summaryRow(row)]),
  );
  const tables = [
    writeDesign(experiment, report),
    writeTable(POINT_SUMMARY, pointSummary),
    writeTable(
      POINT_REPLICATIONS,
      outcomes.flatMap((ofPoint, point) =>
        ofPoint.flatMap(replicationRows).map((row) => [report.points[point].name, ...row]),
      ),
    ),
    writePairs(report),
    writeEffects(report),
    writeMetamodels(report),
    writeSelection(report),
    writeInputs(report),
    writeWarmUp(report),
    writeBatchMeans(report),
  ];
  return tables.filter(({ rows }) => rows > 0);
}

function writeDesign(
  { points, matrix, seed, file }: OpenedExperiment,
  report: ExperimentReport,
): WrittenTable {
  const factors = matrix?.factors ?? [];
  const table = designTable(
    factors.map((factor) => ({
      name: factor.name,
      type: isNumeric(factor)
        ? 'number'
        : factor.kind === 'levels' && factor.levels.every((level) => typeof level === 'boolean')
          ? 'boolean'
          : 'text',
    })),
  );
  return writeTable(
    table,
    points.map(({ name, path, overrides, scenario }, point) => [
      point,
      name,
      path,
      scenario.hash,
      file.common_random_numbers ? String(seed) : `${seed}/${name}`,
      overrides.join('; '),
      report.points[point].finished,
      report.points[point].failures.length,
      ...(matrix?.points[point].map(({ value }, at) =>
        isNumeric(factors[at]) || typeof value === 'boolean' ? value : String(value),
      ) ?? []),
    ]),
  );
}

function writePairs({ points, responses }: ExperimentReport): WrittenTable {
  return writeTable(
    PAIRS,
    responses.flatMap(({ comparisons }) =>
      comparisons.map((pair) => [
        pair.kpi,
        pair.place,
        pair.class,
        pair.unit,
        points[pair.a].name,
        points[pair.b].name,
        pair.n,
        pair.meanA,
        pair.meanB,
        pair.difference,
        pair.halfWidth,
        pair.ownHalfWidth,
        pair.confidence,
        pair.correction,
        pair.correlation,
        pair.varianceReduction,
        pair.pairedVariance,
        pair.independentVariance,
        pair.pValue,
        pair.pHolm,
        pair.isSignificant,
      ]),
    ),
  );
}

function writeEffects({ responses }: ExperimentReport): WrittenTable {
  return writeTable(
    EFFECTS,
    responses.flatMap(({ effects }) =>
      effects.map((row) => [
        row.kpi,
        row.place,
        row.class,
        row.unit,
        row.effect,
        row.order,
        row.contrast,
        row.n,
        row.estimate,
        row.halfWidth,
        row.confidence,
        row.pValue,
        row.isSignificant,
        row.aliases.join('; '),
      ]),
    ),
  );
}

function writeMetamodels({ responses }: ExperimentReport): WrittenTable {
  return writeTable(
    METAMODEL,
    responses.flatMap(({ metamodel }) =>
      metamodel === undefined
        ? []
        : metamodel.coefficients.map((row) => [
            metamodel.kpi,
            metamodel.place,
            metamodel.class,
            metamodel.unit,
            row.term,
            row.estimate,
            row.halfWidth,
            row.pValue,
            row.natural,
            metamodel.r2,
            metamodel.adjustedR2,
            metamodel.verdict === 'unknown' ? null : metamodel.verdict,
          ]),
    ),
  );
}

function writeSelection({ points, selection, selected }: ExperimentReport): WrittenTable {
  if (selection === undefined || selected === undefined) return writeTable(SELECTION, []);
  return writeTable(
    SELECTION,
    points.map(({ name }, point) => {
      const dropped = selection.dropped.find(({ system }) => system === point);
      const { mean } = selected.intervals[point];
      const state =
        dropped !== undefined ? 'dropped' : selection.state === 'selected' ? 'selected' : 'in contention';
      const by = dropped === undefined ? null : points[dropped.by].name;
      return [name, state, dropped?.stage ?? selection.stage, by, mean, selected.unit];
    }),
  );
}

function writeInputs({ points }: ExperimentReport): WrittenTable {
  const text = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  return writeTable(
    INPUTS,
    points.flatMap(({ name, inputDifferences }) =>
      inputDifferences.map(({ path, kind, from, to, count }) => [
        name,
        path,
        kind,
        text(from),
        text(to),
        count,
      ]),
    ),
  );
}

function writeWarmUp({ points, steadyState: { warmUp } }: ExperimentReport): WrittenTable {
  if (warmUp === undefined) return writeTable(WARM_UP, []);
  return writeTable(
    WARM_UP,
    warmUp.curves.flatMap(({ response, unit, point, everyS, means, curve, curveStep, cutS }) =>
      [...means].map((mean, at): Cell[] => {
        const onCurve = at % curveStep === 0 ? curve[at / curveStep] : undefined;
        return [
          response.kpi,
          response.place,
          response.class,
          unit,
          points[point].name,
          warmUp.method,
          at * everyS,
          mean,
          onCurve ?? null,
          at * everyS < (cutS ?? 0),
        ];
      }),
    ),
  );
}

function writeBatchMeans({ points, steadyState }: ExperimentReport): WrittenTable {
  return writeTable(
    BATCH_MEANS,
    steadyState.batchMeans.map((one) => [
      one.response.kpi,
      one.response.place,
      one.response.class,
      one.unit,
      points[one.point].name,
      one.batches,
      one.everyS,
      one.mean,
      one.halfWidth,
      one.confidence,
      one.batchLag1,
      one.vonNeumannRatio,
    ]),
  );
}
