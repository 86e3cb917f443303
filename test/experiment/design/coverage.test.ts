import { describe, expect, it } from 'vitest';
import { lnGamma } from '../../../src/engine/math/gamma-function.ts';
import { Stream } from '../../../src/engine/random/stream.ts';
import { standardNormal } from '../../../src/engine/random/ziggurat.ts';
import { buildDesign } from '../../../src/experiment/design/build-design.ts';
import { effectsOf } from '../../../src/experiment/design/effects.ts';
import type { FactorSetting } from '../../../src/experiment/design/factor.ts';
import { fitMetamodel } from '../../../src/experiment/design/metamodel.ts';
import type { ResponseSample } from '../../../src/experiment/sample.ts';
import { MASTER_SEED } from '../../seeds.ts';
import { codedFactors, createSample } from './samples.ts';

const EXPERIMENTS = 2000;
const REPLICATIONS = 6;
const CONFIDENCE = 0.9;

/** Two-sided p-value of an exact binomial test: twice the smaller tail. */
function binomialTest(successes: number, trials: number, share: number): number {
  const probability = (k: number) =>
    Math.exp(
      lnGamma(trials + 1) -
        lnGamma(k + 1) -
        lnGamma(trials - k + 1) +
        k * Math.log(share) +
        (trials - k) * Math.log1p(-share),
    );
  let below = 0;
  for (let k = 0; k <= successes; k++) below += probability(k);
  return Math.min(1, 2 * Math.min(below, 1 - below + probability(successes)));
}

const design = buildDesign({ kind: 'full-factorial', factors: codedFactors(3) });
const truth = ([a, b]: readonly FactorSetting[]) => 50 + 2 * a.coded - b.coded + 1.5 * a.coded * b.coded;

/** Points share the luck of their replication, ten times as wide as what each adds of its own. */
function draw(name: string, widthOf: (point: number) => number): ResponseSample {
  const stream = new Stream(MASTER_SEED.theory, 0, `design-coverage/${name}`);
  const luck = Array.from({ length: REPLICATIONS }, () => 10 * standardNormal(stream));
  return createSample(
    design.points.map((point, i) =>
      luck.map((shared) => truth(point) + shared + widthOf(i) * standardNormal(stream)),
    ),
  );
}

describe('over 2,000 experiments under common random numbers', () => {
  it('the intervals of effects and of coefficients cover the truth as often as they claim', () => {
    const planted: Record<string, number> = { A: 4, B: -2, 'A × B': 3 };
    const covered = new Map<string, number>();
    const count = (name: string, miss: number, halfWidth: number) =>
      covered.set(name, (covered.get(name) ?? 0) + (Math.abs(miss) <= halfWidth ? 1 : 0));
    for (let experiment = 0; experiment < EXPERIMENTS; experiment++) {
      // Points differ in their noise, as those of a simulation do.
      const sample = draw(`unequal/${experiment}`, (point) => 0.5 + point / 4);
      for (const { effect, estimate, halfWidth } of effectsOf(design, sample, CONFIDENCE))
        count(`effect ${effect}`, estimate - (planted[effect] ?? 0), halfWidth);
      for (const { term, estimate, halfWidth } of fitMetamodel(design, sample, CONFIDENCE)!.coefficients)
        count(
          `coefficient ${term}`,
          estimate - (term === 'intercept' ? 50 : (planted[term] ?? 0) / 2),
          halfWidth,
        );
    }
    expect(covered.size).toBe(6 + 7);
    for (const [name, successes] of covered) {
      const p = binomialTest(successes, EXPERIMENTS, CONFIDENCE);
      expect(p, `${name}: ${successes} of ${EXPERIMENTS}`).toBeGreaterThan(1e-3);
    }
  });

  it('the test for lack of fit sounds a false alarm as often as it claims', () => {
    let alarms = 0;
    for (let experiment = 0; experiment < EXPERIMENTS; experiment++) {
      const model = fitMetamodel(
        design,
        draw(`equal/${experiment}`, () => 1),
        CONFIDENCE,
      )!;
      if (model.lackOfFit!.pValue < 0.05) alarms++;
    }
    expect(binomialTest(alarms, EXPERIMENTS, 0.05), `${alarms} alarms`).toBeGreaterThan(1e-3);
  });
});
