import { CHUNK_BYTES, csvHeader, csvRow } from '../../../src/export/csv-table-writer.ts';
import { InstantText } from '../../../src/export/instant-text.ts';
import { LARGE_STARTS_AT, type LargeTable, largeTables } from '../../builders/large-rows.ts';

const instants = new InstantText(LARGE_STARTS_AT);

/** Makes large tables in blobs of the size that a run hands over, one piece in memory at a time. */
self.addEventListener('message', async ({ data }: MessageEvent<number>) => {
  const tables: unknown[] = [];
  for (const large of largeTables(data)) tables.push(await tableFile(large));
  self.postMessage(tables);
});

async function tableFile({ table, rows }: LargeTable) {
  const parts: Blob[] = [];
  let text = csvHeader(table);
  for (const row of rows) {
    text += csvRow(table, row, instants);
    if (text.length < CHUNK_BYTES) continue;
    parts.push(new Blob([text]));
    text = '';
    // A breath: the browser takes it over.
    await new Promise((resolve) => setTimeout(resolve));
  }
  return { table, content: new Blob([...parts, text]) };
}
