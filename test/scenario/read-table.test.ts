import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/scenario/canonical.ts';
import { CsvReader } from '../../src/scenario/csv-reader.ts';
import { parseInstant } from '../../src/scenario/instant.ts';
import { formatProblem, Problems } from '../../src/scenario/problem.ts';
import type { TableSource } from '../../src/scenario/raw-table.ts';
import { readTable, type TableOptions } from '../../src/scenario/read-table.ts';
import { checkReferences } from '../../src/scenario/references.ts';

const encoder = new TextEncoder();

const columns = [
  { name: 'code', type: 'code', required: true, unique: true, meaning: 'its name in other tables' },
  { name: 'name', type: 'text', required: false, meaning: 'its name on the map' },
  { name: 'kind', type: 'text', required: true, oneOf: ['hub', 'station'], meaning: 'what it does' },
  { name: 'latitude_deg', type: 'number', required: true, min: -90, max: 90, meaning: 'north is positive' },
  { name: 'doors', type: 'integer', required: false, default: 4, min: 1, meaning: 'dock doors' },
  {
    name: 'speed_km_per_h',
    type: 'number',
    required: false,
    exclusiveMin: 0,
    unit: 'km/h',
    meaning: 'of its trucks',
  },
  { name: 'is_open', type: 'boolean', required: false, default: true, meaning: 'whether it works' },
  { name: 'opens_at', type: 'time_of_day', required: false, meaning: 'local time' },
  { name: 'since', type: 'instant', required: false, meaning: 'first day' },
] as const;

const header = columns.map(({ name }) => name).join(',');

function read(source: string | TableSource, options?: TableOptions) {
  const problems = new Problems();
  const bytes = typeof source === 'string' ? encoder.encode(source) : source;
  const table = readTable('f.csv', bytes, columns, problems, options);
  return { table, problems, lines: problems.list.map(formatProblem) };
}

const row = (text: string, options?: TableOptions) => read(`${header}\n${text}\n`, options);

describe('a sound table', () => {
  it('reads into typed columns, defaults filled in', () => {
    const { table, lines } = read(
      `\ufeff${header}\r\nA,"Alpha, ""old""",hub,31.2,2,80.5,no,06:30,1970-01-02T00:00:00+08:00\r\n\r\nB, , station ,-1e1,,,,,\r\n`,
    );
    expect(lines).toEqual([]);
    expect(table!.rows).toBe(2);
    const codes: readonly string[] = table!.column('code');
    const doors: Float64Array = table!.column('doors');
    expect(codes).toEqual(['A', 'B']);
    expect(table!.column('name')).toEqual(['Alpha, "old"', '']);
    expect([...doors]).toEqual([2, 4]);
    expect([...table!.column('speed_km_per_h')]).toEqual([80.5, Number.NaN]);
    expect([...table!.column('is_open')]).toEqual([0, 1]);
    expect([...table!.column('opens_at')]).toEqual([23_400, Number.NaN]);
    expect(table!.column('since')[0]).toBe(16 * 3600 * 1e6);
    expect([table!.line(0), table!.line(1)]).toEqual([2, 4]);
  });

  it('has the same canonical text as CSV, as a list of objects and as a list of lists', () => {
    const csv = read('kind,code,latitude_deg,doors,name\nhub,A,1.50,2,x\nstation,B,0,,\n');
    const objects = [
      { code: 'A', kind: 'hub', latitude_deg: 1.5, doors: 2, name: 'x' },
      { doors: null, code: 'B', kind: 'station', latitude_deg: 0 },
    ];
    const lists = [
      ['code', 'kind', 'latitude_deg', 'doors', 'name'],
      ['A', 'hub', 1.5, 2, 'x'],
      ['B', 'station', 0, null, null],
    ];
    const texts = [csv, read({ path: 't', rows: objects }), read({ path: 't', rows: lists })].map(
      ({ table, lines }) => {
        expect(lines).toEqual([]);
        return canonicalJson(table!.toCanonical());
      },
    );
    expect(new Set(texts).size).toBe(1);
  });

  it('may have columns in any order, blank trailing columns and rows, and no line end at the last', () => {
    const { table, lines } = read('latitude_deg,code,kind,,\n1,A,hub,,\n,,,,\n2,B,hub');
    expect(lines).toEqual([]);
    expect([...table!.column('latitude_deg')]).toEqual([1, 2]);
    expect(table!.line(1)).toBe(4);
  });
});

