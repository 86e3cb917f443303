import { InvariantError } from '../invariant-error.ts';
import { addExact, exactInteger, exactValue, mergeExact } from './exact-sum.ts';

const COUNT = 0;
const MIN = 1;
const MAX = 2;
const SUM = 3;
// The square of an observation h x 2^26 + l is h² x 2^52 + 2hl x 2^26 + l²: three exact sums of two words.
const LOW_SQUARES = 5;
const CROSS_PRODUCTS = 7;
const HIGH_SQUARES = 9;
const WORDS = 11;

const DIGIT = 2 ** 26;
const LARGEST = 2 ** 52;

/**
 * Moments of observations that are integers: microseconds, counts, micro-yuan; at most 2^52 in size.
 *
 * Sum and sum of squares are exact, so that mean and variance are the same bits whatever the order of the
 * observations and however they were split over tallies that were merged, and nothing cancels where the spread
 * is small against the mean. Eleven words of memory.
 */
export class Tally {
  readonly state: Float64Array;

  constructor(state: Float64Array = emptyState()) {
    this.state = state;
  }

  /** A tally over the words of another, for instance one that came from a worker; the words are not copied. */
  static from(state: Float64Array): Tally {
    return new Tally(state);
  }

  /** @throws InvariantError when x is not an integer, or beyond 2^52 in size. */
  add(x: number): void {
    const state = this.state;
    if (!(x <= LARGEST && x >= -LARGEST) || Math.floor(x) !== x) refuse(x);
    state[COUNT] += 1;
    if (x < state[MIN]) state[MIN] = x;
    if (x > state[MAX]) state[MAX] = x;
    addExact(state, SUM, x);
    if (x < DIGIT && x > -DIGIT) addExact(state, LOW_SQUARES, x * x);
    else addLargeSquare(state, x);
  }

  get n(): number {
    return this.state[COUNT];
  }

  /** Rounded once to the nearest double. */
  get sum(): number {
    return exactValue(this.state, SUM);
  }

  /** NaN when there is no observation. */
  get mean(): number {
    return this.sum / this.n;
  }

  /** Unbiased sample variance (divisor n - 1); NaN below two observations. Read at the edges: it works in BigInt. */
  get variance(): number {
    const state = this.state;
    if (state[COUNT] < 2) return Number.NaN;
    const n = BigInt(state[COUNT]);
    const sum = exactInteger(state, SUM);
    const squares =
      (exactInteger(state, HIGH_SQUARES) << 52n) +
      (exactInteger(state, CROSS_PRODUCTS) << 27n) +
      exactInteger(state, LOW_SQUARES);
    return Number(n * squares - sum * sum) / Number(n * (n - 1n));
  }

  /** Sample standard deviation; NaN below two observations. */
  get sd(): number {
    return Math.sqrt(this.variance);
  }

  /** NaN when there is no observation. */
  get min(): number {
    return this.n === 0 ? Number.NaN : this.state[MIN];
  }

  /** NaN when there is no observation. */
  get max(): number {
    return this.n === 0 ? Number.NaN : this.state[MAX];
  }

  /** Takes in all observations of another tally, which stays as it is. */
  merge(other: Tally): void {
    const state = this.state;
    const words = other.state;
    state[COUNT] += words[COUNT];
    state[MIN] = Math.min(state[MIN], words[MIN]);
    state[MAX] = Math.max(state[MAX], words[MAX]);
    for (let at = SUM; at < WORDS; at += 2) mergeExact(state, at, words, at);
  }

  /** Forgets every observation. */
  reset(): void {
    this.state.set(emptyState());
  }
}

function emptyState(): Float64Array {
  const state = new Float64Array(WORDS);
  state[MIN] = Number.POSITIVE_INFINITY;
  state[MAX] = Number.NEGATIVE_INFINITY;
  return state;
}

function addLargeSquare(state: Float64Array, x: number): void {
  // Nearest, not floor: |l| is at most 2^25, and sums of l² then seldom outgrow their low word.
  const high = Math.floor(x / DIGIT + 0.5);
  const low = x - high * DIGIT;
  addExact(state, LOW_SQUARES, low * low);
  addExact(state, CROSS_PRODUCTS, high * low);
  addExact(state, HIGH_SQUARES, high * high);
}

function refuse(x: number): never {
  throw new InvariantError(`a tally takes integers up to 2^52 in size, not ${x}`);
}
