import type { BitSource } from './bit-source.ts';
import { finiteList, positive, shares } from './parameter.ts';
import { uniform53 } from './uniform.ts';
import type { Variate } from './variate.ts';
import { standardExponential } from './ziggurat.ts';

/** Observed values, each as likely as the others. */
export class Empirical implements Variate {
  readonly mean: number;
  readonly variance: number;
  private readonly sorted: Float64Array;

  constructor(values: readonly number[]) {
    this.sorted = finiteList('empirical values', values).sort();
    this.mean = average(this.sorted);
    this.variance = average(this.sorted.map((value) => (value - this.mean) * (value - this.mean)));
  }

  draw(source: BitSource): number {
    return this.sorted[Math.floor(uniform53(source) * this.sorted.length)];
  }

  quantile(p: number): number {
    const n = this.sorted.length;
    return this.sorted[Math.min(n - 1, Math.max(0, Math.ceil(p * n) - 1))];
  }
}

/** Straight lines between the sorted observed values, so the quantile is R-7. Source: Law (2015), sec. 6.2.4. */
export class InterpolatedEmpirical implements Variate {
  readonly mean: number;
  readonly variance: number;
  private readonly sorted: Float64Array;

  constructor(values: readonly number[]) {
    this.sorted = finiteList('empirical values', values).sort();
    const segments = this.sorted.length - 1;
    const middles = new Float64Array(Math.max(1, segments)).fill(this.sorted[0]);
    for (let i = 0; i < segments; i++) middles[i] = (this.sorted[i] + this.sorted[i + 1]) / 2;
    this.mean = average(middles);
    let sum = 0;
    for (let i = 0; i < segments; i++) {
      const off = middles[i] - this.mean;
      const width = this.sorted[i + 1] - this.sorted[i];
      sum += off * off + (width * width) / 12;
    }
    this.variance = segments === 0 ? 0 : sum / segments;
  }

  draw(source: BitSource): number {
    return this.quantile(uniform53(source));
  }

  quantile(p: number): number {
    const place = p * (this.sorted.length - 1);
    const i = Math.floor(place);
    const value = this.sorted[i];
    return i + 1 < this.sorted.length ? value + (place - i) * (this.sorted[i + 1] - value) : value;
  }
}

/**
 * Values by weight. By inversion, in the order given, rather than by an alias table: a weight that changes a little then
 * changes few draws, which keeps compared scenarios in step. Cost: a binary search.
 */
export class Discrete implements Variate {
  readonly mean: number;
  readonly variance: number;
  private readonly values: Float64Array;
  private readonly choice: Choice;

  constructor(values: readonly number[], weights: readonly number[]) {
    this.values = finiteList('discrete values', values);
    const share = shares('discrete weights', weights, values.length);
    this.choice = new Choice(share);
    let mean = 0;
    for (let i = 0; i < share.length; i++) mean += share[i] * values[i];
    let variance = 0;
    for (let i = 0; i < share.length; i++) variance += share[i] * (values[i] - mean) * (values[i] - mean);
    this.mean = mean;
    this.variance = variance;
  }

  draw(source: BitSource): number {
    return this.values[this.choice.pick(uniform53(source))];
  }
}

/** A mixture of exponentials: with probability in proportion to weight i, an exponential of mean i. */
export class Hyperexponential implements Variate {
  readonly mean: number;
  readonly variance: number;
  private readonly means: Float64Array;
  private readonly choice: Choice;

  constructor(weights: readonly number[], means: readonly number[]) {
    this.means = finiteList('hyperexponential means', means);
    for (let i = 0; i < means.length; i++) positive(`hyperexponential means[${i}]`, means[i]);
    const share = shares('hyperexponential weights', weights, means.length);
    this.choice = new Choice(share);
    let mean = 0;
    let square = 0;
    for (let i = 0; i < share.length; i++) {
      mean += share[i] * means[i];
      square += 2 * share[i] * means[i] * means[i];
    }
    this.mean = mean;
    this.variance = square - mean * mean;
  }

  draw(source: BitSource): number {
    const mean = this.means[this.choice.pick(uniform53(source))];
    return mean * standardExponential(source);
  }
}

/** One of n alternatives with given shares, by inversion of a uniform number. */
export class Choice {
  private readonly cumulative: Float64Array;
  /** The last alternative with a share above 0: rounding must not end on one that cannot happen. */
  private readonly last: number;

  /** @param share at least one, none negative, with a sum of about 1. */
  constructor(share: Float64Array) {
    this.cumulative = new Float64Array(share.length);
    let sum = 0;
    let last = 0;
    for (let i = 0; i < share.length; i++) {
      sum += share[i];
      this.cumulative[i] = sum;
      if (share[i] > 0) last = i;
    }
    this.last = last;
  }

  /** Index of the alternative for u in (0, 1); never one whose share is 0. */
  pick(u: number): number {
    let low = 0;
    let high = this.last;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (u < this.cumulative[middle]) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function average(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