describe('a bad cell', () => {
  it('of every row is told, with line, column, what was found and what is allowed', () => {
    const { lines } = read(
      [
        header,
        'A,"two\nlines",hub,91,0,0,maybe,25:00,2026-02-29T00:00:00Z',
        'A,x,hubb,"1,5",1.5,"1,200",,,2026-02-28T00:00',
        ',x,,north,1e999,80 km/h,,,',
        '#1,x,hub,NaN,12%,１２,,,',
      ].join('\r\n'),
    );
    expect(lines).toEqual([
      'f.csv:2:latitude_deg: found "91", allowed a number from -90 to 90 (north is positive)',
      'f.csv:2:doors: found "0", allowed a whole number at least 1 (dock doors)',
      'f.csv:2:speed_km_per_h: found "0", allowed a number above 0 in km/h (of its trucks)',
      'f.csv:2:is_open: found "maybe", allowed true or false (whether it works)',
      'f.csv:2:opens_at: found "25:00", allowed a time of day such as 06:30 (local time)',
      'f.csv:2:since: found "2026-02-29T00:00:00Z", allowed an instant such as 2026-01-05T08:30:00+08:00 (first day)',
      'f.csv:4:kind: found "hubb", allowed "hub" or "station" (did you mean "hub"?)',
      'f.csv:4:latitude_deg: found "1,5", allowed a number from -90 to 90 (write it with a decimal point)',
      'f.csv:4:doors: found "1.5", allowed a whole number at least 1 (write it without decimals)',
      'f.csv:4:speed_km_per_h: found "1,200", allowed a number above 0 in km/h (write it without separators between thousands)',
      'f.csv:4:since: found "2026-02-28T00:00", allowed an instant such as 2026-01-05T08:30:00+08:00 (add the offset from UTC, or Z)',
      'f.csv:5:code: found nothing, allowed a code of up to 64 letters, digits and . _ : / + - (its name in other tables)',
      'f.csv:5:kind: found nothing, allowed "hub" or "station" (what it does)',
      'f.csv:5:latitude_deg: found "north", allowed a number from -90 to 90 (north is positive)',
      'f.csv:5:doors: found "1e999", allowed a whole number at least 1 (dock doors)',
      'f.csv:5:speed_km_per_h: found "80 km/h", allowed a number above 0 in km/h (write it without a unit)',
      'f.csv:6:code: found "#1", allowed a code of up to 64 letters, digits and . _ : / + - (it begins and ends with a letter or digit, without spaces)',
      'f.csv:6:latitude_deg: found "NaN", allowed a number from -90 to 90 (north is positive)',
      'f.csv:6:doors: found "12%", allowed a whole number at least 1 (write it as a number without %)',
      'f.csv:6:speed_km_per_h: found "１２", allowed a number above 0 in km/h (use half-width digits)',
      'f.csv:4:code: found "A" again, allowed each code once (it stands first in line 2)',
    ]);
  });

  it('of an inline table is told by its path', () => {
    const objects = [
      { code: 'A', kind: 'hub', latitude_deg: 'x', dors: 1 },
      5,
      { code: 'A', kind: 'hub', latitude_deg: [1] },
      { code: 'C', kind: 'hub' },
    ];
    expect(
      read({ path: 'tables.f', rows: objects }).lines.map((line) => line.slice(0, line.indexOf(', allowed'))),
    ).toEqual([
      'f.csv:tables.f[1]: found 5',
      'f.csv:tables.f[2].latitude_deg: found a list of 1',
      'f.csv:tables.f[0].dors: found the unknown column "dors"',
      'f.csv:tables.f[0].latitude_deg: found "x"',
      'f.csv:tables.f[3].latitude_deg: found nothing',
    ]);
    const lists = [['code', 'kind', 'latitude_deg'], ['A', 'hub', {}], ['B', 'hub', 'x'], ['C', 'hub'], 7];
    expect(
      read({ path: 't', rows: lists }).lines.map((line) => line.slice(0, line.indexOf(', allowed'))),
    ).toEqual([
      'f.csv:t[1][2]: found an empty object',
      'f.csv:t[3]: found 2 fields',
      'f.csv:t[4]: found 7',
      'f.csv:t[2][2]: found "x"',
    ]);
  });

  it('that several rows may not share together is told', () => {
    const { lines } = read(`${header}\nA,x,hub,1,,,,,\nB,x,hub,1,,,,,\nC,x,hub,2,,,,,`, {
      key: ['name', 'latitude_deg'],
    });
    expect(lines).toEqual([
      'f.csv:3:name: found "x", 1 again, allowed each name with latitude_deg once (it stands first in line 2)',
    ]);
  });

  it('that refers to nothing is told with what was meant', () => {
    const { table, problems } = row('HUB-41,x,hub,1,,,,,\nHUB-24,x,hub,1,,,,,');
    checkReferences(table!, 'code', new Set(['HUB-41', 'HUB-42']), 'facility', problems);
    expect(problems.list.map(formatProblem)).toEqual([
      'f.csv:3:code: found "HUB-24", which is no facility, allowed the code of a facility: "HUB-41", "HUB-42" (did you mean "HUB-42"?)',
    ]);
  });
});

