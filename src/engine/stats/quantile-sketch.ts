import { InvariantError } from '../invariant-error.ts';
import { CELL_RELATIVE_ERROR, LogLinearCells } from './log-linear-cells.ts';

const COUNT = 0;
const MIN = 1;
const MAX = 2;
const WORDS = 3;

/**
 * Quantiles of a stream of non-negative safe integers in bounded memory: at most 47 pages of 1 kB, one per octave
 * met, whatever the number of observations. Values below 256 are exact, others within 1/256 (0.39 %).
 * Merging is exact while the weights stay below 2^53 in total.
 */
export class QuantileSketch {
  private readonly head: Float64Array;
  private readonly cells: LogLinearCells;

  constructor(head: Float64Array = emptyHead(), cells: LogLinearCells = new LogLinearCells()) {
    this.head = head;
    this.cells = cells;
  }

  /** The sketch that `toState` wrote. */
  static from(state: Float64Array): QuantileSketch {
    return new QuantileSketch(state.slice(0, WORDS), LogLinearCells.from(state, WORDS));
  }

  /**
   * Adds a value as often as its weight says (a non-negative integer; 0 adds nothing).
   * @throws InvariantError when the value is not a non-negative safe integer or the weight is negative or NaN.
   */
  add(x: number, weight = 1): void {
    if (weight === 1) this.cells.addOne(x);
    else if (weight > 0) this.cells.add(x, weight);
    else if (weight === 0) return;
    else refuse(weight);
    const head = this.head;
    head[COUNT] += weight;
    if (x < head[MIN]) head[MIN] = x;
    if (x > head[MAX]) head[MAX] = x;
  }

  /** Sum of the weights. */
  get n(): number {
    return this.head[COUNT];
  }

  /** Exact; NaN when empty. */
  get min(): number {
    return this.n === 0 ? Number.NaN : this.head[MIN];
  }

  /** Exact; NaN when empty. */
  get max(): number {
    return this.n === 0 ? Number.NaN : this.head[MAX];
  }

  /** Allocated for head and cells. */
  get bytes(): number {
    return this.head.byteLength + this.cells.bytes;
  }

  /** Most that `quantile` lies from the true order statistic, as a share of it. */
  get relativeError(): number {
    return CELL_RELATIVE_ERROR;
  }

  /**
   * The smallest value whose cumulative share is at least p (inverse of the empirical distribution function, type 1
   * of Hyndman and Fan 1996), answered with the midpoint of its cell, kept within the least and greatest value seen.
   * NaN when empty or p is outside [0, 1].
   */
  quantile(p: number): number {
    const found = this.cells.quantile(p, this.n);
    return Math.min(Math.max(found, this.head[MIN]), this.head[MAX]);
  }

  /** Takes in all observations of another sketch, which stays as it is. */
  merge(other: QuantileSketch): void {
    const head = this.head;
    head[COUNT] += other.head[COUNT];
    head[MIN] = Math.min(head[MIN], other.head[MIN]);
    head[MAX] = Math.max(head[MAX], other.head[MAX]);
    this.cells.merge(other.cells);
  }

  /** Forgets every observation. */
  reset(): void {
    this.head.set(emptyHead());
    this.cells.reset();
  }

  /** The whole sketch as one compact array, for transfer to another worker. */
  toState(): Float64Array {
    return this.cells.toState(this.head);
  }
}

function refuse(weight: number): never {
  throw new InvariantError(`a weight is a non-negative integer, not ${weight}`);
}

function emptyHead(): Float64Array {
  const head = new Float64Array(WORDS);
  head[MIN] = Number.POSITIVE_INFINITY;
  head[MAX] = Number.NEGATIVE_INFINITY;
  return head;
}
