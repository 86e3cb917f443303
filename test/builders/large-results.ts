import { once } from 'node:events';
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { csvHeader, csvRow } from '../../src/export/csv-table-writer.ts';
import { InstantText } from '../../src/export/instant-text.ts';
import { LARGE_STARTS_AT, type LargeTable, largeTables } from './large-rows.ts';

const instants = new InstantText(LARGE_STARTS_AT);

/**
 * Puts large tables of one replication in place of those of a run of `two-hubs`.
 * @param scans rows of `scans.csv`, a multiple of ten
 */
export async function enlargeResults(folder: string, scans: number): Promise<void> {
  for (const large of largeTables(scans)) await writeTable(folder, large);
  const manifest = path.join(folder, 'run.json');
  const run = JSON.parse(readFileSync(manifest, 'utf8'));
  writeFileSync(manifest, JSON.stringify({ ...run, rows: { parcels: 'all', scans: 'all' } }));
}

async function writeTable(folder: string, { table, rows }: LargeTable): Promise<void> {
  const file = createWriteStream(path.join(folder, `${table.id}.csv`));
  let text = csvHeader(table);
  for (const row of rows) {
    text += csvRow(table, row, instants);
    if (text.length < 2 ** 20) continue;
    if (!file.write(text)) await once(file, 'drain');
    text = '';
  }
  file.end(text);
  await once(file, 'close');
}
