import { deflateSync, strToU8 } from 'fflate';
import { crc32 } from '../../src/scenario/crc32.ts';

/** An entry of an archive under test, with every field open to a lie. */
export interface WrittenEntry {
  readonly name: string | Uint8Array;
  readonly content: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  readonly unixMode?: number;
  readonly declaredBytes?: number;
  readonly crc?: number;
  /** Written in place of the deflated content. */
  readonly compressed?: Uint8Array;
}

/** A zip archive of the given entries, written by hand so that it can be wrong in each field. */
export function writeZip(entries: readonly WrittenEntry[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { method = 8, flags = 0, unixMode = 0o100644, content } = entry;
    const name = typeof entry.name === 'string' ? strToU8(entry.name) : entry.name;
    const compressed = entry.compressed ?? (method === 8 ? deflateSync(content) : content);
    const sizes = [entry.crc ?? crc32(content), compressed.length, entry.declaredBytes ?? content.length];
    const local = fields(
      [4, 0x04034b50],
      [2, 20],
      [2, flags],
      [2, method],
      [4, 0],
      ...wide(sizes),
      [2, name.length],
      [2, 0],
    );
    directory.push(
      fields([4, 0x02014b50], [2, 0x0314], [2, 20], [2, flags], [2, method], [4, 0], ...wide(sizes)),
      fields([2, name.length], [2, 0], [2, 0], [2, 0], [2, 0], [2, 0], [2, unixMode], [4, offset]),
      name,
    );
    parts.push(local, name, compressed);
    offset += local.length + name.length + compressed.length;
  }
  const directoryBytes = directory.reduce((sum, part) => sum + part.length, 0);
  const count = entries.length;
  const end = fields(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, directoryBytes],
    [4, offset],
    [2, 0],
  );
  return join([...parts, ...directory, end]);
}

function wide(values: readonly number[]): [number, number][] {
  return values.map((value) => [4, value]);
}

/** Numbers of 2 or 4 bytes, lowest byte first. */
function fields(...written: [number, number][]): Uint8Array {
  return join(
    written.map(([bytes, value]) =>
      Uint8Array.from({ length: bytes }, (_, byte) => (value >>> (8 * byte)) & 0xff),
    ),
  );
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
