import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Stream } from '../../../src/engine/random/stream.ts';
import { standardNormal } from '../../../src/engine/random/ziggurat.ts';
import { dunnettCritical } from '../../../src/engine/stats/dunnett.ts';
import { tQuantile } from '../../../src/engine/stats/quantiles.ts';
import { comparePairs } from '../../../src/experiment/comparison/compare-pairs.ts';
import { holmAdjusted } from '../../../src/experiment/comparison/p-values.ts';
import type { ComparisonSettings } from '../../../src/experiment/comparison/pair-comparison.ts';
import type { ResponseSample } from '../../../src/experiment/sample.ts';
import reference from '../../reference/interval.json' with { type: 'json' };
import { MASTER_SEED } from '../../seeds.ts';
import { BINOMIAL_ERROR, binomialCdf, binomialPValue } from '../interval-coverage/binomial-test.ts';

const ALL: ComparisonSettings = { pairs: { kind: 'all' }, correction: 'none', confidence: 0.95 };

function createSample(...columns: readonly (readonly number[])[]): ResponseSample {
  return {
    response: { kpi: 'transit_time', place: '', class: 'economy', better: 'lower' },
    unit: 'h',
    replications: columns[0].map((_, row) => row),
    values: columns.map((column) => Float64Array.from(column)),
  };
}

/** Normal values of mean 0, correlated over points within a replication. */
function createNormals(points: number, n: number, correlation: number, stream: Stream): number[][] {
  const columns: number[][] = Array.from({ length: points }, () => []);
  for (let row = 0; row < n; row++) {
    const shared = Math.sqrt(correlation) * standardNormal(stream);
    for (const column of columns) column.push(shared + Math.sqrt(1 - correlation) * standardNormal(stream));
  }
  return columns;
}

describe('a comparison of two points', () => {
  const published = reference.find(({ id }) => id === 'PairedT-01')!;
  const { x1, x2 } = published.params as { x1: number[]; x2: number[] };
  const [pair] = comparePairs(createSample(x2, x1), { ...ALL, confidence: 0.9 });

  it('matches the published paired t interval', () => {
    expect(pair).toMatchObject({
      kpi: 'transit_time',
      class: 'economy',
      unit: 'h',
      better: 'lower',
      a: 0,
      b: 1,
      n: 5,
    });
    expect(pair.difference).toBeCloseTo(4.978, 6);
    expect(pair.halfWidth).toBeCloseTo(3.32887312516, 6);
    expect(pair.pairedVariance / 5).toBeCloseTo(2.438274, 6);
    expect(pair.isSignificant).toBe(true);
    expect(pair.pHolm).toBe(pair.pValue);
  });

  it('has a p-value below alpha exactly where the interval leaves out 0', () => {
    const at = (confidence: number) => comparePairs(createSample(x2, x1), { ...ALL, confidence })[0];
    expect(at(1 - pair.pValue * 1.0001).isSignificant).toBe(true);
    expect(at(1 - pair.pValue * 0.9999).isSignificant).toBe(false);
  });

  it('is by Welch where the points are independent', () => {
    // The same two policies, taken as independent samples.
    const [independent] = comparePairs(createSample(x2, x1), { ...ALL, confidence: 0.9, isPaired: false });
    expect(independent.difference).toBeCloseTo(4.978, 6);
    const variances = [x1, x2].map((x) => {
      const mean = x.reduce((sum, value) => sum + value) / 5;
      return x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4;
    });
    const df =
      (variances[0] / 5 + variances[1] / 5) ** 2 /
      ((variances[0] / 5) ** 2 / 4 + (variances[1] / 5) ** 2 / 4);
    expect(independent.degreesOfFreedom).toBeCloseTo(df, 10);
    expect(independent.halfWidth).toBeCloseTo(
      tQuantile(0.95, df) * Math.sqrt((variances[0] + variances[1]) / 5),
      10,
    );
  });

  it('says what common random numbers were worth', () => {
    const [shifted] = comparePairs(createSample([1, 2, 3, 4], [2, 3, 4, 5]), ALL);
    expect(shifted).toMatchObject({
      correlation: 1,
      varianceReduction: 1,
      pairedVariance: 0,
      halfWidth: 0,
      pValue: 0,
    });
    expect(shifted.isSignificant).toBe(true);
    const [opposed] = comparePairs(createSample([1, 2, 3, 4], [5, 4, 3, 2]), ALL);
    expect(opposed.correlation).toBeCloseTo(-1, 12);
    expect(opposed.varianceReduction).toBeCloseTo(-1, 12);
  });

  it('uses the replications that both have, and claims nothing of fewer than two', () => {
    const gap = Number.NaN;
    const [gapped] = comparePairs(createSample([1, gap, 3, 5, 100], [2, 7, 4, 7, gap]), ALL);
    expect(gapped).toMatchObject({ n: 3, meanA: 3 });
    expect(gapped.difference).toBeCloseTo(4 / 3, 12);
    const [one] = comparePairs(createSample([1, gap], [2, 7]), ALL);
    expect(one).toMatchObject({
      n: 1,
      difference: 1,
      halfWidth: gap,
      pValue: gap,
      pHolm: gap,
      isSignificant: false,
    });
    const [none] = comparePairs(createSample([1, gap], [gap, 7]), ALL);
    expect(none).toMatchObject({ n: 0, difference: gap, isSignificant: false });
  });

  it('finds no difference between equals', () => {
    const [equal] = comparePairs(createSample([1, 2, 3], [1, 2, 3]), ALL);
    expect(equal).toMatchObject({ difference: 0, halfWidth: 0, pValue: 1, isSignificant: false });
  });
});

