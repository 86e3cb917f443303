import { aliasNames, effectName, interactionPairs } from './design-contrasts.ts';
import type { DesignMatrix } from './design-matrix.ts';
import { baseOf, endsOf, type FactorValue, isNumeric, levelsOf } from './factor.ts';
import { type Factorization, factorize } from './least-squares.ts';

/** One regressor of one factor. */
interface Regressor {
  readonly factor: number;
  /** Empty for a factor that has just one; else the level that it marks, as ` = fifo`. */
  readonly mark: string;
  /** By design point. */
  readonly values: Float64Array;
  /** values = (natural value - middle) / half. */
  readonly middle: number;
  readonly half: number;
}

/** A product of none (the intercept), one or two regressors. */
export interface ModelTerm {
  /** `intercept`, `couriers`, `rule = fifo`, `couriers × hubs`. */
  readonly term: string;
  readonly order: 0 | 1 | 2;
  readonly aliases: readonly string[];
  /** By design point, coded. */
  readonly column: Float64Array;
  /** Its share in the coefficients of the model in natural units: ordinals of terms with the factor to multiply by. */
  readonly natural: readonly (readonly [term: number, times: number])[];
}

/** The terms of a linear metamodel that a design can estimate. */
export interface ModelTerms {
  readonly terms: readonly ModelTerm[];
  readonly factorization: Factorization;
}

/**
 * The intercept, all main effects and, where wanted, two-factor interactions. A number has one regressor, coded -1 to 1;
 * so has a list of two texts; a longer list of texts has one for each level but the base, 1 there and 0 elsewhere.
 * Interactions stand in models of factorial designs as far as the design tells them apart, and of Latin hypercubes
 * when all of them together leave at least as many points over as there are terms.
 * @returns undefined where the design has too few points for the main effects
 */
export function modelTermsOf(design: DesignMatrix, withInteractions: boolean): ModelTerms | undefined {
  const regressors = design.factors.map((_, factor) => regressorsOf(design, factor));
  const mains = regressors.flat();
  const one = new Float64Array(design.points.length).fill(1);
  const terms: ModelTerm[] = [
    { term: 'intercept', order: 0, aliases: [], column: one, natural: [[0, 1]] },
    ...mains.map(
      ({ factor, mark, values, middle, half }, i): ModelTerm => ({
        term: effectName(design, [factor]) + mark,
        order: 1,
        aliases: aliasNames(design, [factor]),
        column: values,
        natural: [
          [i + 1, 1 / half],
          [0, -middle / half],
        ],
      }),
    ),
  ];
  const forMains = factorize(terms.map(({ column }) => column));
  if (forMains.kept.length < terms.length) return undefined;
  const mainTerm = (regressor: Regressor) => mains.indexOf(regressor) + 1;
  const pairs = withInteractions && design.kind !== 'one-at-a-time' ? interactionPairs(design) : [];
  const products = pairs.flatMap(([a, b]) =>
    regressors[a].flatMap((first) => regressors[b].map((second) => [first, second] as const)),
  );
  const fits = design.kind !== 'latin-hypercube' || 2 * (terms.length + products.length) <= one.length;
  if (products.length === 0 || !fits) return { terms, factorization: forMains };
  const columns = products.map(([a, b]) => a.values.map((value, point) => value * b.values[point]));
  const factorization = factorize([...terms.map(({ column }) => column), ...columns]);
  const kept = factorization.kept.slice(terms.length).map((ordinal) => ordinal - mains.length - 1);
  for (const i of kept) {
    const [a, b] = products[i];
    const scale = 1 / (a.half * b.half);
    terms.push({
      term: `${effectName(design, [a.factor])}${a.mark} × ${effectName(design, [b.factor])}${b.mark}`,
      order: 2,
      aliases: aliasNames(design, [a.factor, b.factor]),
      column: columns[i],
      natural: [
        [terms.length, scale],
        [mainTerm(a), -b.middle * scale],
        [mainTerm(b), -a.middle * scale],
        [0, a.middle * b.middle * scale],
      ],
    });
  }
  return { terms, factorization };
}

function regressorsOf({ factors, points }: DesignMatrix, factor: number): Regressor[] {
  const ofFactor = factors[factor];
  const coded = Float64Array.from(points, (point) => point[factor].coded);
  if (isNumeric(ofFactor)) {
    const [low, high] = endsOf(ofFactor);
    const half = (high - low) / 2;
    return [{ factor, mark: '', values: coded, middle: low + half, half }];
  }
  const levels = levelsOf(ofFactor);
  if (levels.length === 2) return [{ factor, mark: ` = ${levels[1]}`, values: coded, middle: 0, half: 1 }];
  const marks = (level: FactorValue) =>
    Float64Array.from(points, (point) => (point[factor].value === level ? 1 : 0));
  return levels
    .filter((level) => level !== baseOf(ofFactor))
    .map((level) => ({ factor, mark: ` = ${level}`, values: marks(level), middle: 0, half: 1 }));
}