describe('a bad row or header', () => {
  it('with too many or too few fields is told once, and rows after it are read', () => {
    const { table, lines } = read('code,kind,latitude_deg\nA,hub\nB,hub,1,2,3\nC,hub,x\nD,hub,4');
    expect(lines).toEqual([
      'f.csv:2: found 2 fields, allowed 3, one for each column (an empty cell keeps its comma)',
      'f.csv:3: found 5 fields, allowed 3, one for each column (a cell with a comma in it stands in double quotes)',
      'f.csv:4:latitude_deg: found "x", allowed a number from -90 to 90 (north is positive)',
    ]);
    expect(table!.column('code')).toEqual(['A', 'B', 'C', 'D']);
  });

  it('with columns missing, unknown, twice or without a name is told', () => {
    expect(read('code,kind,lattitude_deg\nA,hub,1').lines).toEqual([
      `f.csv:1:lattitude_deg: found the unknown column "lattitude_deg", allowed ${columns.map(({ name }) => `"${name}"`).join(', ')} (did you mean "latitude_deg"?)`,
      'f.csv:1:latitude_deg: found no column "latitude_deg", allowed a column "latitude_deg" with a number from -90 to 90 (north is positive)',
    ]);
    expect(read('code,,code\n').lines).toEqual([
      'f.csv:1: found no name for column 2, allowed a name for each column, each once',
      'f.csv:1:code: found the column "code" again, allowed a name for each column, each once',
    ]);
    expect(read('code;kind;latitude_deg\nA;hub;1').lines[0]).toMatch(/commas as separators/);
    expect(read('').lines).toEqual([
      'f.csv:1: found an empty file, allowed a line with the names of the columns',
    ]);
  });

  it('with stray quotes is told where they stand', () => {
    expect(
      read('code,kind,latitude_deg\nA,h"ub,1\nB,"hub"x,1\nC,"hub,1\nD,hub,1\n').lines.slice(0, 3),
    ).toEqual([
      'f.csv:2:kind: found a quote within "h\\"ub", allowed quotes only around the whole cell (put the cell in quotes and double those that belong to the text)',
      'f.csv:3:kind: found "x" behind a closing quote, allowed a comma or the end of the line (double a quote that belongs to the text)',
      'f.csv:4:kind: found a quote that is never closed, allowed a cell in quotes with a closing quote before the next comma (close it, or double a quote that belongs to the text; what follows was not read)',
    ]);
  });

  it('beyond the limits ends the reading', () => {
    const many = read(`code,kind,latitude_deg\n${'A,hub,1\n'.repeat(1_000_001)}`);
    expect(many.problems.list[0]).toMatchObject({ kind: 'limit', place: { row: 1_000_002 } });
    expect(many.problems.errorCount).toBe(1 + 999_999);
    expect(many.problems.list).toHaveLength(1000);
    const names = Array.from({ length: 201 }, (_, i) => `c${i}`);
    expect(read(names.join(',')).lines[0]).toMatch(/found 201 columns, allowed at most 200/);
    expect(read({ path: 't', rows: names.map((name) => ({ [name]: 1 })) }).lines[0]).toMatch(
      /found 201 columns/,
    );
    const short = read(`${names.slice(0, 200).join(',')}\n${'1\n'.repeat(160_001)}`);
    expect(short.problems.errorCount).toBeGreaterThan(160_000);
    expect(short.table!.rows).toBe(160_000);
    expect(read(new Uint8Array(64 * 2 ** 20 + 1)).lines[0]).toMatch(/allowed at most 67108864 bytes/);
  });
});

