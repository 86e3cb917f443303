import { exp, ln } from '../math/transcendental.ts';
import type { BitSource } from './bit-source.ts';
import { finite, ordered, positive, wholePositive } from './parameter.ts';
import { uniform53 } from './uniform.ts';
import type { Variate } from './variate.ts';
import { standardNormal } from './ziggurat.ts';

/** Gamma, shape and scale above 0. Erlang is the gamma of a whole shape. */
export class Gamma implements Variate {
  readonly mean: number;
  readonly variance: number;
  private readonly scale: number;
  private readonly unit: StandardGamma;

  constructor(shape: number, scale: number) {
    this.unit = new StandardGamma(positive('gamma shape', shape));
    this.scale = positive('gamma scale', scale);
    this.mean = shape * scale;
    this.variance = shape * scale * scale;
  }

  /** The gamma of this mean and coefficient of variation. */
  static ofMean(mean: number, cv: number): Gamma {
    const square = positive('gamma cv', cv) * cv;
    return new Gamma(1 / square, positive('gamma mean', mean) * square);
  }

  /** The sum of k exponentials that has this mean. */
  static erlang(k: number, mean: number): Gamma {
    return new Gamma(wholePositive('erlang k', k), positive('erlang mean', mean) / k);
  }

  draw(source: BitSource): number {
    return this.scale * this.unit.draw(source);
  }
}

/** Beta of alpha and beta, both above 0, stretched over min to max (0 to 1 unless said). */
export class Beta implements Variate {
  readonly mean: number;
  readonly variance: number;
  private readonly min: number;
  private readonly width: number;
  private readonly first: StandardGamma;
  private readonly second: StandardGamma;

  constructor(alpha: number, beta: number, min = 0, max = 1) {
    this.first = new StandardGamma(positive('beta alpha', alpha));
    this.second = new StandardGamma(positive('beta beta', beta));
    ordered('beta min and max', finite('beta min', min), finite('beta max', max));
    this.min = min;
    this.width = max - min;
    const sum = alpha + beta;
    this.mean = min + (this.width * alpha) / sum;
    this.variance = (((this.width * this.width * alpha) / sum) * (beta / sum)) / (sum + 1);
  }

  /** PERT: the beta of an estimate (least, likeliest, most) with weight 4. Source: Malcolm et al. (1959). */
  static pert(min: number, mode: number, max: number): Beta {
    ordered('pert min and max', finite('pert min', min), finite('pert max', max));
    ordered('pert min and mode', min, finite('pert mode', mode), true);
    ordered('pert mode and max', mode, max, true);
    const width = max - min;
    return new Beta(1 + (4 * (mode - min)) / width, 1 + (4 * (max - mode)) / width, min, max);
  }

  /** By two gammas, through the log of their ratio, so that tiny shapes do not end as 0 / 0. */
  draw(source: BitSource): number {
    const first = this.first.drawLn(source);
    const second = this.second.drawLn(source);
    return this.min + this.width / (1 + exp(second - first));
  }
}

/**
 * Gamma of scale 1. Source: Marsaglia & Tsang (2000), "A simple method for generating gamma variables", ACM TOMS 26(3);
 * for a shape below 1, their boost: that of shape + 1 times a uniform to the power 1 / shape.
 */
export class StandardGamma {
  private readonly d: number;
  private readonly c: number;
  /** 1 / shape where the boost applies, else 0. */
  private readonly boost: number;

  constructor(shape: number) {
    this.boost = shape < 1 ? 1 / shape : 0;
    this.d = (shape < 1 ? shape + 1 : shape) - 1 / 3;
    this.c = 1 / Math.sqrt(9 * this.d);
  }

  draw(source: BitSource): number {
    const value = this.drawUnboosted(source);
    return this.boost === 0 ? value : value * exp(ln(uniform53(source)) * this.boost);
  }

  /** The logarithm of a draw, which a shape near 0 does not push to -Infinity. */
  drawLn(source: BitSource): number {
    const value = ln(this.drawUnboosted(source));
    return this.boost === 0 ? value : value + ln(uniform53(source)) * this.boost;
  }

  private drawUnboosted(source: BitSource): number {
    for (;;) {
      const x = standardNormal(source);
      const root = 1 + this.c * x;
      if (root <= 0) continue;
      const v = root * root * root;
      const u = uniform53(source);
      const square = x * x;
      if (u < 1 - 0.0331 * square * square) return this.d * v;
      if (ln(u) < 0.5 * square + this.d * (1 - v + ln(v))) return this.d * v;
    }
  }
}
