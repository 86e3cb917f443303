import { type ExportFormat, openConversion, type RunFacts } from '../../export/convert.ts';
import { csvTable } from '../../export/table-input.ts';
import type { TableSpec } from '../../records/table.ts';
import { blobPieces } from './blob-pieces.ts';
import type { ResultFile } from './page-files.ts';

/** A table of a run as the browser keeps it: CSV with its header. */
export interface TableFile {
  readonly table: TableSpec;
  readonly content: Blob;
}

/** What was made of tables. */
export interface ConvertedBlobs {
  readonly files: readonly ResultFile[];
  /** What a user should know, as sentences: counts that could not be compared with the ledger. */
  readonly notes: readonly string[];
}

/** Bytes that are gathered before the browser takes them over. */
const PIECE_BYTES = 4 * 2 ** 20;

const MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  parquet: 'application/vnd.apache.parquet',
  'event-log': 'text/csv;charset=utf-8',
  ocel: 'application/json',
};

/**
 * Converts tables of a run to one format, in a worker. Only a piece is in memory at a time: the browser keeps the rest.
 * @param tables those to be converted; for logs all that the run has, so that objects have their attributes; with
 * `replications` among them the counts are compared with the ledger
 * @throws ConversionError where a table is damaged, counts disagree, or a log is asked for without scans
 */
export async function convertFiles(
  format: ExportFormat,
  tables: readonly TableFile[],
  facts: RunFacts,
): Promise<ConvertedBlobs> {
  const inputs = tables.map(({ table, content }) => csvTable(table, () => blobPieces(content)));
  const conversion = await openConversion([format], inputs, facts);
  const files: ResultFile[] = [];
  for (const { path, chunks } of conversion.files)
    files.push({ name: path, content: await blobOf(chunks, MEDIA_TYPES[format]) });
  return { files, notes: conversion.close() };
}

/** A blob of bytes as they come. */
async function blobOf(chunks: AsyncIterable<Uint8Array<ArrayBuffer>>, type: string): Promise<Blob> {
  const pieces: Blob[] = [];
  let gathered: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    gathered.push(chunk);
    bytes += chunk.length;
    if (bytes < PIECE_BYTES) continue;
    pieces.push(new Blob(gathered));
    gathered = [];
    bytes = 0;
  }
  return new Blob([...pieces, ...gathered], { type });
}
