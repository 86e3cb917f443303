import type { Factor, FactorSetting } from './factor.ts';
import type { Fraction } from './fraction.ts';

/** The ways to choose design points. */
export type DesignKind = 'one-at-a-time' | 'full-factorial' | 'fractional-factorial' | 'latin-hypercube';

/** How a Latin hypercube was drawn; the same three give the same points. */
export interface HypercubeDraw {
  readonly seed: number | string;
  /** Hypercubes drawn, of which the one with the widest smallest distance was taken. */
  readonly candidates: number;
  /** Smallest distance between two points when every range is scaled to 1; 0 to the root of the number of factors. */
  readonly minDistance: number;
}

/** Design points: what each factor is set to in each of them. */
export interface DesignMatrix {
  readonly kind: DesignKind;
  readonly factors: readonly Factor[];
  /** By point, then by factor. In one at a time, point 0 is the base. */
  readonly points: readonly (readonly FactorSetting[])[];
  /** Ordinal of the point in the middle of all ranges, always the last; undefined where there is none. */
  readonly centerPoint: number | undefined;
  /** Of two-level fractional factorials only. */
  readonly fraction: Fraction | undefined;
  /** Of Latin hypercubes only. */
  readonly draw: HypercubeDraw | undefined;
}

/** Ordinals of the points without the center point. */
export function cornersOf({ points, centerPoint }: DesignMatrix): number[] {
  return [...points.keys()].filter((point) => point !== centerPoint);
}
