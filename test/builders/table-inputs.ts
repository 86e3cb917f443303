import { csvHeader, csvRow } from '../../src/export/csv-table-writer.ts';
import { InstantText } from '../../src/export/instant-text.ts';
import { csvTable, type TableInput } from '../../src/export/table-input.ts';
import type { Cell, TableSpec } from '../../src/records/table.ts';

/** Simulated time 0 of tables that tests write. */
export const STARTS_AT = '2026-03-02T00:00:00+08:00';

/** A table as its CSV, cut into chunks of a length, ready to be read. */
export function tableInput(
  table: TableSpec,
  rows: readonly (readonly Cell[])[],
  chunkBytes = 4096,
): TableInput {
  const instants = new InstantText(STARTS_AT);
  const text = csvHeader(table) + rows.map((row) => csvRow(table, row, instants)).join('');
  return csvTable(table, () => inChunks(new TextEncoder().encode(text), chunkBytes));
}

/** The tables of a run that kept its rows, each as its CSV. */
export function tableInputs(
  rows: readonly { readonly table: TableSpec; readonly cells: readonly Cell[] }[],
): TableInput[] {
  const byTable = new Map<TableSpec, (readonly Cell[])[]>();
  for (const { table, cells } of rows) byTable.set(table, [...(byTable.get(table) ?? []), cells]);
  return [...byTable].map(([table, cells]) => tableInput(table, cells));
}

/** Bytes in pieces of a length, also in the middle of a character. */
export async function* inChunks(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.slice(at, at + length);
}

/** All bytes of a file as they were handed on. */
export async function gathered(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const chunk of chunks) pieces.push(chunk);
  return Buffer.concat(pieces);
}
