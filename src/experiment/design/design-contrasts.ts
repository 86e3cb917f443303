import { cornersOf, type DesignMatrix } from './design-matrix.ts';
import { baseOf, type FactorValue, levelsOf } from './factor.ts';
import { aliasesOf, factorsOf, type SignedWord, wordOf } from './fraction.ts';
import { addAverage, type LevelAverage, levelAverages } from './level-averages.ts';

/** An effect as a weighted sum over the values of all design points; the weights sum to 0. */
export interface DesignContrast {
  /** `couriers`, `couriers × hubs` or `curvature`. */
  readonly effect: string;
  /** 1 for a main effect, 2 for an interaction of two factors and for curvature. */
  readonly order: 1 | 2;
  /** Between which settings: `2 → 4`; of an interaction, first factor first: `2 → 4 × 1 → 3`. */
  readonly contrast: string;
  readonly weights: Float64Array;
  /** Main effects and two-factor interactions that this estimate contains as well; with `-` where it subtracts them. */
  readonly aliases: readonly string[];
}

/** Name of the contrast between the corners and the center point: the sum of all quadratic effects. */
const CURVATURE = 'curvature';

/**
 * The effects that a design can estimate, main effects first; none for a Latin hypercube, which has no levels.
 *
 * A main effect is the mean at a level minus that at the lowest one of two, or at the base of more. An interaction is
 * half of what the effect of the first factor gains between two levels of the second, as is customary, so that both
 * kinds are twice the coefficient of a coded model. One at a time knows no interactions; in a fraction, of effects
 * that are aliases of one another the first is told and names the others. Curvature is the mean of the corners minus
 * the center point. Source: Montgomery, Design and Analysis of Experiments (8th ed.), secs. 6.2-6.8 and 8.2.
 */
export function contrastsOf(design: DesignMatrix): DesignContrast[] {
  const mains = design.factors.flatMap((_, factor) => mainEffects(design, factor));
  if (design.kind === 'one-at-a-time' || design.kind === 'latin-hypercube') return mains;
  const contrasts = [...mains, ...interactionPairs(design).flatMap(([a, b]) => interactions(design, a, b))];
  if (design.centerPoint !== undefined) contrasts.push(curvature(design, design.centerPoint));
  return contrasts;
}

/** Pairs of factors whose interaction is not an alias of a main effect or of an earlier pair; ordinals rising. */
export function interactionPairs({ factors, fraction }: DesignMatrix): [number, number][] {
  const pairs: [number, number][] = [];
  const told = new Set(
    fraction === undefined
      ? []
      : factors.flatMap((_, f) => aliasesOf(fraction, wordOf([f])).map((alias) => alias.factors)),
  );
  for (let a = 0; a < factors.length; a++) {
    for (let b = a + 1; b < factors.length; b++) {
      const word = wordOf([a, b]);
      if (fraction !== undefined && told.has(word.factors)) continue;
      pairs.push([a, b]);
      if (fraction !== undefined) for (const alias of aliasesOf(fraction, word)) told.add(alias.factors);
    }
  }
  return pairs;
}

/** Name of an effect by the ordinals of its factors. */
export function effectName({ factors }: DesignMatrix, ofFactors: readonly number[]): string {
  return ofFactors.map((factor) => factors[factor].name).join(' × ');
}

/** Names of what a fraction confounds with an effect; empty for other designs. */
export function aliasNames(design: DesignMatrix, ofFactors: readonly number[]): string[] {
  if (design.fraction === undefined) return [];
  const name = (word: SignedWord) => `${word.sign < 0 ? '-' : ''}${effectName(design, factorsOf(word))}`;
  return aliasesOf(design.fraction, wordOf(ofFactors)).map(name);
}

function mainEffects(design: DesignMatrix, factor: number): DesignContrast[] {
  return steps(design, factor).map(({ from, to }) => {
    const weights = new Float64Array(design.points.length);
    addAverage(weights, to.points, 1);
    addAverage(weights, from.points, -1);
    return {
      effect: effectName(design, [factor]),
      order: 1,
      contrast: stepText(from.value, to.value),
      weights,
      aliases: aliasNames(design, [factor]),
    };
  });
}

function interactions(design: DesignMatrix, a: number, b: number): DesignContrast[] {
  return steps(design, a).flatMap((ofA) =>
    steps(design, b).map((ofB) => {
      const weights = new Float64Array(design.points.length);
      const cell = (one: LevelAverage, two: LevelAverage) =>
        one.points.filter((point) => two.points.includes(point));
      addAverage(weights, cell(ofA.to, ofB.to), 0.5);
      addAverage(weights, cell(ofA.from, ofB.to), -0.5);
      addAverage(weights, cell(ofA.to, ofB.from), -0.5);
      addAverage(weights, cell(ofA.from, ofB.from), 0.5);
      return {
        effect: effectName(design, [a, b]),
        order: 2,
        contrast: `${stepText(ofA.from.value, ofA.to.value)} × ${stepText(ofB.from.value, ofB.to.value)}`,
        weights,
        aliases: aliasNames(design, [a, b]),
      };
    }),
  );
}

function curvature(design: DesignMatrix, centerPoint: number): DesignContrast {
  const weights = new Float64Array(design.points.length);
  addAverage(weights, cornersOf(design), 1);
  addAverage(weights, [centerPoint], -1);
  return { effect: CURVATURE, order: 2, contrast: 'center → corners', weights, aliases: [] };
}

/** From the reference level of a factor to each other one. */
function steps(design: DesignMatrix, factor: number): { from: LevelAverage; to: LevelAverage }[] {
  const averages = levelAverages(design, factor);
  const ofFactor = design.factors[factor];
  const fromBase = design.kind === 'one-at-a-time' || levelsOf(ofFactor).length > 2;
  const reference = fromBase ? averages.findIndex(({ value }) => value === baseOf(ofFactor)) : 0;
  return averages.flatMap((to, i) => (i === reference ? [] : [{ from: averages[reference], to }]));
}

function stepText(from: FactorValue, to: FactorValue): string {
  return `${from} → ${to}`;
}
