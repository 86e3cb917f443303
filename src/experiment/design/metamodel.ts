import { meanInterval } from '../../engine/stats/interval.ts';
import type { ResponseSample } from '../sample.ts';
import type { DesignMatrix } from './design-matrix.ts';
import { type FitQuality, type FitVerdict, fitQuality, verdictOf } from './fit-quality.ts';
import { leverages, solveLeastSquares } from './least-squares.ts';
import { type ModelTerms, modelTermsOf } from './model-terms.ts';
import { checkSampleFits, completeBlocks, estimateOver } from './replication-blocks.ts';

/** One coefficient of a metamodel. */
export interface Coefficient {
  /** `intercept`, `couriers`, `rule = fifo`, `couriers × hubs`. */
  readonly term: string;
  readonly order: 0 | 1 | 2;
  /** What a fraction cannot tell from it. */
  readonly aliases: readonly string[];
  /** Of the factors coded -1 to 1, so half an effect, in the unit of the response; with its t interval. */
  readonly estimate: number;
  readonly halfWidth: number;
  readonly pValue: number;
  readonly isSignificant: boolean;
  /** The same model in the factors' own units (texts stay coded): unit of the response per unit of the factors. */
  readonly natural: number;
  readonly naturalHalfWidth: number;
}

/** What the metamodel says of one design point, beside what was simulated. */
export interface FittedPoint {
  /** Mean over the replications that count, with the half-width of its t interval. */
  readonly simulated: number;
  readonly halfWidth: number;
  readonly predicted: number;
}

/** A linear model of a response in the factors, with how well it fits. */
export interface Metamodel extends FitQuality {
  readonly kpi: string;
  readonly place: string;
  readonly class: string;
  readonly unit: string;
  /** Replications in which every point has a value; only these count. */
  readonly n: number;
  readonly confidence: number;
  readonly coefficients: readonly Coefficient[];
  /** By design point. */
  readonly points: readonly FittedPoint[];
  readonly verdict: FitVerdict;
}

/**
 * Ordinary least squares of a response on the coded factors and, unless turned off, on the two-factor interactions
 * that the design can estimate. The model is fitted in each replication, and the intervals of its coefficients are t
 * intervals over these fits: valid under common random numbers, where those of textbook regression, which take points
 * for independent, are not. Source: Kleijnen, Design and Analysis of Simulation Experiments (2nd ed., 2015), ch. 3.
 * @returns undefined where points are too few for the main effects, or no replication has a value at every point
 * @throws InvariantError where the sample was taken over other points
 */
export function fitMetamodel(
  design: DesignMatrix,
  sample: ResponseSample,
  confidence: number,
  withInteractions = true,
): Metamodel | undefined {
  checkSampleFits(design, sample);
  const model = modelTermsOf(design, withInteractions);
  const blocks = completeBlocks(sample, [...design.points.keys()]);
  if (model === undefined || blocks.length === 0) return undefined;
  const fits = blocks.map((block) => solveLeastSquares(model.factorization, block));
  const coefficients = coefficientsOf(model, fits, confidence);
  const points = design.points.map((_, point): FittedPoint => {
    const { mean, halfWidth } = meanInterval(
      blocks.map((block) => block[point]),
      confidence,
    );
    let predicted = 0;
    model.terms.forEach(({ column }, t) => {
      predicted += column[point] * coefficients[t].estimate;
    });
    return { simulated: mean, halfWidth, predicted };
  });
  const quality = fitQuality(
    blocks,
    Float64Array.from(points, ({ simulated }) => simulated),
    Float64Array.from(points, ({ predicted }) => predicted),
    leverages(model.factorization, points.length),
    model.terms.length,
  );
  return {
    kpi: sample.response.kpi,
    place: sample.response.place,
    class: sample.response.class,
    unit: sample.unit,
    n: blocks.length,
    confidence,
    coefficients,
    points,
    ...quality,
    verdict: verdictOf(quality),
  };
}

function coefficientsOf(
  { terms }: ModelTerms,
  fits: readonly Float64Array[],
  confidence: number,
): Coefficient[] {
  const inNature = fits.map((fit) => {
    const natural = new Float64Array(fit.length);
    terms.forEach((term, t) => {
      for (const [to, times] of term.natural) natural[to] += times * fit[t];
    });
    return natural;
  });
  return terms.map(({ term, order, aliases }, t) => {
    const coded = estimateOver(
      fits.map((fit) => fit[t]),
      confidence,
    );
    const natural = meanInterval(
      inNature.map((fit) => fit[t]),
      confidence,
    );
    return {
      term,
      order,
      aliases,
      estimate: coded.mean,
      halfWidth: coded.halfWidth,
      pValue: coded.pValue,
      isSignificant: coded.isSignificant,
      natural: natural.mean,
      naturalHalfWidth: natural.halfWidth,
    };
  });
}
