import { fUpperTail } from '../../engine/stats/distribution-functions.ts';

/** Whether the misfit of a model is more than the noise of the replications explains. */
export interface LackOfFit {
  readonly f: number;
  /** Points minus terms. */
  readonly df1: number;
  /** (Points - 1) × (replications - 1). */
  readonly df2: number;
  readonly pValue: number;
}

/** How well a model meets the means of the design points. */
export interface FitQuality {
  /** Share of the variation between point means that the model explains; NaN where they do not vary. */
  readonly r2: number;
  /** The same, corrected for the number of terms; NaN where no point is left over. */
  readonly adjustedR2: number;
  /** The same for points left out of the fit one by one (PRESS); NaN where some term rests on one point alone. */
  readonly predictedR2: number;
  /** Standard deviation of point means about the model, unit of the response; NaN where no point is left over. */
  readonly residualSd: number;
  /** Points minus terms. */
  readonly residualDf: number;
  /** Undefined where no point is left over or there are fewer than two replications. */
  readonly lackOfFit: LackOfFit | undefined;
}

/**
 * `good`: adjusted R² at least 0.9, and lack of fit not shown (p at least 0.01) or too small to matter (adjusted R² at
 * least 0.99). `rough`: adjusted R² at least 0.6. `poor`: less. `unknown`: no point is left over to judge by, or the
 * response does not vary.
 */
export type FitVerdict = 'good' | 'rough' | 'poor' | 'unknown';

/** Below this share of their size, differences between point means are rounding error. */
const ROUNDING = 1e-12;

/**
 * Judges a model by the means of the points. Lack of fit is tested against the interaction of points and replications,
 * so that luck that a replication gives to all points alike does not count as noise; the test takes the remaining
 * noise for normal, equally wide and equally correlated at all points.
 * Source: Montgomery, Design and Analysis of Experiments (8th ed.), secs. 10.4, 10.7 and 10.8.
 */
export function fitQuality(
  blocks: readonly Float64Array[],
  means: Float64Array,
  predicted: Float64Array,
  leverage: Float64Array,
  termCount: number,
): FitQuality {
  const count = means.length;
  const residualDf = count - termCount;
  const mean = average(means);
  const misfit = sumOver(count, (i) => square(means[i] - predicted[i]));
  const spread = sumOver(count, (i) => square(means[i] - mean));
  const size = means.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const varies = spread > count * square(ROUNDING * size);
  const hasRest = residualDf > 0;
  const restsOnOne = leverage.some((share) => share > 1 - 1e-9);
  const press = sumOver(count, (i) => square((means[i] - predicted[i]) / (1 - leverage[i])));
  return {
    r2: varies ? 1 - misfit / spread : Number.NaN,
    adjustedR2: varies && hasRest ? 1 - misfit / residualDf / (spread / (count - 1)) : Number.NaN,
    predictedR2: varies && !restsOnOne ? 1 - press / spread : Number.NaN,
    residualSd: hasRest ? Math.sqrt(misfit / residualDf) : Number.NaN,
    residualDf,
    lackOfFit: hasRest && blocks.length >= 2 ? lackOfFit(blocks, means, misfit, residualDf) : undefined,
  };
}

/** What a page says of a fit. */
export function verdictOf({ adjustedR2, lackOfFit }: FitQuality): FitVerdict {
  if (Number.isNaN(adjustedR2)) return 'unknown';
  if (adjustedR2 >= 0.99) return 'good';
  const isBent = lackOfFit !== undefined && lackOfFit.pValue < 0.01;
  if (adjustedR2 >= 0.9 && !isBent) return 'good';
  return adjustedR2 >= 0.6 ? 'rough' : 'poor';
}

function lackOfFit(
  blocks: readonly Float64Array[],
  means: Float64Array,
  misfit: number,
  df1: number,
): LackOfFit {
  const n = blocks.length;
  const df2 = (means.length - 1) * (n - 1);
  const mean = average(means);
  let noise = 0;
  for (const block of blocks) {
    const luck = average(block) - mean;
    noise += sumOver(means.length, (i) => square(block[i] - means[i] - luck));
  }
  const f = (n * misfit) / df1 / (noise / df2);
  if (noise === 0) return { f, df1, df2, pValue: misfit === 0 ? 1 : 0 };
  return { f, df1, df2, pValue: fUpperTail(f, df1, df2) };
}

function average(values: Float64Array): number {
  return sumOver(values.length, (i) => values[i]) / values.length;
}

function sumOver(count: number, term: (i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += term(i);
  return sum;
}

function square(value: number): number {
  return value * value;
}
