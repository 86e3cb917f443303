import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvariantError } from '../../../src/engine/invariant-error.ts';
import { KeyedDraws, MAX_KEYED_SOURCES, MAX_VISITS } from '../../../src/engine/random/keyed-draws.ts';

const ordinal = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const source = fc.integer({ min: 0, max: MAX_KEYED_SOURCES - 1 });
const visit = fc.integer({ min: 0, max: 4095 });

function bits(draws: KeyedDraws, steps = 3): number[] {
  const words: number[] = [];
  for (let i = 0; i < steps; i++) {
    draws.advance();
    words.push(draws.bits[0], draws.bits[1]);
  }
  return words;
}

describe('keyed draws', () => {
  it('give a subject the same luck whatever others drew before, and how much', () => {
    fc.assert(
      fc.property(
        fc.tuple(ordinal, source, visit),
        fc.array(fc.tuple(ordinal, source, visit, fc.integer({ min: 1, max: 64 })), { maxLength: 8 }),
        ([o, s, v], others) => {
          const alone = bits(new KeyedDraws(11, 2, 'service', 'hub-3').at(o, s, v));
          const shared = new KeyedDraws(11, 2, 'service', 'hub-3');
          const elsewhere = new KeyedDraws(11, 2, 'service', 'hub-4');
          for (const [otherO, otherS, otherV, steps] of others) {
            bits(shared.at(otherO, otherS, otherV), steps);
            bits(elsewhere.at(otherO, otherS, otherV), steps);
          }
          expect(bits(shared.at(o, s, v))).toEqual(alone);
        },
      ),
      { seed: 2105, numRuns: 300 },
    );
  });

  it('differ wherever any part of the name differs', () => {
    const seen = new Set<string>();
    let n = 0;
    const add = (draws: KeyedDraws) => {
      n++;
      seen.add(bits(draws, 1).join());
    };
    add(new KeyedDraws(1, 0, 'service', 0).at(5, 6, 7));
    add(new KeyedDraws(2, 0, 'service', 0).at(5, 6, 7));
    add(new KeyedDraws(1, 1, 'service', 0).at(5, 6, 7));
    add(new KeyedDraws(1, 0, 'no-read', 0).at(5, 6, 7));
    add(new KeyedDraws(1, 0, 'service', 1).at(5, 6, 7));
    add(new KeyedDraws(1, 0, 'service', 0).at(6, 6, 7));
    add(new KeyedDraws(1, 0, 'service', 0).at(5, 7, 7));
    add(new KeyedDraws(1, 0, 'service', 0).at(5, 6, 8));
    add(new KeyedDraws(1, 0, 'a/b', 'c').at(5, 6, 7));
    add(new KeyedDraws(1, 0, 'a', 'b/c').at(5, 6, 7));
    expect(seen.size).toBe(n);
  });

  it('never meet: every step of neighboring subjects, sources and visits is distinct', () => {
    const draws = new KeyedDraws(1, 0, 'service', 0);
    const seen = new Set<string>();
    let n = 0;
    for (const o of [0, 1, 2 ** 20 - 1]) {
      for (const s of [0, 1, MAX_KEYED_SOURCES - 1]) {
        for (const v of [0, 1, 4095, 4096, 4097, 8191, 8192, MAX_VISITS - 1]) {
          draws.at(o, s, v);
          for (let inner = 0; inner < 64; inner++) {
            n++;
            seen.add(bits(draws, 1).join());
          }
        }
      }
    }
    // Two of 4608 outputs of 64 bits agree by chance once in 10^12: a repeat is a counter used twice.
    expect(seen.size).toBe(n);
  });

  it('end with an invariant error at the 65th step of one visit, and start afresh at the next', () => {
    const draws = new KeyedDraws(1, 0, 'service', 0).at(3, 0, 0);
    bits(draws, 64);
    expect(() => draws.advance()).toThrow(InvariantError);
    expect(() => draws.at(3, 0, 1).advance()).not.toThrow();
  });

  it.each([
    [-1, 0, 0],
    [0.5, 0, 0],
    [2 ** 32, 0, 0],
    [0, MAX_KEYED_SOURCES, 0],
    [0, -1, 0],
    [0, 0, -1],
    [0, 0, 1.5],
    [0, 0, MAX_VISITS],
    [2 ** 20, 0, 4096],
    [Number.NaN, 0, 0],
    [0, 0, Number.NaN],
  ])('refuse ordinal %d, source %d, visit %d', (o, s, v) => {
    expect(() => new KeyedDraws(1, 0, 'service', 0).at(o, s, v)).toThrow(InvariantError);
  });

  it('take the highest ordinals where visits are few', () => {
    expect(() =>
      new KeyedDraws(1, 0, 'service', 0).at(2 ** 32 - 1, MAX_KEYED_SOURCES - 1, 4095),
    ).not.toThrow();
  });
});
