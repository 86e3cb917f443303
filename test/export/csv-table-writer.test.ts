import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHUNK_BYTES, CsvTableWriter, csvHeader, csvRow } from '../../src/export/csv-table-writer.ts';
import { InstantText } from '../../src/export/instant-text.ts';
import type { TablePort } from '../../src/export/table-port.ts';
import type { Cell, TableSpec } from '../../src/records/table.ts';
import { parseStrictCsv, withoutNeutralizer } from './strict-csv.ts';

const INSTANTS = new InstantText('2026-01-05T00:00:00+08:00');

function createTable(types: readonly TableSpec['columns'][number]['type'][]): TableSpec {
  const columns = types.map((type, at) => ({ name: `column_${at}`, type, unit: '', meaning: '' }));
  return { id: 'table', title: 'A table', columns };
}

const nastyText = fc.oneof(
  fc.string({
    unit: fc.constantFrom('"', ',', '\n', '\r', "'", '=', '+', '-', '@', '\t', 'a', '1', ' ', '省', '🚚'),
  }),
  fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
);
const anyNumber = fc.oneof(fc.double({ noNaN: true }), fc.maxSafeInteger());

describe('a line of CSV', () => {
  it('gives back the very cells through a strict reader, formulas, quotes, line ends and all scripts included', () => {
    const table = createTable(['text', 'number', 'text', 'boolean', 'integer']);
    const row = fc.tuple(nastyText, anyNumber, nastyText, fc.boolean(), fc.option(fc.maxSafeInteger()));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
        const text = rows.map((cells) => csvRow(table, cells as Cell[], INSTANTS)).join('');
        const read = parseStrictCsv(text);
        expect(read.length).toBe(rows.length);
        rows.forEach(([a, b, c, d, e], at) => {
          const cells = read[at];
          expect(withoutNeutralizer(cells[0])).toBe(a);
          expect(Number(cells[1])).toBe(b === 0 ? 0 : b);
          expect(withoutNeutralizer(cells[2])).toBe(c);
          expect(cells[3]).toBe(String(d));
          expect(cells[4]).toBe(e === null ? '' : String(e));
        });
      }),
      { numRuns: 500 },
    );
  });

  it('never holds a text cell that a spreadsheet would run', () => {
    const table = createTable(['text']);
    fc.assert(
      fc.property(nastyText, (text) => {
        const [[cell]] = parseStrictCsv(csvRow(table, [text], INSTANTS).replace(/^\n$/, '""\n'));
        expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['-3', "'-3"],
    ["'=1", "''=1"],
    ["'tis", "'tis"],
    ['a=b', 'a=b'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['\tx', "'\tx"],
    ['\rx', '"\'\rx"'],
  ])('writes the text %j as %j', (text, cell) => {
    expect(csvRow(createTable(['text']), [text], INSTANTS)).toBe(`${cell}\n`);
  });

  it.each([
    [0.1, '0.1'],
    [-0, '0'],
    [1e21, '1e+21'],
    [-2.5, '-2.5'],
    [2 ** 53, '9007199254740992'],
    [Number.NaN, ''],
  ])('writes the number %d as %j: a number stays one', (value, cell) => {
    expect(csvRow(createTable(['number']), [value], INSTANTS)).toBe(`${cell}\n`);
  });

  it('writes an instant in the local time of the scenario, and nothing for null', () => {
    const table = createTable(['instant', 'instant']);
    expect(csvRow(table, [90_000_001, null], INSTANTS)).toBe('2026-01-05T00:01:30.000001+08:00,\n');
  });

  it('has a header with the names of the columns', () => {
    expect(csvHeader(createTable(['text', 'number']))).toBe('column_0,column_1\n');
  });
});

/** Keeps what is written, table by table; a slow one makes the writer wait. */
function createStore(): TablePort & {
  readonly chunks: Map<string, Uint8Array[]>;
  readonly events: string[];
} {
  const chunks = new Map<string, Uint8Array[]>();
  const events: string[] = [];
  return {
    chunks,
    events,
    write: async (table, replication, bytes) => {
      chunks.set(`${table}.${replication}`, [...(chunks.get(`${table}.${replication}`) ?? []), bytes]);
    },
    close: async (replication) => void events.push(`close ${replication}`),
    discard: async (replication) => void events.push(`discard ${replication}`),
  };
}

describe('the writer of a replication', () => {
  it('hands on chunks of at most a mebibyte whose bytes together are the rows in order, whatever their characters', async () => {
    const store = createStore();
    const table = createTable(['integer', 'text']);
    const writer = new CsvTableWriter(store, 3, INSTANTS);
    const words = ['plain', '省際快遞', '🚚🚚', 'é'.repeat(200)];
    let expected = '';
    for (let at = 0; at < 40_000; at++) {
      const row = [at, words[at % words.length]];
      expected += csvRow(table, row, INSTANTS);
      writer.write(table, row);
      if (at % 5_000 === 0) await writer.flush();
    }
    const uses = await writer.close();
    const chunks = store.chunks.get('table.3') ?? [];
    expect(chunks.length).toBeGreaterThan(2);
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThanOrEqual(CHUNK_BYTES);
    expect(Buffer.concat(chunks).toString('utf8') === expected).toBe(true);
    expect(uses).toEqual([{ table, rows: 40_000, bytes: Buffer.byteLength(expected) }]);
    expect(store.events).toEqual(['close 3']);
  });

  it('keeps the tables of a replication apart and lists them in the order of their first rows', async () => {
    const store = createStore();
    const late = { ...createTable(['integer']), id: 'late' };
    const early = { ...createTable(['integer']), id: 'early' };
    const writer = new CsvTableWriter(store, 0, INSTANTS);
    for (const table of [early, late, early]) writer.write(table, [1]);
    const uses = await writer.close();
    expect(uses.map((use) => [use.table.id, use.rows])).toEqual([
      ['early', 2],
      ['late', 1],
    ]);
    expect(Buffer.concat(store.chunks.get('early.0') ?? []).toString()).toBe('1\n1\n');
  });

  it('has its rows thrown away when the replication is abandoned', async () => {
    const store = createStore();
    const writer = new CsvTableWriter(store, 5, INSTANTS);
    writer.write(createTable(['integer']), [1]);
    await writer.abandon();
    expect(store.events).toEqual(['discard 5']);
    expect(store.chunks.size).toBe(0);
  });
});
