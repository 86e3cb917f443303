import { lnGamma } from '../math/gamma-function.ts';
import { exp, ln, log1p } from '../math/transcendental.ts';
import type { BitSource } from './bit-source.ts';
import { StandardGamma } from './gamma-variates.ts';
import { atLeast, positive } from './parameter.ts';
import { uniform53 } from './uniform.ts';
import type { Variate } from './variate.ts';
import { standardExponential } from './ziggurat.ts';

/** Where rejection becomes cheaper than a search, and from where PTRS is proved. */
const POISSON_REJECTION_MEAN = 10;

/** Largest Poisson mean: beyond it the logarithms of the acceptance test lose the digits that it needs. */
const POISSON_MAX_MEAN = 1e9;

/** Poisson, mean 0 to 1e9. */
export class Poisson implements Variate {
  readonly mean: number;
  readonly variance: number;
  private readonly atZero: number;

  constructor(mean: number) {
    this.mean = atMost('poisson mean', atLeast('poisson mean', mean, 0), POISSON_MAX_MEAN);
    this.variance = mean;
    this.atZero = exp(-mean);
  }

  draw(source: BitSource): number {
    return this.mean < POISSON_REJECTION_MEAN
      ? poissonBySearch(this.mean, this.atZero, source)
      : poissonByRejection(this.mean, source);
  }

  /** Cost: about six standard deviations' worth of steps. */
  quantile(p: number): number {
    const mean = this.mean;
    if (p >= 1) return mean === 0 ? 0 : Number.POSITIVE_INFINITY;
    // Far below the mean the probabilities sum to less than 1e-16.
    const start = Math.max(0, Math.floor(mean - 40 - 9 * Math.sqrt(mean)));
    const atStart = mean === 0 ? 1 : exp(start * ln(mean) - mean - lnGamma(start + 1));
    return searchQuantile(p, start, atStart, 0, mean);
  }
}

/** Geometric: trials up to the first success (`from` 1), or failures before it (`from` 0), by its mean. */
export class Geometric implements Variate {
  readonly mean: number;
  readonly variance: number;
  private readonly from: 0 | 1;
  /** -ln of the probability of failure; Infinity where success is certain. */
  private readonly rate: number;

  /** @param mean at least `from`; the probability of success is 1 / (mean + 1 - from). */
  constructor(mean: number, from: 0 | 1) {
    if (from !== 0 && from !== 1) throw new RangeError(`geometric from: got ${String(from)}, allowed 0 or 1`);
    this.mean = atLeast('geometric mean', mean, from);
    this.from = from;
    const success = 1 / (mean + 1 - from);
    this.rate = -log1p(-success);
    this.variance = (mean - from) * (mean + 1 - from);
  }

  /** The whole part of an exponential is geometric, exactly. */
  draw(source: BitSource): number {
    return Math.floor(standardExponential(source) / this.rate) + this.from;
  }

  quantile(p: number): number {
    const failures = Math.ceil(-log1p(-p) / this.rate) - 1;
    return Math.max(0, failures) + this.from;
  }
}

/** Negative binomial by mean and size (variance = mean + mean^2 / size): a Poisson whose mean is gamma. */
export class NegativeBinomial implements Variate {
  readonly mean: number;
  readonly variance: number;
  private readonly size: number;
  private readonly mixing: StandardGamma;

  /** @param mean 0 to 1e7. @param size above 0, any real number; small ones clump. */
  constructor(mean: number, size: number) {
    this.mean = atMost('negative binomial mean', atLeast('negative binomial mean', mean, 0), 1e7);
    this.size = positive('negative binomial size', size);
    this.mixing = new StandardGamma(size);
    this.variance = mean + (mean * mean) / size;
  }

  draw(source: BitSource): number {
    const mean = (this.mean / this.size) * this.mixing.draw(source);
    return mean < POISSON_REJECTION_MEAN
      ? poissonBySearch(mean, exp(-mean), source)
      : poissonByRejection(mean, source);
  }

  /** Cost: as many steps as the result. */
  quantile(p: number): number {
    const { mean, size } = this;
    if (p >= 1) return mean === 0 ? 0 : Number.POSITIVE_INFINITY;
    const failure = mean / (mean + size);
    return searchQuantile(p, 0, exp(size * log1p(-failure)), failure, (size - 1) * failure);
  }
}

/** Inversion by a search from 0: one uniform, about `mean` steps. */
function poissonBySearch(mean: number, atZero: number, source: BitSource): number {
  return searchQuantile(uniform53(source), 0, atZero, 0, mean);
}

/** Transformed rejection with squeeze. Source: Hörmann (1993), algorithm PTRS, Insurance: Math. and Econ. 12. */
function poissonByRejection(mean: number, source: BitSource): number {
  const root = Math.sqrt(mean);
  const b = 0.931 + 2.53 * root;
  const a = -0.059 + 0.02483 * b;
  const squeeze = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = uniform53(source) - 0.5;
    const v = uniform53(source);
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= squeeze) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
    if (ln((v * inverseAlpha) / (a / (us * us) + b)) <= k * ln(mean) - mean - lnGamma(k + 1)) return k;
  }
}

/**
 * Smallest count whose cumulative probability reaches p, where P(k) = P(k - 1) (a + b / k): Panjer's recurrence, which
 * Poisson (0, mean) and negative binomial counts share.
 */
function searchQuantile(p: number, start: number, atStart: number, a: number, b: number): number {
  let k = start;
  let probability = atStart;
  let sum = atStart;
  while (sum < p) {
    k++;
    probability *= a + b / k;
    const next = sum + probability;
    // Rounding may leave the sum just below p for good: past the bulk, it ends where the terms no longer count.
    if (next === sum && sum > 0.5) break;
    sum = next;
  }
  return k;
}

function atMost(what: string, value: number, highest: number): number {
  if (value <= highest) return value;
  throw new RangeError(`${what}: got ${value}, allowed at most ${highest}`);
}
