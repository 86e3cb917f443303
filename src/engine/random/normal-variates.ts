import { normalCdf, normalDensity, normalQuantile } from '../math/normal-distribution.ts';
import { exp, log1p } from '../math/transcendental.ts';
import type { BitSource } from './bit-source.ts';
import { finite, ordered, positive } from './parameter.ts';
import { uniform53 } from './uniform.ts';
import type { Variate } from './variate.ts';
import { standardNormal } from './ziggurat.ts';

/** Below this share of the parent inside the bounds, inversion beats drawing again. */
const REJECTION_SHARE = 0.5;

/**
 * Normal, cut to [min, max] by conditioning (no mass piles up at the bounds). `mean` and `sd` of the constructor are
 * those of the parent, before the cut; the properties `mean` and `variance` are those of what is drawn.
 */
export class TruncatedNormal implements Variate {
  readonly mean: number;
  readonly variance: number;
  private readonly center: number;
  private readonly sd: number;
  private readonly min: number;
  private readonly max: number;
  /** -1 where the interval lies above the center: it is handled as its mirror image, whose tail keeps its digits. */
  private readonly side: 1 | -1;
  private readonly below: number;
  private readonly share: number;

  /** @throws RangeError where the interval has no probability left, beyond about 37 sd. */
  constructor(mean: number, sd: number, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY) {
    this.center = finite('normal mean', mean);
    this.sd = positive('normal sd', sd);
    ordered('normal min and max', min, max);
    this.min = min;
    this.max = max;
    this.side = min > mean ? -1 : 1;
    const a = this.side * (((this.side > 0 ? min : max) - mean) / sd);
    const b = this.side * (((this.side > 0 ? max : min) - mean) / sd);
    this.below = normalCdf(a);
    this.share = normalCdf(b) - this.below;
    if (!(this.share > 0)) {
      throw new RangeError(
        `normal min and max: got ${min} and ${max}, allowed an interval that the normal of mean ${mean} and sd ${sd} can reach`,
      );
    }
    const { shift, spread } = moments(a, b, this.share);
    this.mean = mean + this.side * sd * shift;
    this.variance = sd * sd * spread;
  }

  draw(source: BitSource): number {
    if (this.share < REJECTION_SHARE) return this.quantile(uniform53(source));
    for (;;) {
      const x = this.center + this.sd * standardNormal(source);
      if (x >= this.min && x <= this.max) return x;
    }
  }

  quantile(p: number): number {
    const z = this.side * normalQuantile(this.below + this.share * (this.side > 0 ? p : 1 - p));
    return Math.min(this.max, Math.max(this.min, this.center + this.sd * z));
  }
}

/** Lognormal of the given mean and coefficient of variation, both above 0. */
export class Lognormal implements Variate {
  readonly mean: number;
  readonly variance: number;
  private readonly median: number;
  private readonly sigma: number;

  constructor(mean: number, cv: number) {
    this.mean = positive('lognormal mean', mean);
    positive('lognormal cv', cv);
    this.variance = mean * mean * cv * cv;
    this.median = mean / Math.sqrt(1 + cv * cv);
    this.sigma = Math.sqrt(log1p(cv * cv));
  }

  draw(source: BitSource): number {
    return this.median * exp(this.sigma * standardNormal(source));
  }

  quantile(p: number): number {
    return this.median * exp(this.sigma * normalQuantile(p));
  }
}

/** Mean and variance of the standard normal cut to [a, b], which holds a share of it. */
function moments(a: number, b: number, share: number): { shift: number; spread: number } {
  const center = (a + b) / 2;
  const width = b - a;
  // The closed form loses all digits where the interval is narrow; there the density is nearly a straight line.
  if (width * (1 + Math.abs(center)) < 0.5) return narrowMoments(center, width);
  const densityA = normalDensity(a);
  const densityB = normalDensity(b);
  const shift = (densityA - densityB) / share;
  const edgeA = Number.isFinite(a) ? a * densityA : 0;
  const edgeB = Number.isFinite(b) ? b * densityB : 0;
  return { shift, spread: 1 + (edgeA - edgeB) / share - shift * shift };
}

/** Simpson's rule in 64 steps, relative to the center of the interval and its density there: error below 1e-10. */
function narrowMoments(center: number, width: number): { shift: number; spread: number } {
  let mass = 0;
  let first = 0;
  let second = 0;
  for (let i = 0; i <= 64; i++) {
    const t = width * (i / 64 - 0.5);
    const weight = (i === 0 || i === 64 ? 1 : i % 2 === 1 ? 4 : 2) * exp(-t * (center + t / 2));
    mass += weight;
    first += weight * t;
    second += weight * t * t;
  }
  const mean = first / mass;
  return { shift: center + mean, spread: second / mass - mean * mean };
}
