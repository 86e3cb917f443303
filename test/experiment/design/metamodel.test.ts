import { linearRegression, rSquared } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { buildDesign } from '../../../src/experiment/design/build-design.ts';
import type { FactorSetting } from '../../../src/experiment/design/factor.ts';
import { fitMetamodel } from '../../../src/experiment/design/metamodel.ts';
import { codedFactors, createRange, createSample } from './samples.ts';

const rule = { kind: 'levels', name: 'rule', levels: ['fifo', 'lifo', 'random'], base: 1 } as const;

describe('a linear metamodel', () => {
  it('recovers a planted model in coded and in natural units', () => {
    const factors = [createRange('couriers', 2, 6), createRange('share', 0.2, 0.6), rule];
    const marks = { fifo: 4, lifo: 0, random: -3 } as const;
    const truth = ([couriers, share, queue]: readonly FactorSetting[]) =>
      100 +
      3 * (couriers.value as number) -
      20 * (share.value as number) +
      5 * (couriers.value as number) * (share.value as number) +
      marks[queue.value as keyof typeof marks];
    for (const design of [
      buildDesign({ kind: 'full-factorial', factors }),
      buildDesign({ kind: 'latin-hypercube', factors, points: 40, seed: 1 }),
    ]) {
      const sample = createSample(design.points.map((point) => [truth(point), truth(point) + 6]));
      const model = fitMetamodel(design, sample, 0.95)!;
      const natural = Object.fromEntries(model.coefficients.map((each) => [each.term, each.natural]));
      const planted: Record<string, number> = {
        intercept: 103,
        couriers: 3,
        share: -20,
        'rule = fifo': 4,
        'rule = random': -3,
        'couriers × share': 5,
        'couriers × rule = fifo': 0,
        'couriers × rule = random': 0,
        'share × rule = fifo': 0,
        'share × rule = random': 0,
      };
      expect(Object.keys(natural)).toEqual(Object.keys(planted));
      for (const [term, value] of Object.entries(natural)) expect(value, term).toBeCloseTo(planted[term], 8);
      // Half a step of couriers is 2, and in the middle of share each is worth 3 + 5 × 0.4.
      expect(model.coefficients[1].estimate).toBeCloseTo(2 * (3 + 5 * 0.4), 10);
      expect(model.r2).toBeCloseTo(1, 12);
      expect(model.verdict).toBe('good');
      for (const point of model.points) expect(point.predicted).toBeCloseTo(point.simulated, 9);
    }
  });

  it('agrees with a regression line and its R² where there is one factor', () => {
    const values = [3, 5, 4, 8, 7, 12, 11, 15];
    const factor = { kind: 'levels', name: 'x', levels: [1, 2, 3, 5, 6, 9, 10, 14], base: 0 } as const;
    const design = buildDesign({ kind: 'full-factorial', factors: [factor] });
    const model = fitMetamodel(design, createSample(values.map((value) => [value])), 0.95)!;
    const pairs = factor.levels.map((x, i) => [x, values[i]]);
    const { m, b } = linearRegression(pairs);
    expect(model.coefficients[0].natural).toBeCloseTo(b, 10);
    expect(model.coefficients[1].natural).toBeCloseTo(m, 10);
    const r2 = rSquared(pairs, (x) => m * x + b);
    expect(model.r2).toBeCloseTo(r2, 10);
    expect(model.adjustedR2).toBeCloseTo(1 - ((1 - r2) * 7) / 6, 10);
    // Leaving each point out in turn, by hand.
    const mean = values.reduce((a, y) => a + y, 0) / 8;
    let press = 0;
    pairs.forEach(([x, y], left) => {
      const line = linearRegression(pairs.filter((_, i) => i !== left));
      press += (y - line.m * x - line.b) ** 2;
    });
    const spread = values.reduce((sum, y) => sum + (y - mean) ** 2, 0);
    expect(model.predictedR2).toBeCloseTo(1 - press / spread, 10);
    expect(model.residualSd).toBeCloseTo(Math.sqrt(((1 - r2) * spread) / 6), 10);
    expect(model.lackOfFit).toBeUndefined();
  });

  it('has half the effects of the filtration rate experiment as coefficients: Montgomery, example 6.2', () => {
    const design = buildDesign({ kind: 'full-factorial', factors: codedFactors(4) });
    const rates = [45, 71, 48, 65, 68, 60, 80, 65, 43, 100, 45, 104, 75, 86, 70, 96];
    const model = fitMetamodel(design, createSample(rates.map((rate) => [rate])), 0.95)!;
    const found = Object.fromEntries(model.coefficients.map(({ term, estimate }) => [term, estimate]));
    expect(found.intercept).toBeCloseTo(70.0625, 12);
    expect(found.A).toBeCloseTo(21.625 / 2, 12);
    expect(found['A × C']).toBeCloseTo(-18.125 / 2, 12);
    expect(found['A × D']).toBeCloseTo(16.625 / 2, 12);
    expect(model.residualDf).toBe(5);
  });

  it('tests lack of fit against the noise within replications, whatever luck they share', () => {
    const design = buildDesign({ kind: 'full-factorial', factors: codedFactors(2), centerPoint: true });
    // Corners fit; the center is off by 5. Noise of ±1 in two replications, luck of 100 in the second.
    const noise = [1, -1, 1, -1, 0];
    const sample = createSample(
      design.points.map(([x], i) => {
        const level = 10 + 3 * x.coded + (i === 4 ? 5 : 0);
        return [level + noise[i], level - noise[i] + 100];
      }),
    );
    const model = fitMetamodel(design, sample, 0.95, false)!;
    // Means: 7 13 7 13 15, + 50; the fit is 11 ± 3 + 50, so the misfit is 4 × 1 + 16 = 20 over 2 points.
    expect(model.residualDf).toBe(2);
    expect(model.residualSd).toBeCloseTo(Math.sqrt(10), 10);
    // Noise: 2 × 4 over 4 × 1 degrees of freedom.
    expect(model.lackOfFit!.f).toBeCloseTo((2 * 20) / 2 / (8 / 4), 8);
    expect(model.lackOfFit).toMatchObject({ df1: 2, df2: 4 });
    // With two numerator degrees of freedom P(F > f) = (1 + 2 f / df2)^(-df2 / 2).
    expect(model.lackOfFit!.pValue).toBeCloseTo((1 + (2 * 10) / 4) ** -2, 10);
    expect(model.r2).toBeCloseTo(36 / 56, 10);
    expect(model.verdict).toBe('poor');
  });

  it('says nothing of a fit that passes through every point, nor of a response that does not vary', () => {
    const saturated = buildDesign({ kind: 'fractional-factorial', factors: codedFactors(4), runs: 8 });
    const through = fitMetamodel(
      saturated,
      createSample([1, 5, 2, 8, 3, 9, 4, 4].map((y) => [y, y + 1])),
      0.95,
    )!;
    expect(through).toMatchObject({ residualDf: 0, adjustedR2: Number.NaN, verdict: 'unknown' });
    const full = buildDesign({ kind: 'full-factorial', factors: codedFactors(3) });
    const flat = fitMetamodel(full, createSample(new Array(8).fill([0.1, 0.7])), 0.95)!;
    expect(flat).toMatchObject({ r2: Number.NaN, verdict: 'unknown' });
  });

  it('keeps to main effects in one at a time, and in a hypercube too small for interactions', () => {
    const factors = codedFactors(3);
    const orders = (design: ReturnType<typeof buildDesign>) =>
      fitMetamodel(design, createSample(design.points.map((_, i) => [i])), 0.95)?.coefficients.map(
        ({ order }) => order,
      );
    expect(orders(buildDesign({ kind: 'one-at-a-time', factors }))).toEqual([0, 1, 1, 1]);
    const hypercube = { kind: 'latin-hypercube', factors, seed: 1 } as const;
    expect(orders(buildDesign({ ...hypercube, points: 13 }))).toHaveLength(4);
    expect(orders(buildDesign({ ...hypercube, points: 14 }))).toHaveLength(7);
    expect(orders(buildDesign({ ...hypercube, points: 3 }))).toBeUndefined();
  });

  it('counts only replications with a value at every point', () => {
    const design = buildDesign({ kind: 'full-factorial', factors: codedFactors(2) });
    const sample = createSample([
      [1, Number.NaN],
      [2, 50],
      [3, 60],
      [4, 70],
    ]);
    expect(fitMetamodel(design, sample, 0.95)).toMatchObject({
      n: 1,
      points: [{ simulated: 1 }, {}, {}, {}],
    });
    const none = createSample([[Number.NaN], [1], [2], [3]]);
    expect(fitMetamodel(design, none, 0.95)).toBeUndefined();
  });
});
