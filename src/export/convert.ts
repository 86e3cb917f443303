import { EVENT_LOG } from '../records/event-log-table.ts';
import type { TableSpec } from '../records/table.ts';
import { ConversionError } from './conversion-error.ts';
import { eventLog } from './event-log.ts';
import { type ChosenRows, LedgerCheck, readLedger } from './ledger-check.ts';
import { ocel } from './ocel.ts';
import { parquetTable } from './parquet-table.ts';
import { runKind } from './run-kind.ts';
import type { TableInput } from './table-input.ts';

/** What tables can be converted to. */
export const EXPORT_FORMATS = ['parquet', 'event-log', 'ocel'] as const;

/** One of the formats beside CSV. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What is known of the run whose tables are converted; what an older or foreign folder does not say is absent. */
export interface RunFacts {
  /** Simulated time 0, ISO 8601 with offset: flows write seconds from there. */
  readonly startsAt?: string | undefined;
  readonly chosen?: ChosenRows | undefined;
}

/** A file made from tables. */
export interface ConvertedFile {
  readonly format: ExportFormat;
  /** Name with its ending: `parcels.parquet`. */
  readonly path: string;
  readonly title: string;
  /** Columns, where it is a table. */
  readonly table: TableSpec | undefined;
  /** Names of the tables that it was made from. */
  readonly sources: readonly string[];
  /** Its bytes, once. @throws ConversionError */
  readonly chunks: AsyncIterable<Uint8Array<ArrayBuffer>>;
}

/** Files to be made of a run's tables, and the check of their counts. */
export interface Conversion {
  readonly files: readonly ConvertedFile[];
  /**
   * To be called when every file was made.
   * @returns what could not be compared with the ledger, as sentences @throws ConversionError where counts disagree
   */
  readonly close: () => readonly string[];
}

/** Why a format cannot be made of the tables of a run, as the end of a sentence; undefined where it can. */
export function whyNot(
  format: ExportFormat,
  tables: readonly Pick<TableInput, 'table'>[],
): string | undefined {
  if (format === 'parquet') return undefined;
  if (!tables.some(({ table }) => table.id === 'scans')) {
    return 'it is made from scans.csv, which the run did not write (see --scans)';
  }
  if (format === 'ocel' && runKind(tables) === 'hub') {
    return 'its objects are told for networks and flows only; event-log has the same scans of a hub';
  }
  return undefined;
}

/**
 * Converts the tables of a run: each to Parquet, its scans to a flat event log and to OCEL 2.0. Memory is bounded
 * whatever the number of rows. Rows are counted on the way and held against the ledger of the run.
 * @throws ConversionError where a format is asked for that cannot be made of them
 */
export async function openConversion(
  formats: readonly ExportFormat[],
  tables: readonly TableInput[],
  facts: RunFacts,
): Promise<Conversion> {
  const replications = tables.find(({ table }) => table.id === 'replications');
  const check =
    facts.chosen === undefined || replications === undefined
      ? undefined
      : new LedgerCheck(await readLedger(replications), facts.chosen, tables);
  const watched = tables.map((input) => check?.watch(input) ?? input);
  return {
    files: formats.flatMap((format) => filesOf(format, watched, facts)),
    close: () => check?.close() ?? ['nothing says how many parcels the run had: counts were not compared'],
  };
}

function filesOf(format: ExportFormat, tables: readonly TableInput[], facts: RunFacts): ConvertedFile[] {
  const find = (id: string) => tables.find(({ table }) => table.id === id);
  if (format === 'parquet') {
    return tables.map((input) => ({
      format,
      path: `${input.table.id}.parquet`,
      title: input.table.title,
      table: input.table,
      sources: [input.table.id],
      chunks: parquetTable(input),
    }));
  }
  const reason = whyNot(format, tables);
  if (reason !== undefined) throw new ConversionError(`no ${format}: ${reason}`);
  const scans = find('scans')!;
  if (format === 'event-log') {
    return [
      {
        format,
        path: `${EVENT_LOG.id}.csv`,
        title: EVENT_LOG.title,
        table: EVENT_LOG,
        sources: ['scans'],
        chunks: eventLog(scans, facts.startsAt),
      },
    ];
  }
  const [parcels, trips, facilities] = ['parcels', 'trips', 'facilities'].map(find);
  return [
    {
      format,
      path: 'ocel.json',
      title: 'Scans as an object-centric event log, OCEL 2.0',
      table: undefined,
      sources: [scans, parcels, trips, facilities].flatMap((input) => input?.table.id ?? []),
      chunks: ocel({ scans, parcels, trips, facilities }, facts.startsAt),
    },
  ];
}
