import { createReadStream } from 'node:fs';
import type { TableUse } from '../experiment/row-writer.ts';
import { RunError } from '../experiment/run-error.ts';
import {
  EXPORT_FORMATS,
  type ExportFormat,
  openConversion,
  type RunFacts,
  whyNot,
} from '../export/convert.ts';
import type { WrittenFile } from '../export/data-package.ts';
import { csvTable } from '../export/table-input.ts';
import { didYouMean } from '../scenario/did-you-mean.ts';
import type { ResultFolder } from './result-folder.ts';
import { UsageError } from './usage-error.ts';

/** A table and the file in which its CSV lies. */
export interface CsvFile {
  readonly table: TableUse['table'];
  readonly file: string;
}

/** What was made of tables. */
export interface ConvertedTables {
  readonly files: readonly WrittenFile[];
  /** What a user should know: formats left out, counts not compared. */
  readonly notes: readonly string[];
}

/** Formats as in `parquet,event-log`; undefined where none is given. @throws UsageError for unknown ones */
export function formatsOf(written: string | undefined): readonly ExportFormat[] | undefined {
  if (written === undefined) return undefined;
  const formats = written.split(',').map((one) => {
    const format = EXPORT_FORMATS.find((known) => known === one.trim());
    if (format !== undefined) return format;
    const near = didYouMean(one, EXPORT_FORMATS);
    throw new UsageError(
      `"${one}" is no format; ${near === '' ? `there are ${EXPORT_FORMATS.join(', ')}` : near}`,
    );
  });
  return [...new Set(formats)];
}

/**
 * Adds converted tables to a folder; they are moved into place with its other files.
 * What cannot be made of them is left out, with a note.
 * @throws ConversionError where a table is damaged or its counts disagree with the ledger
 * @throws RunError where it was stopped, or there is no room
 */
export async function convertTables(
  folder: ResultFolder,
  formats: readonly ExportFormat[],
  tables: readonly CsvFile[],
  facts: RunFacts,
  signal: AbortSignal,
): Promise<ConvertedTables> {
  const reasons = new Map(formats.map((format) => [format, whyNot(format, tables)]));
  const possible = formats.filter((format) => reasons.get(format) === undefined);
  const inputs = tables.map(({ table, file }) =>
    csvTable(table, () => createReadStream(file, { highWaterMark: 2 ** 18 })),
  );
  const conversion = await openConversion(possible, inputs, facts);
  const files: WrittenFile[] = [];
  for (const { chunks, ...file } of conversion.files)
    files.push({ ...file, bytes: await folder.addChunks(file.path, untilStopped(chunks, signal)) });
  return {
    files,
    notes: [
      ...[...reasons].flatMap(([format, reason]) =>
        reason === undefined ? [] : [`no ${format}: ${reason}`],
      ),
      ...conversion.close(),
    ],
  };
}

async function* untilStopped(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    if (signal.aborted) throw new RunError('stopped', 'stopped while the tables were converted');
    yield chunk;
  }
}
