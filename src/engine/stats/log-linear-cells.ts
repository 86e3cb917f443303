import { InvariantError } from '../invariant-error.ts';

const PAGE = 128;
const PAGES = 47;
const UNALLOCATED = -1;

/** Most that a quantile read from the cells lies from the true order statistic, as a share of it. */
export const CELL_RELATIVE_ERROR = 1 / 256;

/**
 * Weights of non-negative safe integers in log-linear cells.
 *
 * Every integer below 256 has its own cell; above, each octave [2^k, 2^(k+1)) has 128 cells of equal width. A cell
 * is found from the position of the leading bit, without logarithms. A page of 128 cells (1 kB) is allocated when
 * an octave is first met. Page 0 holds 0 to 127, page 1 holds 128 to 255, page k - 6 holds octave k. Pages lie in
 * one array, in the order in which they were met: one load less per value than with an array of each.
 */
export class LogLinearCells {
  private weights = new Float64Array(0);
  /** Where each page begins in `weights`. */
  private readonly starts = new Int32Array(PAGES).fill(UNALLOCATED);

  /** Adds weight (a non-negative integer) to the cell of a value. @throws InvariantError for any other value. */
  add(value: number, weight: number): void {
    const bits = value >>> 0;
    if (bits !== value) {
      this.addLarge(value, weight);
    } else if (bits < PAGE) {
      const at = this.start(0) + bits;
      this.weights[at] += weight;
    } else {
      const top = 31 - Math.clz32(bits);
      const at = this.start(top - 6) + ((bits >>> (top - 7)) & 127);
      this.weights[at] += weight;
    }
  }

  /** Adds weight 1: what most observations have, without a number that needs boxing. @throws as `add` does */
  addOne(value: number): void {
    const bits = value >>> 0;
    if (bits !== value) {
      this.addLarge(value, 1);
      return;
    }
    const top = 31 - Math.clz32(bits | (PAGE - 1));
    const at = this.start(top - 6) + ((top === 6 ? bits : bits >>> (top - 7)) & 127);
    this.weights[at] += 1;
  }

  /** Weight of one value; exact below 256, above of all values that share its cell. */
  weightAt(value: number): number {
    const index = cellOf(value);
    const start = this.starts[Math.floor(index / PAGE)];
    return start === UNALLOCATED ? 0 : this.weights[start + (index % PAGE)];
  }

  /**
   * Midpoint of the first cell at which the cumulative share of `total` reaches p; NaN when none does.
   * An open observation, not yet added, may be counted in: `openWeight` at `openValue` (part of `total`).
   */
  quantile(p: number, total: number, openValue = 0, openWeight = 0): number {
    if (!(p >= 0 && p <= 1) || !(total > 0)) return Number.NaN;
    const open = openWeight > 0 ? cellOf(openValue) : -1;
    let cumulative = 0;
    let last = Number.NaN;
    for (let number = 0; number < PAGES; number++) {
      const start = this.starts[number];
      const first = number * PAGE;
      if (start === UNALLOCATED && !(open >= first && open < first + PAGE)) continue;
      for (let cell = 0; cell < PAGE; cell++) {
        const index = first + cell;
        const weight =
          (start === UNALLOCATED ? 0 : this.weights[start + cell]) + (index === open ? openWeight : 0);
        if (weight === 0) continue;
        cumulative += weight;
        last = index;
        // A quotient and not p x total: 7 of 100 is then the share 0.07, which 0.07 x 100 misses.
        if (cumulative / total >= p) return midpoint(index);
      }
    }
    // Only where weights beyond 2^53 were rounded differently in the total.
    return Number.isNaN(last) ? Number.NaN : midpoint(last);
  }

  /** Allocated. */
  get bytes(): number {
    return this.weights.byteLength + this.starts.byteLength;
  }

  merge(other: LogLinearCells): void {
    for (let number = 0; number < PAGES; number++) {
      const theirs = other.starts[number];
      if (theirs === UNALLOCATED) continue;
      const ours = this.start(number);
      for (let cell = 0; cell < PAGE; cell++) this.weights[ours + cell] += other.weights[theirs + cell];
    }
  }

  /** Forgets all weights and frees the pages. */
  reset(): void {
    this.weights = new Float64Array(0);
    this.starts.fill(UNALLOCATED);
  }

  /**
   * `head` followed, per page in use, by its number, its first cell in use, how many cells follow, and their weights:
   * one array, in one form for the same weights.
   */
  toState(head: Float64Array): Float64Array {
    const words: number[] = Array.from(head);
    for (let number = 0; number < PAGES; number++) {
      const start = this.starts[number];
      if (start === UNALLOCATED) continue;
      const page = this.weights.subarray(start, start + PAGE);
      const from = page.findIndex((weight) => weight !== 0);
      if (from < 0) continue;
      const to = page.findLastIndex((weight) => weight !== 0) + 1;
      words.push(number, from, to - from, ...page.subarray(from, to));
    }
    return Float64Array.from(words);
  }

  /** The cells that `toState` wrote after a head of `headLength` words. */
  static from(state: Float64Array, headLength: number): LogLinearCells {
    const cells = new LogLinearCells();
    for (let at = headLength; at < state.length; ) {
      const length = state[at + 2];
      const first = cells.start(state[at]) + state[at + 1];
      cells.weights.set(state.subarray(at + 3, at + 3 + length), first);
      at += 3 + length;
    }
    return cells;
  }

  /** From 2^32 on, or what is no value at all. */
  private addLarge(value: number, weight: number): void {
    if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER) || Math.floor(value) !== value) {
      throw new InvariantError(`cells hold non-negative safe integers, not ${value}`);
    }
    const index = cellOf(value);
    const at = this.start(Math.floor(index / PAGE)) + (index % PAGE);
    this.weights[at] += weight;
  }

  /** Where a page begins in `weights`; read that after this call, which may replace it. */
  private start(number: number): number {
    const start = this.starts[number];
    return start === UNALLOCATED ? this.allocate(number) : start;
  }

  private allocate(number: number): number {
    const start = this.weights.length;
    const weights = new Float64Array(start + PAGE);
    weights.set(this.weights);
    this.weights = weights;
    this.starts[number] = start;
    return start;
  }
}

/** Index of a value's cell over all pages. */
function cellOf(value: number): number {
  // At least 7 bits stay behind the leading one, which is all that the cell depends on.
  const shift = value >= 2 ** 32 ? 25 : 0;
  const bits = (shift === 0 ? value : Math.floor(value / 2 ** 25)) >>> 0;
  if (shift === 0 && bits < PAGE) return bits;
  const top = 31 - Math.clz32(bits);
  return (shift + top - 6) * PAGE + ((bits >>> (top - 7)) & 127);
}

function midpoint(index: number): number {
  const page = Math.floor(index / PAGE);
  const cell = index % PAGE;
  if (page === 0) return cell;
  let width = 1;
  for (let octave = 1; octave < page; octave++) width *= 2;
  return (PAGE + cell) * width + (width - 1) / 2;
}
