import { constants, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../src/scenario/crc32.ts';
import { formatProblem, Problems } from '../../src/scenario/problem.ts';
import { readZip } from '../../src/scenario/read-zip.ts';
import { findRoot, LIMITS, namedFile } from '../../src/scenario/scenario-files.ts';
import { type WrittenEntry, writeZip } from './zip-writer.ts';

const content = strToU8('code,doors\nA,1\n');

function read(bytes: Uint8Array, limits = LIMITS as { archiveBytes: number; archiveEntries: number }) {
  const problems = new Problems();
  const files = readZip('s.zip', bytes, problems, limits);
  expect(files === undefined).toBe(problems.hasErrors);
  return { files, lines: problems.list.map(formatProblem) };
}

const refusal = (entry: Partial<WrittenEntry>) =>
  read(
    writeZip([
      { name: 'a.csv', content, ...entry },
      { name: 'sound.csv', content },
    ]),
  ).lines;

describe('a sound archive', () => {
  it('yields its files, stored and deflated, without folders and what file managers add', () => {
    const tree = {
      'china/scenario.json': strToU8('{}'),
      'china/tables/城市.csv': content,
      'china/.DS_Store': content,
      '__MACOSX/china/._scenario.json': content,
    };
    const { files } = read(zipSync(tree));
    expect([...files!.keys()]).toEqual(['china/scenario.json', 'china/tables/城市.csv']);
    expect(files!.get('china/tables/城市.csv')).toEqual(content);
    const stored = read(zipSync(tree, { level: 0 })).files;
    expect(stored!.get('china/tables/城市.csv')).toEqual(content);
  });

  it('yields what went in, whatever it is', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.nat(100_000).map((n) => new Uint8Array(n).fill(n)),
    );
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,8}\.csv$/), bytes, { minKeys: 1, maxKeys: 5 }),
        (tree) => {
          const { files } = read(zipSync(tree));
          expect([...files!.keys()].sort()).toEqual(Object.keys(tree).sort());
          for (const [name, file] of files!) expect(Buffer.compare(file, tree[name])).toBe(0);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is checked by the published checksum', () => {
    expect(crc32(strToU8('123456789'))).toBe(0xcbf43926);
  });
});

describe('an entry that must not be', () => {
  it.each([
    ['../up.csv', 'climbs out'],
    ['a/../../up.csv', 'climbs out'],
    ['/etc/passwd', 'absolute'],
    ['C:/a.csv', 'drive'],
    ['a\\b.csv', 'backslash'],
    ['a//b.csv', 'empty step'],
    ['./a.csv', 'empty step'],
    ['a\0.csv', 'control character'],
    ['', 'empty'],
    ['a'.repeat(1025), 'too long'],
  ])('is refused by its name %j', (name, why) => {
    const lines = refusal({ name });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(why);
  });

  it('is refused as a link, a device, encrypted, in an unknown method, or a second time', () => {
    expect(refusal({ unixMode: 0o120777 })[0]).toMatch(/"a\.csv": found a symbolic link/);
    expect(refusal({ unixMode: 0o020666 })[0]).toMatch(/found a device/);
    expect(refusal({ flags: 1 })[0]).toMatch(/found an encrypted entry/);
    expect(refusal({ method: 14 })[0]).toMatch(/found compression method 14/);
    expect(refusal({ name: 'sound.csv' })[0]).toMatch(/found a second entry "sound\.csv"/);
    expect(refusal({ name: Uint8Array.from([0xb1, 0xb1, 0x2e]) })[0]).toMatch(/whose name is not UTF-8/);
  });

  it('is refused where its content is not what the archive declares', () => {
    expect(refusal({ crc: 1 })[0]).toMatch(/does not fit its checksum/);
    expect(refusal({ declaredBytes: 3 })[0]).toMatch(/found more than the 3 bytes/);
    expect(refusal({ declaredBytes: 99 })[0]).toMatch(/found 15 bytes, allowed the 99 bytes/);
    expect(refusal({ compressed: Uint8Array.from([7, 7, 7]) })[0]).toMatch(/cannot be read/);
    expect(refusal({ compressed: new Uint8Array() })[0]).toMatch(/found 0 bytes/);
  });

  it('does not hide another', () => {
    const entries = ['../a', '/b', 'c'].map((name) => ({
      name,
      content,
      crc: name === 'c' ? 1 : crc32(content),
    }));
    expect(read(writeZip(entries)).lines).toHaveLength(3);
  });
});

