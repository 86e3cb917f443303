import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvTable } from '../../src/export/table-input.ts';
import type { TableSpec } from '../../src/records/table.ts';
import { inChunks, tableInput } from '../builders/table-inputs.ts';

const TABLE: TableSpec = {
  id: 'notes',
  title: 'Notes',
  columns: [
    { name: 'replication', type: 'integer', unit: '', meaning: '' },
    { name: 'note', type: 'text', unit: '', meaning: '' },
    { name: 'size', type: 'number', unit: '', meaning: '' },
  ],
};

async function rowsOf(input: ReturnType<typeof tableInput>): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const batch of input.rows()) for (const row of batch) rows.push([...row]);
  return rows;
}

function written(text: string, table = TABLE) {
  return csvTable(table, () => inChunks(new TextEncoder().encode(text), 7));
}

describe('tables read back from CSV', () => {
  it('have the very texts that were written, wherever the bytes are cut, as often as they are read', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '"', ',', 'é', '站') }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(text), fc.integer({ min: 1, max: 40 }), async (texts, length) => {
        const input = tableInput(
          TABLE,
          texts.map((one, at) => [0, one, at / 4]),
          length,
        );
        const expected = texts.map((one, at) => ['0', one, String(at / 4)]);
        expect(await rowsOf(input)).toEqual(expected);
        expect(await rowsOf(input)).toEqual(expected);
      }),
    );
  });

  it('are refused where columns, cells or bytes are not those announced', async () => {
    await expect(rowsOf(written('replication,size,note\n'))).rejects.toThrow(/notes.csv begins with/);
    await expect(rowsOf(written('replication,note,size\n0,a,1\n0,b\n'))).rejects.toThrow(
      'line 3: 2 cells, not 3',
    );
    await expect(rowsOf(written(''))).rejects.toThrow('header is missing');
    await expect(rowsOf(written('replication,note,size\n0,"a,1\n'))).rejects.toThrow('never closed');
    const bytes = Uint8Array.of(...new TextEncoder().encode('replication,note,size\n0,'), 0xff, 10);
    await expect(rowsOf(csvTable(TABLE, () => inChunks(bytes, 99)))).rejects.toThrow('not UTF-8');
  });
});
