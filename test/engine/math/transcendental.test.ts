import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asin, cos, exp, expm1, ln, log1p, pow, sin } from '../../../src/engine/math/transcendental.ts';
import golden from '../../reference/transcendental-golden.json' with { type: 'json' };

const ours: Record<string, (...numbers: number[]) => number> = {
  asin,
  cos,
  exp,
  expm1,
  ln,
  log1p,
  pow,
  sin,
} as Record<string, (...numbers: number[]) => number>;

function bitsOf(value: number): string {
  return new BigUint64Array(new Float64Array([value]).buffer)[0].toString(16).padStart(16, '0');
}

/** Distance in units in the last place between two numbers of one sign. */
function ulps(a: number, b: number): number {
  if (Object.is(a, b) || a === b) return 0;
  const [x, y] = new BigInt64Array(new Float64Array([a, b]).buffer);
  const distance = x - y;
  return Number(distance < 0n ? -distance : distance);
}

describe('the transcendental functions', () => {
  it.each(golden.cases as [string, number[], string][])(
    '%s(%j) has the bits %s in every engine',
    (name, args, bits) => {
      expect(bitsOf(ours[name](...args))).toBe(bits);
    },
  );

  it('are none of the platform, even where its bits agree', () => {
    const platform = Object.getOwnPropertyNames(Math).map((name) => Reflect.get(Math, name));
    for (const f of Object.values(ours)) expect(platform).not.toContain(f);
  });

  const unary: [string, (x: number) => number, number, number][] = [
    ['exp', Math.exp, -700, 700],
    ['expm1', Math.expm1, -30, 700],
    ['ln', Math.log, 1e-300, 1e300],
    ['ln', Math.log, 0.5, 2],
    ['log1p', Math.log1p, -0.999, 1e6],
    ['sin', Math.sin, -7, 7],
    ['cos', Math.cos, -7, 7],
    ['asin', Math.asin, -1, 1],
  ];
  it.each(unary)('%s is within 2 units in the last place of the platform', (name, theirs, min, max) => {
    const f = ours[name];
    fc.assert(
      fc.property(fc.double({ min, max, noNaN: true }), (x) => {
        expect(ulps(f(x), theirs(x))).toBeLessThanOrEqual(2);
      }),
      { seed: 2101, numRuns: 2000 },
    );
  });

  it('pow is within 2 units in the last place of the platform', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        fc.double({ min: -50, max: 50, noNaN: true }),
        (x, y) => {
          expect(ulps(pow(x, y), x ** y)).toBeLessThanOrEqual(2);
        },
      ),
      { seed: 2102, numRuns: 2000 },
    );
  });

  it('end where they should at the edges', () => {
    expect(ln(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(ln(-1)).toBeNaN();
    expect(exp(710)).toBe(Number.POSITIVE_INFINITY);
    expect(exp(-746)).toBe(0);
    expect(log1p(-1)).toBe(Number.NEGATIVE_INFINITY);
    expect(pow(-8, 1 / 3)).toBeNaN();
    expect(asin(1.0000001)).toBeNaN();
  });
});
