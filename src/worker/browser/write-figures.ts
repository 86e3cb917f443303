import type { PointPlan } from '../../experiment/plan.ts';
import { type PointResult, usedTables } from '../../experiment/point-result.ts';
import type { TableUse } from '../../experiment/row-writer.ts';
import { QUANTILE_RELATIVE_ERROR, summarize } from '../../experiment/summarize.ts';
import { csvHeader } from '../../export/csv-table-writer.ts';
import { dataPackage } from '../../export/data-package.ts';
import { runManifest } from '../../export/run-manifest.ts';
import { writeReplications, writeSummary } from '../../export/summary-csv.ts';
import { settingsOf } from '../../scenario/scenario-settings.ts';
import type { FigureReport, PageCircumstances } from './engine-messages.ts';
import { csvFile, jsonFile } from './result-files.ts';

/** The figures of the replications that are finished, as rows and as files. */
export function writeFigures(
  plan: PointPlan,
  result: PointResult,
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
      ...small.map(csvFile),
      jsonFile(
        'datapackage.json',
        dataPackage({ id: plan.scenario.id, title: settingsOf(plan.scenario).title }, tables),
      ),
      jsonFile('run.json', manifest),
    ],
  };
}
