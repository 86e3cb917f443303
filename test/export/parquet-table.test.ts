import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { parquetTable } from '../../src/export/parquet-table.ts';
import { csvTable } from '../../src/export/table-input.ts';
import type { Cell, TableSpec } from '../../src/records/table.ts';
import { gathered, inChunks, tableInput } from '../builders/table-inputs.ts';

const TABLE: TableSpec = {
  id: 'kinds',
  title: 'Every kind of column',
  columns: [
    { name: 'replication', type: 'integer', unit: '', meaning: 'Replication, from 0.' },
    { name: 'code', type: 'text', unit: '', meaning: 'Any text.' },
    { name: 'weight_kg', type: 'number', unit: 'kg', meaning: 'Weight.' },
    { name: 'cohort', type: 'boolean', unit: '', meaning: 'Whether.' },
    { name: 'time', type: 'instant', unit: '', meaning: 'When.' },
  ],
};

async function parquetOf(rows: readonly (readonly Cell[])[]) {
  const bytes = await gathered(parquetTable(tableInput(TABLE, rows, 2 ** 16)));
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  return { metadata: parquetMetadata(file), rows: await parquetReadObjects({ file }) };
}

describe('a table as Parquet', () => {
  it('keeps every value with its type, and nothing as null', async () => {
    const { rows } = await parquetOf([
      [0, '=1+1', 0.1, true, 1],
      [1, '站, "A"', -5e-324, false, 86_400_000_000],
      [2 ** 53 - 1, null, null, null, null],
    ]);
    expect(rows).toEqual([
      { replication: 0n, code: '=1+1', weight_kg: 0.1, cohort: true, time: expect.any(Date) },
      {
        replication: 1n,
        code: '站, "A"',
        weight_kg: -5e-324,
        cohort: false,
        time: new Date('2026-03-03T00:00:00+08:00'),
      },
      { replication: 9_007_199_254_740_991n, code: null, weight_kg: null, cohort: null, time: null },
    ]);
  });

  it('says of each column what it is, in microseconds of UTC for instants', async () => {
    const { metadata } = await parquetOf([[0, 'a', 1, true, 1]]);
    expect(metadata.schema.slice(1).map(({ name, type }) => [name, type])).toEqual([
      ['replication', 'INT64'],
      ['code', 'BYTE_ARRAY'],
      ['weight_kg', 'DOUBLE'],
      ['cohort', 'BOOLEAN'],
      ['time', 'INT64'],
    ]);
    expect(metadata.schema[5].logical_type).toEqual({
      type: 'TIMESTAMP',
      isAdjustedToUTC: true,
      unit: 'MICROS',
    });
    const { value } = metadata.key_value_metadata!.find(({ key }) => key === 'waybill')!;
    expect(JSON.parse(value!)).toEqual({ table: 'kinds', title: TABLE.title, columns: TABLE.columns });
  });

  it('writes long tables in groups of bounded length, every row once and in order', async () => {
    const { metadata, rows } = await parquetOf(
      Array.from({ length: 45_001 }, (_, at) => [0, `P#${at}`, at / 8, at % 3 === 0, at * 1000]),
    );
    expect(metadata.row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([20_000, 20_000, 5001]);
    expect(rows.length).toBe(45_001);
    expect(rows.every(({ code, weight_kg }, at) => code === `P#${at}` && weight_kg === at / 8)).toBe(true);
  });

  it('writes a table without rows', async () => {
    const { metadata, rows } = await parquetOf([]);
    expect(Number(metadata.num_rows)).toBe(0);
    expect(metadata.schema.length).toBe(6);
    expect(rows).toEqual([]);
  });

  it('refuses a cell that is not of the type of its column, with its place', async () => {
    const text = 'replication,code,weight_kg,cohort,time\n0,a,1,true,\n0,a,heavy,true,\n';
    const input = csvTable(TABLE, () => inChunks(new TextEncoder().encode(text), 99));
    await expect(gathered(parquetTable(input))).rejects.toThrow(
      'kinds.csv, row 2, weight_kg: "heavy" is no number',
    );
  });
});