describe('many comparisons', () => {
  const sample = createSample(...createNormals(4, 10, 0.5, new Stream(MASTER_SEED.coverage, 0, 'many')));
  const control: ComparisonSettings = { ...ALL, pairs: { kind: 'control', control: 2 } };

  it('pair every two points once, or each with the control as A', () => {
    const ordinals = (settings: ComparisonSettings) =>
      comparePairs(sample, settings).map(({ a, b }) => [a, b]);
    expect(ordinals(ALL)).toEqual([
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
    expect(ordinals(control)).toEqual([
      [2, 0],
      [2, 1],
      [2, 3],
    ]);
  });

  it('widen their intervals by the number of pairs: Bonferroni by most, Dunnett by less', () => {
    for (const correction of ['bonferroni', 'dunnett'] as const) {
      const multiple =
        correction === 'dunnett' ? dunnettCritical(0.95, 3, 9, 'own') : tQuantile(1 - 0.025 / 3, 9);
      for (const pair of comparePairs(sample, { ...control, correction })) {
        expect(pair.ownHalfWidth).toBeCloseTo(tQuantile(0.975, 9) * Math.sqrt(pair.pairedVariance / 10), 12);
        expect(pair.halfWidth / pair.ownHalfWidth).toBeCloseTo(multiple / tQuantile(0.975, 9), 12);
      }
    }
  });

  it('refuse Dunnett without a control, an unknown control, and a single point', () => {
    expect(() => comparePairs(sample, { ...ALL, correction: 'dunnett' })).toThrow(/control/);
    expect(() => comparePairs(sample, { ...ALL, pairs: { kind: 'control', control: 4 } })).toThrow(
      /point 4 of 4/,
    );
    expect(() => comparePairs(createSample([1, 2]), ALL)).toThrow(/two points, not 1/);
  });

  it.each([
    { correction: 'dunnett', treatments: 5, n: 10 },
    { correction: 'dunnett', treatments: 19, n: 10 },
    { correction: 'bonferroni', treatments: 5, n: 10 },
  ] as const)(
    'hold together with their confidence: $correction, $treatments against a control, $n replications',
    ({ correction, treatments, n }) => {
      const stream = new Stream(MASTER_SEED.coverage, 0, `joint/${correction}/${treatments}`);
      const experiments = 2000;
      let covered = 0;
      for (let experiment = 0; experiment < experiments; experiment++) {
        const pairs = comparePairs(createSample(...createNormals(treatments + 1, n, 0.5, stream)), {
          pairs: { kind: 'control', control: 0 },
          correction,
          confidence: 0.95,
        });
        if (!pairs.some(({ isSignificant }) => isSignificant)) covered++;
      }
      expect(binomialPValue(covered, experiments, 0.95), `${covered}`).toBeGreaterThan(BINOMIAL_ERROR);
    },
  );

  it("would not hold together with the value of Dunnett's tables, which share one error", () => {
    const stream = new Stream(MASTER_SEED.coverage, 0, 'joint/tables');
    const tables = dunnettCritical(0.95, 5, 9);
    const experiments = 2000;
    let covered = 0;
    for (let experiment = 0; experiment < experiments; experiment++) {
      const pairs = comparePairs(createSample(...createNormals(6, 10, 0.5, stream)), {
        ...ALL,
        pairs: { kind: 'control', control: 0 },
      });
      if (pairs.every((pair) => Math.abs(pair.difference) <= tables * Math.sqrt(pair.pairedVariance / 10)))
        covered++;
    }
    // Measured: 93.8 %.
    expect(binomialCdf(covered, experiments, 0.95)).toBeLessThan(0.05);
  });
});

describe("Holm's adjustment", () => {
  it('steps down: times the number of those left, never below the one before, at most 1', () => {
    expect(holmAdjusted([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
    expect(holmAdjusted([0.9, 0.4])).toEqual([0.9, 0.8]);
    expect(holmAdjusted([0.02, Number.NaN])).toEqual([0.04, Number.NaN]);
    expect(holmAdjusted([])).toEqual([]);
  });

  it('keeps the order of p-values, between the value itself and Bonferroni', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (pValues) => {
          const adjusted = holmAdjusted(pValues);
          for (const [i, p] of pValues.entries()) {
            expect(adjusted[i]).toBeGreaterThanOrEqual(p);
            expect(adjusted[i]).toBeLessThanOrEqual(Math.min(1, pValues.length * p));
            for (const [j, q] of pValues.entries())
              if (p < q) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j]);
          }
        },
      ),
    );
  });
});
