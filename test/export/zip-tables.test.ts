import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { zipTables } from '../../src/export/zip-tables.ts';

describe('an archive of tables', () => {
  it('unpacks to the very bytes, which came in chunks', async () => {
    const random = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 2_654_435_761) >>> 13);
    async function* chunks() {
      for (let at = 0; at < random.length; at += 65_536) yield random.slice(at, at + 65_536);
    }
    async function* none() {}
    const pieces: Uint8Array[] = [];
    await zipTables(
      [
        { name: 'parcels.csv', chunks: chunks() },
        { name: 'empty.csv', chunks: none() },
      ],
      (bytes) => pieces.push(bytes),
    );
    const files = unzipSync(Buffer.concat(pieces));
    expect(Object.keys(files)).toEqual(['parcels.csv', 'empty.csv']);
    expect(Buffer.from(files['parcels.csv']).equals(Buffer.from(random))).toBe(true);
    expect(files['empty.csv'].length).toBe(0);
  });

  it('fails where a table cannot be read to its end', async () => {
    async function* breaks() {
      yield new Uint8Array(10);
      throw new Error('gone');
    }
    await expect(zipTables([{ name: 'a.csv', chunks: breaks() }], () => {})).rejects.toThrow('gone');
  });
});