describe('an archive without end', () => {
  it('is not inflated further than it declares', () => {
    const gibibyte = deflatedZeros(1024);
    const lie = writeZip([{ name: 'a.csv', content, compressed: gibibyte, declaredBytes: 1000 }]);
    expect(lie.length).toBeLessThan(2 * 2 ** 20);
    expect(read(lie).lines[0]).toMatch(/found more than the 1000 bytes that the archive declares/);
  });

  it('is refused unread where it declares more than the limit, in one entry or in all together', () => {
    const limits = { archiveBytes: 40, archiveEntries: 3 };
    const one = { name: 'a', content, declaredBytes: 41 };
    expect(read(writeZip([one]), limits).lines).toEqual([
      's.zip:"a": found more than 40 bytes, allowed at most 40 bytes in all files together',
    ]);
    const three = ['a', 'b', 'c'].map((name) => ({ name, content }));
    expect(read(writeZip(three), limits).lines[0]).toMatch(/^s\.zip:"c": found more than 40 bytes/);
    expect(read(writeZip([...three, one]), limits).lines[0]).toMatch(/found 4 entries, allowed at most 3/);
  });
});

describe('any other bytes', () => {
  it('never crash the reader', () => {
    const sound = zipSync({ 'scenario.json': strToU8('{"version": 1}'), 'a/b.csv': content });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { maxLength: 4 }),
        fc.nat(30),
        (put, cut) => {
          const bytes = sound.slice(0, sound.length - (cut > 20 ? cut : 0));
          for (const [at, byte] of put) bytes[at] = byte;
          const { files, lines } = read(bytes);
          if (files === undefined) expect(lines.length).toBeGreaterThan(0);
          // What is accepted has the checksum of its content: only names can have changed.
          else for (const file of files.values()) expect([14, 15]).toContain(file.length);
        },
      ),
      { numRuns: 3000 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void read(bytes)));
    expect(read(new Uint8Array()).lines[0]).toMatch(/found no zip archive/);
  });
});

describe('the root of a scenario', () => {
  const root = (...paths: string[]) => {
    const problems = new Problems();
    const found = findRoot(new Map(paths.map((path) => [path, content])), 's.zip', problems);
    return found === undefined ? problems.list.map(formatProblem) : [found.main, ...found.files.keys()];
  };

  it('is scenario.json at the top, else in the only folder there, else the only JSON file', () => {
    expect(root('scenario.json', 'other.json')[0]).toBe('scenario.json');
    expect(root('x/scenario.json', 'x/a.csv')).toEqual(['x/scenario.json', 'scenario.json', 'a.csv']);
    expect(root('x/lab.json', 'b.csv')).toEqual(['x/lab.json', 'lab.json']);
    expect(root('a.json', 'b.json')[0]).toMatch(/found the JSON files "a\.json", "b\.json"/);
    expect(root('a.csv')[0]).toMatch(/found no JSON file among 1 files/);
  });

  it('tells where a file is named that is not there', () => {
    const problems = new Problems();
    const mention = { file: 'scenario.json', place: { path: 'tables.lanes' } };
    const files = new Map([['lanes.csv', content]]);
    expect(namedFile(files, './lanes.csv', mention, problems)).toBe(content);
    namedFile(files, 'lane.csv', mention, problems);
    expect(problems.list.map(formatProblem)[0]).toMatch(
      /^scenario\.json:tables\.lanes: found .*"lanes\.csv"\?\)$/,
    );
  });
});

/** A deflated mebibyte of zeros that ends at a byte and not the stream, again and again, then an empty last block. */
function deflatedZeros(mebibytes: number): Uint8Array {
  const one = deflateRawSync(new Uint8Array(2 ** 20), { finishFlush: constants.Z_FULL_FLUSH });
  return Uint8Array.from([...new Array<Buffer>(mebibytes).fill(one).flatMap((part) => [...part]), 3, 0]);
}
