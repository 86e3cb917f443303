import type { TableSpec } from '../records/table.ts';
import { CsvReader } from '../scenario/csv-reader.ts';
import { ConversionError } from './conversion-error.ts';

/** Rows as texts, one per column, empty where there is nothing to say. */
export type RowBatch = readonly (readonly string[])[];

/** A table whose rows can be read from the first, as often as wanted. */
export interface TableInput {
  readonly table: TableSpec;
  /** @throws ConversionError where the bytes are not the table's */
  rows(): AsyncIterable<RowBatch>;
}

/**
 * A table in the CSV that this product writes; the apostrophe that keeps a spreadsheet from running a text is taken off.
 * @param open its bytes from the first on: of a file, of a blob
 */
export function csvTable(table: TableSpec, open: () => AsyncIterable<Uint8Array>): TableInput {
  return { table, rows: () => readRows(table, open()) };
}

async function* readRows(table: TableSpec, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<RowBatch> {
  const { columns } = table;
  const textColumns = columns.flatMap(({ type }, at) => (type === 'text' ? [at] : []));
  let hasHeader = false;
  let batch: string[][] = [];
  const reader = new CsvReader(
    (cells, line) => {
      if (!hasHeader) {
        hasHeader = true;
        checkHeader(table, cells);
        return true;
      }
      if (cells.length !== columns.length) {
        throw new ConversionError(
          `${table.id}.csv, line ${line}: ${cells.length} cells, not ${columns.length}: the file is damaged`,
        );
      }
      for (const at of textColumns) if (cells[at].charCodeAt(0) === APOSTROPHE) cells[at] = plain(cells[at]);
      batch.push(cells);
      return true;
    },
    ({ line, found }) => {
      throw new ConversionError(`${table.id}.csv, line ${line}: ${found}: the file is damaged`);
    },
  );
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of bytes) {
    reader.push(
      decode(table, () => decoder.decode(chunk, { stream: true })),
      false,
    );
    if (batch.length === 0) continue;
    yield batch;
    batch = [];
  }
  reader.push(
    decode(table, () => decoder.decode()),
    true,
  );
  if (!hasHeader) throw new ConversionError(`${table.id}.csv is empty: even its header is missing`);
  if (batch.length > 0) yield batch;
}

const APOSTROPHE = 39;

/** The text before it was neutralized. */
function plain(text: string): string {
  return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

function decode(table: TableSpec, work: () => string): string {
  try {
    return work();
  } catch {
    throw new ConversionError(`${table.id}.csv is not UTF-8: the file is damaged`);
  }
}

function checkHeader({ id, columns }: TableSpec, cells: readonly string[]): void {
  const names = columns.map(({ name }) => name);
  if (cells.length === names.length && cells.every((cell, at) => cell === names[at])) return;
  throw new ConversionError(
    `${id}.csv begins with ${cells.slice(0, 20).join(',')}, but ${names.join(',')} were announced`,
  );
}