describe('the reader of rows', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'é', ' ', ',', '"', '\n', '\r', '\r\n', '1'),
    maxLength: 6,
  });
  const ends = fc.constantFrom('\n', '\r\n', '\r');

  function readRows(pieces: readonly string[]) {
    const rows: { fields: string[]; line: number }[] = [];
    const faults: unknown[] = [];
    const reader = new CsvReader(
      (fields, line) => void rows.push({ fields, line }),
      (fault) => faults.push(fault),
    );
    for (const [i, piece] of pieces.entries()) reader.push(piece, i === pieces.length - 1);
    return { rows, faults };
  }

  it('reads back what was quoted, with the line of each row, in whatever pieces it comes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 }),
        ends,
        fc.array(fc.nat(200)),
        (table, end, cuts) => {
          const written = table.map((fields) =>
            fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(','),
          );
          const text = written.map((line) => line + end).join('');
          const points = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
          const pieces = points.slice(1).map((point, i) => text.slice(points[i], point));
          const { rows, faults } = readRows(pieces);
          expect(faults).toEqual([]);
          expect(rows.map(({ fields }) => fields)).toEqual(table);
          let line = 1;
          for (const [i, one] of rows.entries()) {
            expect(one.line).toBe(line);
            line += (written[i] + end).match(/\r\n|\r|\n/g)!.length;
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('sees the same in one piece as in many', () => {
    const anything = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' '), maxLength: 24 });
    fc.assert(
      fc.property(anything, (text) => {
        expect(readRows([...text, ''])).toEqual(readRows([text]));
      }),
      { numRuns: 2000 },
    );
  });

  it('gives up a quote that stays open for a mebibyte of a stream', () => {
    const pieces = ['a,"', ...new Array<string>(20).fill('x'.repeat(2 ** 16)), '",b\n'];
    expect(readRows(pieces).faults).toHaveLength(1);
  });
});

describe('an instant', () => {
  it('is read without the calendar of the runtime, and agrees with it', () => {
    const day = fc.date({ min: new Date('1970-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.integer({ min: -840, max: 840 }), (date, offset) => {
        const sign = offset < 0 ? '-' : '+';
        const two = (n: number) => String(Math.floor(Math.abs(n))).padStart(2, '0');
        const text = date
          .toISOString()
          .replace('Z', `${sign}${two(Math.trunc(offset / 60))}:${two(offset % 60)}`);
        expect(parseInstant(text)).toBe(Date.parse(text) * 1000);
        expect(parseInstant(text.slice(0, -6), offset)).toBe(Date.parse(text) * 1000);
      }),
    );
  });

  it('is refused where no calendar has it', () => {
    for (const text of [
      '2026-02-29T00:00Z',
      '2100-02-29T00:00Z',
      '2026-13-01T00:00Z',
      '2026-04-31T00:00Z',
      '2026-01-01T24:00Z',
      '2026-01-01',
    ]) {
      expect(parseInstant(text), text).toBe(undefined);
    }
    expect(parseInstant('2000-02-29T00:00Z')).toBe(951_782_400_000_000);
  });
});

describe('any mutation', () => {
  const sound = 'code,name,kind,latitude_deg,doors\nA,"x, y",hub,31.25,2\nB,z,station,-7.5,12\n';
  const meaning = (text: string) => {
    const { table, problems } = read(text);
    return problems.hasErrors ? undefined : table;
  };

  it('of a character is refused with a place, or changes no cell but those it touches', () => {
    fc.assert(
      fc.property(
        fc.nat(sound.length - 1),
        fc.constantFrom('', ',', '"', '\n', '\r', ';', '0', '-', 'e', ' ', '\0', 'q'),
        (at, put) => {
          const text = sound.slice(0, at) + put + sound.slice(at + 1);
          const { table, problems } = read(text);
          for (const { place, found, allowed } of problems.list) {
            expect('row' in place && place.row >= 1 && place.row <= 5).toBe(true);
            expect(found !== '' && allowed !== '').toBe(true);
          }
          if (problems.hasErrors) return;
          const before = meaning(sound)!.toCanonical();
          const after = table!.toCanonical();
          expect(table!.rows).toBe(2);
          let changes = 0;
          for (const { name } of columns) {
            for (let i = 0; i < 2; i++) if (!Object.is(before[name][i], after[name][i])) changes += 1;
          }
          expect(changes).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('of its bytes never crashes the reader', () => {
    const bytes = encoder.encode(sound);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        (put) => {
          const changed = bytes.slice();
          for (const [at, byte] of put) changed[at] = byte;
          const { table, lines } = read(changed);
          expect(table !== undefined || lines.length > 0).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (random) => void read(random)),
      { numRuns: 1000 },
    );
  });

  it('of an inline table never crashes the reader', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue()), fc.object())), (rows) => {
        read({ path: 't', rows });
      }),
    );
  });
});
