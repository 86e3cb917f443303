import { describe, expect, it } from 'vitest';
import { csvHeader, csvRow } from '../../src/export/csv-table-writer.ts';
import { InstantText } from '../../src/export/instant-text.ts';
import { ocel } from '../../src/export/ocel.ts';
import { parquetTable } from '../../src/export/parquet-table.ts';
import { convertFiles } from '../../src/worker/browser/convert-files.ts';
import { runNetwork } from '../builders/network-tables.ts';
import { shippedNetwork } from '../builders/shipped-network.ts';
import { gathered, STARTS_AT, tableInputs } from '../builders/table-inputs.ts';

const run = runNetwork(shippedNetwork('two-hubs'));
const inputs = tableInputs(run.rows);
const instants = new InstantText(STARTS_AT);
const files = inputs.map(({ table }) => ({
  table,
  content: new Blob([
    csvHeader(table),
    ...run.rows.filter((row) => row.table === table).map(({ cells }) => csvRow(table, cells, instants)),
  ]),
}));

async function bytesOf(blob: Blob): Promise<Buffer> {
  return Buffer.from(await blob.arrayBuffer());
}

describe('tables that the page keeps as blobs', () => {
  it('become the bytes that the terminal writes', async () => {
    const parquet = await convertFiles('parquet', files, {});
    expect(parquet.files.map(({ name }) => name)).toEqual(inputs.map(({ table }) => `${table.id}.parquet`));
    for (const [at, { content }] of parquet.files.entries())
      expect((await bytesOf(content)).equals(await gathered(parquetTable(inputs[at])))).toBe(true);
    const [log] = (await convertFiles('ocel', files, {})).files;
    const find = (id: string) => inputs.find(({ table }) => table.id === id)!;
    const tables = {
      scans: find('scans'),
      parcels: find('parcels'),
      trips: find('trips'),
      facilities: find('facilities'),
    };
    expect((await bytesOf(log.content)).equals(await gathered(ocel(tables)))).toBe(true);
    expect(log.content.type).toBe('application/json');
  });

  it('are not made into a log where there are no scans', async () => {
    const without = files.filter(({ table }) => table.id !== 'scans');
    await expect(convertFiles('event-log', without, {})).rejects.toThrow('which the run did not write');
  });
});
