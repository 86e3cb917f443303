import type { ReplicationOutcome } from '../experiment/executor.ts';
import { observedOf } from '../experiment/observed.ts';
import type { SummaryRow } from '../experiment/summarize.ts';
import { REPLICATIONS, SUMMARY } from '../records/summary-tables.ts';
import type { Cell, TableSpec } from '../records/table.ts';
import { csvHeader, csvRow } from './csv-table-writer.ts';
import { InstantText } from './instant-text.ts';

/** A small table, whole. */
export interface WrittenTable {
  readonly table: TableSpec;
  readonly rows: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** `summary.csv`. */
export function writeSummary(rows: readonly SummaryRow[]): WrittenTable {
  return writeTable(SUMMARY, rows.map(summaryRow));
}

/** A row of `summary.csv`. */
export function summaryRow(row: SummaryRow): Cell[] {
  return [
    row.kpi,
    row.place,
    row.class,
    row.unit,
    row.n,
    row.mean,
    row.halfWidth,
    row.confidence,
    row.observations === 0 ? null : row.observations,
    row.sd,
    row.min,
    ...row.quantiles,
    row.max,
  ];
}

/** `replications.csv`: all figures, then what the run loop counted. */
export function writeReplications(outcomes: readonly ReplicationOutcome[]): WrittenTable {
  return writeTable(REPLICATIONS, outcomes.flatMap(replicationRows));
}

/** The rows of one replication in `replications.csv`. */
export function replicationRows(outcome: ReplicationOutcome): Cell[][] {
  const { replication, kpis, eventCount, staleCount, peakLive, ledger } = outcome;
  const counted = (kpi: string, unit: string, value: number): Cell[] => [
    replication,
    kpi,
    '',
    '',
    unit,
    value,
  ];
  return [
    ...kpis.map((figure) => {
      const { count, quantiles } = observedOf(figure);
      const { kpi, place, class: ofClass, unit, value } = figure;
      return [replication, kpi, place, ofClass, unit, value, count ?? null, ...quantiles];
    }),
    counted('event_count', 'events', eventCount),
    counted('stale_event_count', 'events', staleCount),
    counted('peak_live', '', peakLive),
    ...Object.entries(ledger).map(([entry, value]) => counted(`ledger_${entry}`, '', value)),
  ];
}

/** A small table, whole. */
export function writeTable(table: TableSpec, rows: readonly (readonly Cell[])[]): WrittenTable {
  const lines = rows.map((row) => csvRow(table, row, NO_INSTANTS));
  return { table, rows: rows.length, bytes: new TextEncoder().encode(csvHeader(table) + lines.join('')) };
}

/** These tables have no instants. */
const NO_INSTANTS = new InstantText('1970-01-01T00:00:00Z');
