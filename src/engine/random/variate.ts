import type { BitSource } from './bit-source.ts';

/** A distribution ready to draw from, in the unit of its parameters. It holds no state: one may serve many sources. */
export interface Variate {
  readonly mean: number;
  readonly variance: number;
  draw(source: BitSource): number;
  /** Smallest x with P(X <= x) >= p, for p in 0 to 1; absent where it has no cheap form. */
  quantile?(p: number): number;
}
