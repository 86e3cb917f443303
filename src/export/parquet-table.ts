import type { KeyValue, SchemaElement } from 'hyparquet';
import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js';
import { ParquetWriter } from 'hyparquet-writer/src/parquet-writer.js';
import type { Column, TableSpec } from '../records/table.ts';
import { parseInstant } from '../scenario/instant.ts';
import { ConversionError } from './conversion-error.ts';
import type { TableInput } from './table-input.ts';

/** Rows of a row group: what is in memory at a time. */
const GROUP_ROWS = 20_000;

type Value = string | number | bigint | boolean | null;

/** How a type of column is stored, and made of the text of a cell; undefined for a text that is none. */
interface ParquetType {
  readonly element: Omit<SchemaElement, 'name'>;
  read(text: string): Value | undefined;
}

const TYPES: Readonly<Record<Column['type'], ParquetType>> = {
  text: {
    element: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
    read: (text) => text,
  },
  integer: {
    element: { type: 'INT64' },
    read: (text) => (/^-?\d{1,18}$/.test(text) ? BigInt(text) : undefined),
  },
  number: {
    element: { type: 'DOUBLE' },
    read: (text) => {
      const value = Number(text);
      return Number.isNaN(value) ? undefined : value;
    },
  },
  boolean: {
    element: { type: 'BOOLEAN' },
    read: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
  },
  instant: {
    element: {
      type: 'INT64',
      converted_type: 'TIMESTAMP_MICROS',
      logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
    },
    read: (text) => {
      const us = parseInstant(text);
      return us === undefined ? undefined : BigInt(us);
    },
  },
};

/**
 * A table as Parquet, in row groups that bound the memory: integers as INT64, numbers as DOUBLE, texts as UTF-8,
 * instants as microseconds in UTC (the offset of local time is not kept), empty cells as null. Units and meanings of
 * the columns are in the file's metadata under `waybill`, as JSON.
 */
export async function* parquetTable(input: TableInput): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { table } = input;
  const bytes = new ByteWriter(2 ** 20);
  const writer = new ParquetWriter({
    writer: bytes,
    schema: schemaOf(table),
    kvMetadata: [describe(table)],
    createdBy: 'waybill',
  });
  const types = table.columns.map(({ type }) => TYPES[type]);
  let data: Value[][] = types.map(() => []);
  let rows = 0;
  const writeGroup = () => {
    // Nothing here is asynchronous: the writer's own memory takes the bytes.
    void writer.write({
      columnData: table.columns.map(({ name, type }, at) => ({
        name,
        data: data[at],
        offsetIndex: false,
        // Least and greatest texts are kept to the end of the file, and each keeps the whole chunk it was cut from.
        statistics: type !== 'text',
      })),
      rowGroupSize: GROUP_ROWS,
    });
    data = types.map(() => []);
  };
  for await (const batch of input.rows()) {
    for (const cells of batch) {
      rows++;
      for (let at = 0; at < types.length; at++) {
        const value = cells[at] === '' ? null : types[at].read(cells[at]);
        if (value === undefined) throw notOfType(table, at, rows, cells[at]);
        data[at].push(value);
      }
      if (data[0].length < GROUP_ROWS) continue;
      writeGroup();
      yield taken(bytes);
    }
  }
  if (data[0].length > 0) writeGroup();
  void writer.finish();
  yield taken(bytes);
}

/** What was written since the last time; the writer goes on in the same memory. */
function taken(bytes: ByteWriter): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes.getBytes());
  bytes.index = 0;
  return copy;
}

function schemaOf({ columns }: TableSpec): SchemaElement[] {
  return [
    { name: 'table', num_children: columns.length },
    ...columns.map(({ name, type }) => ({
      name,
      repetition_type: 'OPTIONAL' as const,
      ...TYPES[type].element,
    })),
  ];
}

function describe({ id, title, columns }: TableSpec): KeyValue {
  return { key: 'waybill', value: JSON.stringify({ table: id, title, columns }) };
}

function notOfType({ id, columns }: TableSpec, at: number, row: number, found: string): ConversionError {
  const { name, type } = columns[at];
  return new ConversionError(
    `${id}.csv, row ${row}, ${name}: ${JSON.stringify(found.slice(0, 60))} is no ${type}: the file is damaged`,
  );
}
