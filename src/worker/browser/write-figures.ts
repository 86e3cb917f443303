import type { ExperimentPlan } from '../../experiment/plan.ts';
import type { TableUse } from '../../experiment/row-writer.ts';
import { type ExperimentResult, usedTables } from '../../experiment/run-experiment.ts';
import { QUANTILE_RELATIVE_ERROR, summarize } from '../../experiment/summarize.ts';
import { csvHeader } from '../../export/csv-table-writer.ts';
import { dataPackage } from '../../export/data-package.ts';
import { runManifest } from '../../export/run-manifest.ts';
import { writeReplications, writeSummary } from '../../export/summary-csv.ts';
import type { FigureReport, PageCircumstances } from './engine-messages.ts';

/** The figures of the replications that are finished, as rows and as files. */
export function writeFigures(
  plan: ExperimentPlan,
  result: ExperimentResult,
  { workers, wallS, overrides }: PageCircumstances & { readonly overrides: readonly string[] },
): FigureReport {
  const outcomes = result.results.map(({ outcome }) => outcome);
  const summary = summarize(outcomes, plan.confidence);
  const small = [writeSummary(summary), writeReplications(outcomes)];
  const large = usedTables(result.results).map(({ table, rows, bytes }) => ({
    table,
    rows,
    bytes: bytes + new TextEncoder().encode(csvHeader(table)).length,
  }));
  const tables: TableUse[] = [
    ...small.map(({ table, rows, bytes }) => ({ table, rows, bytes: bytes.length })),
    ...large,
  ];
  const manifest = runManifest(plan, result, tables, {
    productVersion: __VERSION__,
    overrides,
    workers,
    wallS,
    quantileRelativeError: QUANTILE_RELATIVE_ERROR,
  });
  return {
    summary,
    rows: small.map(({ rows }) => rows),
    files: [
      ...small.map(({ table, bytes }) => ({
        name: `${table.id}.csv`,
        content: new Blob([bytes], { type: CSV }),
      })),
      {
        name: 'datapackage.json',
        content: new Blob([dataPackage(plan.scenario, tables)], { type: JSON_TYPE }),
      },
      { name: 'run.json', content: new Blob([manifest], { type: JSON_TYPE }) },
    ],
  };
}

const CSV = 'text/csv;charset=utf-8';
const JSON_TYPE = 'application/json';
