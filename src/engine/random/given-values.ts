import { InvariantError } from '../invariant-error.ts';
import type { BitSource } from './bit-source.ts';
import { finiteList } from './parameter.ts';
import type { Variate } from './variate.ts';

/** A written list, taken by ordinal: not random. Whoever knows the ordinal asks `at`; `draw` refuses. */
export class GivenValues implements Variate {
  /** Of the list, each value once. */
  readonly mean: number;
  /** Of the list, divided by its length. */
  readonly variance: number;
  readonly length: number;
  private readonly values: Float64Array;

  constructor(values: readonly number[]) {
    this.values = finiteList('given values', values);
    this.length = values.length;
    let sum = 0;
    for (const value of values) sum += value;
    this.mean = sum / values.length;
    let squares = 0;
    for (const value of values) squares += (value - this.mean) * (value - this.mean);
    this.variance = squares / values.length;
  }

  /** The value of an ordinal, from 0. @throws RangeError past the end of the list. */
  at(ordinal: number): number {
    if (ordinal >= 0 && ordinal < this.length) return this.values[ordinal];
    throw new RangeError(
      `given values: got ordinal ${ordinal}, allowed 0 to ${this.length - 1}: the list ends there`,
    );
  }

  /** @throws InvariantError always. */
  draw(_source: BitSource): number {
    throw new InvariantError('given values are taken by ordinal, not drawn');
  }
}
