import { describe, expect, it } from 'vitest';
import type { BitSource } from '../../../src/engine/random/bit-source.ts';
import { KeyedDraws } from '../../../src/engine/random/keyed-draws.ts';
import { Stream } from '../../../src/engine/random/stream.ts';
import { uniform53 } from '../../../src/engine/random/uniform.ts';
import { standardExponential, standardNormal } from '../../../src/engine/random/ziggurat.ts';

/** Gives one word of 64 bits again and again. */
function constantBits(high: number, low: number): BitSource {
  return { bits: new Int32Array([high, low]), advance() {} };
}

/** Raw moments 1 to 4 of n draws. */
function rawMoments(draw: () => number, n: number): number[] {
  const sums = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const x = draw();
    let power = 1;
    for (let k = 0; k < 4; k++) {
      power *= x;
      sums[k] += power;
    }
  }
  return sums.map((sum) => sum / n);
}

describe('a uniform number', () => {
  it('lies strictly between 0 and 1 at the extremes of its bits', () => {
    expect(uniform53(constantBits(0, 0))).toBe(2 ** -54);
    expect(uniform53(constantBits(0, 64))).toBe(2 ** -53);
    expect(uniform53(constantBits(-1, -1))).toBe(1 - 2 ** -53);
  });
});

describe('the ziggurat', () => {
  const n = 400_000;
  // E[X^k] and Var(X^k) = E[X^2k] - E[X^k]^2: factorials for the exponential, double factorials for the normal.
  const exponential = [1, 2, 6, 24];
  const exponentialSpread = [1, 24 - 4, 720 - 36, 40_320 - 576];
  const normal = [0, 1, 0, 3];
  const normalSpread = [1, 3 - 1, 15, 105 - 9];
  const cases: [string, (source: BitSource) => number, BitSource, number[], number[]][] = [
    ['exponential', standardExponential, new Stream(2106, 0, 'e'), exponential, exponentialSpread],
    ['normal', standardNormal, new Stream(2106, 0, 'n'), normal, normalSpread],
  ];

  it.each(cases)('gives the %s its first four moments', (_name, draw, source, expected, spread) => {
    const got = rawMoments(() => draw(source), n);
    for (let k = 0; k < 4; k++) {
      expect(Math.abs(got[k] - expected[k])).toBeLessThan(4 * Math.sqrt(spread[k] / n));
    }
  });

  it('reaches into both tails as often as theory says', () => {
    const source = new Stream(2106, 0, 'tail');
    let far = 0;
    let above = 0;
    let below = 0;
    for (let i = 0; i < n; i++) {
      if (standardExponential(source) > 8) far++;
      const z = standardNormal(source);
      if (z > 3.7) above++;
      if (z < -3.7) below++;
    }
    // Poisson counts: 134.2 and twice 43.1 expected.
    const e = n * Math.exp(-8);
    const t = n * 0.0001077997334773883;
    expect(Math.abs(far - e)).toBeLessThan(4 * Math.sqrt(e));
    expect(Math.abs(above - t)).toBeLessThan(4 * Math.sqrt(t));
    expect(Math.abs(below - t)).toBeLessThan(4 * Math.sqrt(t));
  });

  it('stays far below the 64 steps that one keyed variate may take', () => {
    const draws = new KeyedDraws(2106, 0, 'service', 0);
    for (let i = 0; i < 20_000; i++) {
      const x = standardExponential(draws.at(i, 0, 0));
      const z = standardNormal(draws.at(i, 1, 0));
      expect(x >= 0 && Number.isFinite(z)).toBe(true);
    }
  });
});
