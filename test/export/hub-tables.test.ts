import { describe, expect, it } from 'vitest';
import { type ExportFormat, openConversion, whyNot } from '../../src/export/convert.ts';
import { dataPackage } from '../../src/export/data-package.ts';
import { readDataPackage } from '../../src/export/read-data-package.ts';
import { runKind } from '../../src/export/run-kind.ts';
import { FLOW_PARCELS, FLOW_SCANS } from '../../src/records/flow-tables.ts';
import * as hubTables from '../../src/records/hub-tables.ts';
import { NETWORK_FACILITIES, NETWORK_PARCELS, NETWORK_SCANS } from '../../src/records/network-tables.ts';
import { REPLICATIONS } from '../../src/records/summary-tables.ts';
import type { Cell, TableSpec } from '../../src/records/table.ts';
import { gathered, tableInput } from '../builders/table-inputs.ts';
import { parseStrictCsv } from './strict-csv.ts';

const { HUB_FACILITIES, HUB_PARCELS } = hubTables;
const HOUR = 3.6e9;

function row(table: TableSpec, cells: Readonly<Record<string, Cell>>): Cell[] {
  return table.columns.map(({ name }) => cells[name] ?? null);
}

/** Two parcels that left, a through-bag of 25 that left, one parcel that is still there. */
const PARCELS = [
  { parcel: 'WUH#0-0', parcels: 1, place: 'departed' },
  { parcel: 'WUH#0-1', parcels: 1, place: 'departed' },
  { parcel: 'WUH#0-2', parcels: 25, place: 'departed', remarks: 'bag' },
  { parcel: 'CAN#3-7', parcels: 1, place: 'chute' },
].map((cells) => row(HUB_PARCELS, { replication: 0, sent_to: 'ST01', ...cells }));

const SCANS = [
  { parcel: 'WUH#0-0', code: 'EMJ', event: 'arrivedInTransit', time: 4 * HOUR },
  { parcel: 'WUH#0-0', code: 'induct', event: 'inducted', time: 4.5 * HOUR },
  { parcel: 'WUH#0-0', code: 'EMK', event: 'departedInTransit', time: 9 * HOUR },
].map((cells) => row(NETWORK_SCANS, { replication: 0, facility: 'HUB', trip: '', vehicle: '', ...cells }));

const LEDGER = [
  ['ledger_created', 28],
  ['ledger_departed', 27],
  ['ledger_in_chute', 1],
].map(([kpi, value]) => row(REPLICATIONS, { replication: 0, kpi, value }));

async function convert(formats: readonly ExportFormat[], parcels = PARCELS): Promise<Buffer[]> {
  const tables = [
    tableInput(REPLICATIONS, LEDGER),
    tableInput(HUB_PARCELS, parcels),
    tableInput(NETWORK_SCANS, SCANS),
  ];
  const conversion = await openConversion(formats, tables, { chosen: { parcels: 'all', scans: 'all' } });
  const files: Buffer[] = [];
  for (const { chunks } of conversion.files) files.push(await gathered(chunks));
  expect(conversion.close()).toEqual([]);
  return files;
}

describe('the tables of a hub alone', () => {
  it('are told from those of networks and flows by their columns', () => {
    const kindOf = (...tables: TableSpec[]) => runKind(tables.map((table) => ({ table })));
    expect(kindOf(HUB_PARCELS, NETWORK_SCANS)).toBe('hub');
    expect(kindOf(HUB_FACILITIES, NETWORK_SCANS)).toBe('hub');
    expect(kindOf(NETWORK_PARCELS, NETWORK_SCANS)).toBe('network');
    expect(kindOf(NETWORK_FACILITIES)).toBe('network');
    expect(kindOf(FLOW_SCANS)).toBe('flow');
    expect(kindOf(FLOW_PARCELS)).toBe('flow');
  });

  it('are all described with their columns, units and meanings', () => {
    const tables = Object.values(hubTables).filter((one): one is TableSpec => 'columns' in one);
    const uses = tables.map((table) => ({ table, rows: 1, bytes: 10 }));
    const read = readDataPackage(dataPackage({ id: 'single-hub', title: 'A hub' }, uses));
    expect(tables.length).toBeGreaterThan(5);
    expect(read.map(({ table }) => table)).toEqual(tables);
  });

  it('give an event log: parcel, what happened, when and where', async () => {
    const [log] = await convert(['event-log']);
    expect(parseStrictCsv(log.toString('utf8')).slice(1)).toEqual([
      ['0:WUH#0-0', 'arrivedInTransit', '2026-03-02T04:00:00+08:00', 'HUB', '', '0'],
      ['0:WUH#0-0', 'inducted', '2026-03-02T04:30:00+08:00', 'HUB', '', '0'],
      ['0:WUH#0-0', 'departedInTransit', '2026-03-02T09:00:00+08:00', 'HUB', '', '0'],
    ]);
  });

  it('give no OCEL, and say what to take instead', async () => {
    await expect(convert(['ocel'])).rejects.toThrow(/no ocel: .*networks and flows only; event-log/);
    expect(whyNot('parquet', [{ table: HUB_PARCELS }])).toBeUndefined();
  });

  it('are held against the ledger, a bag as all its parcels', async () => {
    await expect(convert(['parquet'])).resolves.toHaveLength(3);
    const withoutBag = PARCELS.filter((cells) => !cells.includes('bag'));
    await expect(convert(['parquet'], withoutBag)).rejects.toThrow(
      'replication 0: parcels.csv has 3 parcels, but the ledger in replications.csv says 28 created',
    );
  });
});
