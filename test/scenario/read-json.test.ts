import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatProblem, Problems } from '../../src/scenario/problem.ts';
import { readJson } from '../../src/scenario/read-json.ts';

const encoder = new TextEncoder();

function read(source: string | Uint8Array) {
  const problems = new Problems();
  const bytes = typeof source === 'string' ? encoder.encode(source) : source;
  return { value: readJson('s.json', bytes, problems), lines: problems.list.map(formatProblem), problems };
}

/** The value, or undefined where the runtime's own parser refuses the text. */
function parseByRuntime(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

describe('a sound JSON file', () => {
  it('reads as the runtime reads it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        fc.pre(!/__proto__|constructor|prototype|\\ud/.test(text));
        expect(read(text).value).toEqual(JSON.parse(text));
      }),
    );
  });

  it('may begin with a byte order mark', () => {
    expect(read('\ufeff{"a":1}').value).toEqual({ a: 1 });
  });

  it('may hold a text of megabytes, with escapes', () => {
    const text = 'x\n'.repeat(2_000_000);
    expect(read(JSON.stringify(text)).value).toBe(text);
  });
});

describe('faulty syntax is refused with line and character', () => {
  it.each([
    ['{"a": 1,}', 's.json:1:9: found "}", allowed a key in double quotes (remove the comma before it)'],
    [
      '{\n  "a": 1\n  "b": 2\n}',
      's.json:3:3: found "\\"", allowed a comma or } (is the comma before it missing?)',
    ],
    ['{"a": tru}', 's.json:1:7: found "tru", allowed a value'],
    ['[1, NaN]', 's.json:1:5: found "NaN", allowed a value'],
    ['[01]', 's.json:1:2: found "01", allowed a number as JSON writes it'],
    ['[1.]', 's.json:1:2: found "1.", allowed a number as JSON writes it'],
    ['[-]', 's.json:1:2: found "-", allowed a value'],
    ['{"a": "x\ny"}', 's.json:1:9: found "\\n", allowed a text that ends with a double quote on its line'],
    ['["\\x"]', 's.json:1:3: found "\\\\x", allowed an escape of JSON such as \\" or \\n'],
    [
      "{'a': 1}",
      's.json:1:2: found "\'", allowed a key in double quotes, or } (texts and keys stand in double quotes)',
    ],
    ['// hi\n{}', 's.json:1:1: found "/", allowed a value (JSON has no comments)'],
    [
      '{"a": [1, 2',
      's.json:1:12: found the end of the file, allowed a comma or ] (a bracket or quote that was opened is not closed)',
    ],
    [
      '',
      's.json:1:1: found the end of the file, allowed a value (a bracket or quote that was opened is not closed)',
    ],
    ['{} {}', 's.json:1:4: found "{", allowed the end of the file'],
    ['{\r\n"a" 1}', 's.json:2:5: found "1", allowed a colon'],
  ])('%j', (text, line) => {
    expect(read(text)).toMatchObject({ value: undefined, lines: [line] });
  });
});

describe('what syntax allows and a scenario does not', () => {
  it('lists every key that comes twice or reaches a prototype, and pollutes nothing', () => {
    const { value, lines } = read(
      '{"a": {"__proto__": {"evil": 1}}, "b": [{"constructor": 1}], "a": 2, "c\\u0061": 1, "ca": 2}',
    );
    expect(value).toBe(undefined);
    expect(lines).toEqual([
      's.json:a.__proto__: found the key "__proto__", allowed any other key (this name is reserved: choose another)',
      's.json:b[0].constructor: found the key "constructor", allowed any other key (this name is reserved: choose another)',
      's.json:a: found the key "a" again, allowed each key once in an object (remove or rename one of them)',
      's.json:ca: found the key "ca" again, allowed each key once in an object (remove or rename one of them)',
    ]);
    expect(({} as Record<string, unknown>).evil).toBe(undefined);
  });

  it('refuses numbers beyond a double, depth beyond 64, half surrogate pairs', () => {
    expect(read('{"a": [1e999]}').lines[0]).toMatch(/^s\.json:a\[0\]: found 1e999/);
    expect(read('['.repeat(64) + ']'.repeat(64)).value).toBeDefined();
    expect(read('['.repeat(65) + ']'.repeat(65)).lines[0]).toMatch(/found more than 64 objects and lists/);
    expect(read('['.repeat(1_000_000)).lines).toHaveLength(1);
    expect(read('["\\ud800"]').lines[0]).toMatch(/^s\.json:1:2: found/);
  });

  it('refuses a file above the limit unread', () => {
    expect(read(new Uint8Array(16 * 2 ** 20 + 1)).lines[0]).toMatch(
      /found 16777217 bytes, allowed at most 16777216/,
    );
  });
});

describe('what is not UTF-8', () => {
  it('is refused at the line and the offset of the first faulty byte', () => {
    const gbk = Uint8Array.from([...encoder.encode('{\n"a":\n"'), 0xb1, 0xb1, 0xbe, 0xa9]);
    expect(read(gbk).lines[0]).toMatch(/^s\.json:3: found the byte 0xB1 at offset 8, which is not UTF-8/);
    expect(read(Uint8Array.from([0xff, 0xfe, 0x7b, 0])).lines[0]).toMatch(/found a file in UTF-16/);
  });

  it('is found at the same byte as the runtime finds it', () => {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        const { lines } = read(Uint8Array.from([...encoder.encode('"é漢😀'), ...bytes, 34]));
        const offset = Number(/at offset (\d+), which/.exec(lines[0] ?? '')?.[1] ?? Number.NaN);
        if (Number.isNaN(offset)) return;
        const whole = Uint8Array.from([...encoder.encode('"é漢😀'), ...bytes, 34]);
        expect(() => decoder.decode(whole.subarray(0, offset))).not.toThrow();
        expect(() => decoder.decode(whole.subarray(0, offset + 4))).toThrow();
      }),
      { numRuns: 500 },
    );
  });
});

describe('any other file', () => {
  it('of random bytes never crashes the reader, and is refused with a place or read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const { value, lines } = read(bytes);
        expect(value === undefined).toBe(lines.length > 0);
      }),
      { numRuns: 1000 },
    );
  });

  it('that is a sound one with a character changed is refused with a place, or means what the runtime reads', () => {
    const sound = '{"run": {"seed": 17, "cv": -0.5e-1}, "list": [true, null, "a\\"\\u00e9"], "o": {}}';
    fc.assert(
      fc.property(
        fc.nat(sound.length - 1),
        fc.nat(2),
        fc.constantFrom(
          '',
          '{',
          '}',
          '[',
          ']',
          ',',
          ':',
          '"',
          '\\',
          '1',
          '-',
          '.',
          'e',
          ' ',
          '\n',
          '\0',
          'é',
        ),
        (at, removed, put) => {
          const text = sound.slice(0, at) + put + sound.slice(at + removed);
          const { value, problems } = read(text);
          if (value !== undefined) expect(value).toEqual(parseByRuntime(text));
          else {
            const isDuplicate = problems.list.every(({ kind }) => kind !== 'syntax');
            if (!isDuplicate) expect(parseByRuntime(text)).toBe(undefined);
            for (const { place } of problems.list) if ('row' in place) expect(place.row).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });
});
