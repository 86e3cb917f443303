import { describe, expect, it } from 'vitest';
import { InvariantError } from '../../../src/engine/invariant-error.ts';
import { compileDistribution, type DistributionSpec } from '../../../src/engine/random/distribution.ts';
import { GivenValues } from '../../../src/engine/random/given-values.ts';
import { KeyedDraws } from '../../../src/engine/random/keyed-draws.ts';
import { Stream } from '../../../src/engine/random/stream.ts';
import reference from '../../reference/distribution.json' with { type: 'json' };

interface Case {
  id: string;
  spec: DistributionSpec;
  expected: { mean: number; sd: number; p05: number; p50: number; p95: number; p999: number };
}
const cases = reference.cases as unknown as Case[];
const named = cases.map((entry) => [entry.id, entry.spec.kind, entry] as const);

function expectRelative(got: number, expected: number, tolerance: number): void {
  expect(Math.abs(got - expected)).toBeLessThanOrEqual(tolerance * Math.max(Math.abs(expected), 1e-12));
}

/** Mean and mean square deviation about a known center. */
function sample(spec: DistributionSpec, n: number, name: string): { mean: number; variance: number } {
  const variate = compileDistribution(spec);
  const stream = new Stream(2107, 0, name);
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const off = variate.draw(stream) - variate.mean;
    sum += off;
    squares += off * off;
  }
  return { mean: variate.mean + sum / n, variance: squares / n - (sum / n) ** 2 };
}

describe.each(named)('%s (%s)', (id, _kind, { spec, expected }) => {
  const tolerance = reference.tolerance_rel;

  it('has the mean and standard deviation of the reference', () => {
    const variate = compileDistribution(spec);
    expectRelative(variate.mean, expected.mean, tolerance);
    expectRelative(Math.sqrt(variate.variance), expected.sd, tolerance);
  });

  it('has the quantiles of the reference, where it has a quantile', () => {
    const variate = compileDistribution(spec);
    if (variate.quantile === undefined) {
      expect(['gamma', 'beta', 'pert']).toContain(spec.kind);
      return;
    }
    expectRelative(variate.quantile(0.05), expected.p05, tolerance);
    expectRelative(variate.quantile(0.5), expected.p50, tolerance);
    expectRelative(variate.quantile(0.95), expected.p95, tolerance);
    expectRelative(variate.quantile(0.999), expected.p999, tolerance);
  });

  it('draws with the mean of the reference', () => {
    const n = 40_000;
    expect(Math.abs(sample(spec, n, id).mean - expected.mean)).toBeLessThan((4 * expected.sd) / Math.sqrt(n));
  });
});

