import type { ResponseSample } from '../sample.ts';
import { contrastsOf } from './design-contrasts.ts';
import type { DesignMatrix } from './design-matrix.ts';
import { checkSampleFits, estimateOver, weightedSums } from './replication-blocks.ts';

/** One effect of one response: a row of `effects.csv`. */
export interface EffectRow {
  readonly kpi: string;
  readonly place: string;
  readonly class: string;
  readonly unit: string;
  /** `couriers`, `couriers × hubs`, or `curvature` where there is a center point. */
  readonly effect: string;
  readonly order: 1 | 2;
  /** Between which settings: `2 → 4`, `2 → 4 × 1 → 3`. */
  readonly contrast: string;
  /** Replications in which all points that the effect needs have a value. */
  readonly n: number;
  /** In the unit of the response, with the half-width of its t interval over replications (NaN below two). */
  readonly estimate: number;
  readonly halfWidth: number;
  readonly confidence: number;
  readonly pValue: number;
  readonly isSignificant: boolean;
  readonly aliases: readonly string[];
}

/**
 * Main effects and two-factor interactions of a response, as contrastsOf defines them, each estimated within the
 * replications. Every interval holds for itself: with many effects, some leave out 0 by chance.
 * @throws InvariantError where the sample was taken over other points
 */
export function effectsOf(design: DesignMatrix, sample: ResponseSample, confidence: number): EffectRow[] {
  checkSampleFits(design, sample);
  const { kpi, place, class: ofClass } = sample.response;
  return contrastsOf(design).map(({ weights, ...told }) => {
    const { n, mean, halfWidth, pValue, isSignificant } = estimateOver(
      weightedSums(sample, weights),
      confidence,
    );
    return {
      kpi,
      place,
      class: ofClass,
      unit: sample.unit,
      ...told,
      n,
      estimate: mean,
      halfWidth,
      confidence,
      pValue,
      isSignificant,
    };
  });
}
