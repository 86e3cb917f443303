import { gamma, lnGamma } from '../math/gamma-function.ts';
import { expm1, log1p, pow } from '../math/transcendental.ts';
import type { BitSource } from './bit-source.ts';
import { finite, ordered, positive } from './parameter.ts';
import { uniform53 } from './uniform.ts';
import type { Variate } from './variate.ts';
import { standardExponential } from './ziggurat.ts';

/** Always the same value; takes nothing from its source. */
export class Constant implements Variate {
  readonly mean: number;
  readonly variance = 0;

  constructor(value: number) {
    this.mean = finite('constant value', value);
  }

  draw(): number {
    return this.mean;
  }

  quantile(): number {
    return this.mean;
  }
}

/** Exponential, mean above 0. */
export class Exponential implements Variate {
  readonly mean: number;
  readonly variance: number;

  constructor(mean: number) {
    this.mean = positive('exponential mean', mean);
    this.variance = mean * mean;
  }

  draw(source: BitSource): number {
    return this.mean * standardExponential(source);
  }

  quantile(p: number): number {
    return -this.mean * log1p(-p);
  }
}

/** Continuous uniform, min < max. */
export class Uniform implements Variate {
  readonly mean: number;
  readonly variance: number;
  private readonly min: number;
  private readonly width: number;

  constructor(min: number, max: number) {
    ordered('uniform min and max', finite('uniform min', min), finite('uniform max', max));
    this.min = min;
    this.width = positive('uniform max - min', max - min);
    this.mean = min + this.width / 2;
    this.variance = (this.width * this.width) / 12;
  }

  draw(source: BitSource): number {
    return this.min + this.width * uniform53(source);
  }

  quantile(p: number): number {
    return this.min + this.width * p;
  }
}

/** Triangular, min <= mode <= max and min < max; by inversion. */
export class Triangular implements Variate {
  readonly mean: number;
  readonly variance: number;
  private readonly min: number;
  private readonly max: number;
  private readonly below: number;
  private readonly above: number;
  private readonly shareBelow: number;

  constructor(min: number, mode: number, max: number) {
    ordered('triangular min and max', finite('triangular min', min), finite('triangular max', max));
    ordered('triangular min and mode', min, finite('triangular mode', mode), true);
    ordered('triangular mode and max', mode, max, true);
    const width = positive('triangular max - min', max - min);
    const a = mode - min;
    this.min = min;
    this.max = max;
    this.mean = min + (width + a) / 3;
    this.variance = (width * width - a * (width - a)) / 18;
    this.shareBelow = a / width;
    this.below = width * a;
    this.above = width * (max - mode);
  }

  draw(source: BitSource): number {
    return this.quantile(uniform53(source));
  }

  quantile(p: number): number {
    return p < this.shareBelow
      ? this.min + Math.sqrt(p * this.below)
      : this.max - Math.sqrt((1 - p) * this.above);
  }
}

/** Weibull, shape and scale above 0: the scale times a standard exponential to the power 1 / shape. */
export class Weibull implements Variate {
  readonly mean: number;
  readonly variance: number;
  private readonly scale: number;
  private readonly power: number;

  constructor(shape: number, scale: number) {
    this.power = 1 / positive('weibull shape', shape);
    this.scale = positive('weibull scale', scale);
    this.mean = positive('weibull mean', scale * gamma(1 + this.power));
    // As (E[X^2] / mean^2 - 1) mean^2, with expm1's digits where a large shape makes the two nearly equal.
    const ratio = expm1(lnGamma(1 + 2 * this.power) - 2 * lnGamma(1 + this.power));
    this.variance = ratio * this.mean * this.mean;
  }

  /** The Weibull of a shape that has this mean. */
  static ofMean(shape: number, mean: number): Weibull {
    const unit = gamma(1 + 1 / positive('weibull shape', shape));
    return new Weibull(shape, positive('weibull mean', mean) / unit);
  }

  draw(source: BitSource): number {
    return this.scale * pow(standardExponential(source), this.power);
  }

  quantile(p: number): number {
    return this.scale * pow(-log1p(-p), this.power);
  }
}
