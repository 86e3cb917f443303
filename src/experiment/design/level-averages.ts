import { cornersOf, type DesignMatrix } from './design-matrix.ts';
import { baseOf, type FactorValue, levelsOf } from './factor.ts';

/** The mean of a response while a factor is at one level, as weights on design points that sum to 1. */
export interface LevelAverage {
  readonly value: FactorValue;
  readonly points: readonly number[];
}

/**
 * The points over which each level of a factor is averaged, lowest level first. One at a time: the one point where
 * the factor is there and the rest at their base; factorials: all corners with it; Latin hypercubes have no levels.
 */
export function levelAverages(design: DesignMatrix, factor: number): LevelAverage[] {
  if (design.kind === 'latin-hypercube') return [];
  const { factors, points, kind } = design;
  const base = baseOf(factors[factor]);
  const values = [...levelsOf(factors[factor])];
  // The base of a range may lie between its ends.
  if (kind === 'one-at-a-time' && !values.includes(base)) values.splice(1, 0, base);
  const candidates = kind === 'one-at-a-time' ? pathOf(design, factor) : cornersOf(design);
  return values.map((value) => ({
    value,
    points: candidates.filter((point) => points[point][factor].value === value),
  }));
}

/** The base point and the points at which this factor alone has moved. */
function pathOf({ points }: DesignMatrix, factor: number): number[] {
  const base = points[0][factor].value;
  return [...points.keys()].filter((point) => point === 0 || points[point][factor].value !== base);
}

/** Weights that turn the values of all points into the mean over some of them, times a factor. */
export function addAverage(weights: Float64Array, points: readonly number[], times: number): void {
  for (const point of points) weights[point] += times / points.length;
}