describe('distributions outside the reference', () => {
  const exact: [DistributionSpec, number, number][] = [
    [{ kind: 'constant', value: -3 }, -3, 0],
    [{ kind: 'exponential', mean: 4 }, 4, 16],
    [{ kind: 'uniform', min: -1, max: 5 }, 2, 3],
    [{ kind: 'erlang', k: 4, mean: 2 }, 2, 1],
    [{ kind: 'gamma', mean: 6, cv: 0.5 }, 6, 9],
    [{ kind: 'weibull', shape: 1, mean: 5 }, 5, 25],
    [{ kind: 'weibull', shape: 2, scale: 1 }, Math.sqrt(Math.PI) / 2, 1 - Math.PI / 4],
    [{ kind: 'beta', alpha: 1, beta: 1, min: 2, max: 8 }, 5, 3],
    [{ kind: 'geometric', mean: 3, from: 0 }, 3, 12],
    [{ kind: 'geometric', mean: 1, from: 1 }, 1, 0],
    [{ kind: 'poisson', mean: 0 }, 0, 0],
    [{ kind: 'poisson', mean: 9.99 }, 9.99, 9.99],
    [{ kind: 'poisson', mean: 10 }, 10, 10],
    [{ kind: 'normal', mean: 3, sd: 2 }, 3, 4],
    // Half a normal.
    [{ kind: 'normal', mean: 0, sd: 1, min: 0 }, Math.sqrt(2 / Math.PI), 1 - 2 / Math.PI],
    [{ kind: 'normal', mean: 0, sd: 1, max: 0 }, -Math.sqrt(2 / Math.PI), 1 - 2 / Math.PI],
    // So narrow a piece is nearly uniform, with a slope that moves its mean by width^2 / 12 x -z.
    [{ kind: 'normal', mean: 0, sd: 1, min: 1, max: 1.001 }, 1.0005 - (1e-6 / 12) * 1.0005, 1e-6 / 12],
    [{ kind: 'empirical', values: [4, 1, 1, 2] }, 2, 1.5],
    [{ kind: 'empirical', values: [4, 0, 2], interpolate: true }, 2, 4 / 3],
    [{ kind: 'empirical', values: [7], interpolate: true }, 7, 0],
    [{ kind: 'discrete', values: [10, 0, 20], weights: [1, 2, 1] }, 7.5, 68.75],
    [{ kind: 'hyperexponential', weights: [3, 1], means: [1, 5] }, 2, 10],
    [{ kind: 'hyperexponential', weights: [1], means: [2] }, 2, 4],
  ];

  it.each(exact)('%j has mean %d and variance %d, and draws so', (spec, mean, variance) => {
    const variate = compileDistribution(spec);
    expectRelative(variate.mean, mean, 1e-9);
    expectRelative(variate.variance, variance, 1e-6);
    const n = 40_000;
    const drawn = sample(spec, n, JSON.stringify(spec));
    expect(Math.abs(drawn.mean - mean)).toBeLessThanOrEqual(4 * Math.sqrt(variance / n) + 1e-12);
    expect(Math.abs(drawn.variance - variance)).toBeLessThanOrEqual(0.12 * variance + 1e-12);
  });

  it('keeps a far tail of a normal: mean and draws beyond 8 sd', () => {
    const variate = compileDistribution({ kind: 'normal', mean: 0, sd: 1, min: 8 });
    // Density over upper tail at 8, and 1 + 8 m - m^2: mpmath with 30 digits.
    expectRelative(variate.mean, 8.12136811223611, 1e-13);
    expectRelative(variate.variance, 0.01432488344334091, 1e-10);
    const stream = new Stream(2107, 0, 'far');
    for (let i = 0; i < 1000; i++) expect(variate.draw(stream)).toBeGreaterThanOrEqual(8);
  });

  it('draws count variates at their theoretical frequencies', () => {
    const counts: [DistributionSpec, (k: number) => number][] = [
      [{ kind: 'poisson', mean: 3 }, (k) => (Math.exp(-3) * 3 ** k) / factorial(k)],
      [{ kind: 'poisson', mean: 12 }, (k) => (Math.exp(-12) * 12 ** k) / factorial(k)],
      [{ kind: 'geometric', mean: 4, from: 1 }, (k) => (k === 0 ? 0 : 0.25 * 0.75 ** (k - 1))],
      [{ kind: 'negativeBinomial', mean: 3, size: 1 }, (k) => 0.25 * 0.75 ** k],
    ];
    const n = 100_000;
    for (const [spec, probability] of counts) {
      const variate = compileDistribution(spec);
      const stream = new Stream(2108, 0, JSON.stringify(spec));
      const seen = new Array<number>(400).fill(0);
      for (let i = 0; i < n; i++) seen[variate.draw(stream)]++;
      let chiSquare = 0;
      let cells = 0;
      for (let k = 0; k < 40; k++) {
        const expected = n * probability(k);
        if (expected < 20) {
          if (probability(k) === 0) expect(seen[k]).toBe(0);
          continue;
        }
        chiSquare += (seen[k] - expected) ** 2 / expected;
        cells++;
      }
      // Chi-square beyond mean + 4.5 sd: about 1e-4 for some 20 cells.
      expect(chiSquare).toBeLessThan(cells + 4.5 * Math.sqrt(2 * cells));
    }
  });

  it('never draws a value of weight 0', () => {
    const variate = compileDistribution({ kind: 'discrete', values: [1, 2, 3, 4], weights: [0, 1, 0.1, 0] });
    const stream = new Stream(2107, 0, 'zero');
    const seen = new Set(Array.from({ length: 2000 }, () => variate.draw(stream)));
    expect([...seen].sort()).toEqual([2, 3]);
  });

  it('draws tiny beta shapes without falling on 0 / 0', () => {
    const variate = compileDistribution({ kind: 'beta', alpha: 0.001, beta: 0.001 });
    const draws = new KeyedDraws(2107, 0, 'beta', 0);
    for (let i = 0; i < 2000; i++) {
      const x = variate.draw(draws.at(i, 0, 0));
      expect(x >= 0 && x <= 1).toBe(true);
    }
  });

  it('takes given values by ordinal and never by luck', () => {
    const given = compileDistribution({ kind: 'given', values: [5, 3, 4] });
    if (!(given instanceof GivenValues)) throw new Error('expected GivenValues');
    expect([given.at(0), given.at(1), given.at(2)]).toEqual([5, 3, 4]);
    expect(given.mean).toBe(4);
    expect(given.variance).toBeCloseTo(2 / 3, 12);
    expect(() => given.at(3)).toThrow(RangeError);
    expect(() => given.draw(new Stream(1, 0, 'x'))).toThrow(InvariantError);
  });
});

function factorial(k: number): number {
  let product = 1;
  for (let i = 2; i <= k; i++) product *= i;
  return product;
}
