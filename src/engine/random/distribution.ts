import { Constant, Exponential, Triangular, Uniform, Weibull } from './continuous.ts';
import { Geometric, NegativeBinomial, Poisson } from './counts.ts';
import { Discrete, Empirical, Hyperexponential, InterpolatedEmpirical } from './empirical.ts';
import { Beta, Gamma } from './gamma-variates.ts';
import { GivenValues } from './given-values.ts';
import { Lognormal, TruncatedNormal } from './normal-variates.ts';
import type { Variate } from './variate.ts';

/**
 * A distribution, written out, without a unit: that is the caller's.
 *
 * `normal` is truncated to min..max, and its mean and sd are those of the parent before the cut. `geometric` counts
 * trials (from 1) or failures (from 0), `negativeBinomial` has variance mean + mean^2 / size, `beta` is stretched over
 * min..max (0..1 unless said), `pert` is the beta of a three-point estimate, `hyperexponential` a mixture of
 * exponentials, `given` a list taken by ordinal.
 */
export type DistributionSpec =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'exponential'; readonly mean: number }
  | { readonly kind: 'uniform'; readonly min: number; readonly max: number }
  | { readonly kind: 'triangular'; readonly min: number; readonly mode: number; readonly max: number }
  | {
      readonly kind: 'normal';
      readonly mean: number;
      readonly sd: number;
      readonly min?: number | undefined;
      readonly max?: number | undefined;
    }
  | { readonly kind: 'lognormal'; readonly mean: number; readonly cv: number }
  | { readonly kind: 'gamma'; readonly mean: number; readonly cv: number }
  | { readonly kind: 'gamma'; readonly shape: number; readonly scale: number }
  | { readonly kind: 'erlang'; readonly k: number; readonly mean: number }
  | { readonly kind: 'weibull'; readonly shape: number; readonly scale: number }
  | { readonly kind: 'weibull'; readonly shape: number; readonly mean: number }
  | {
      readonly kind: 'beta';
      readonly alpha: number;
      readonly beta: number;
      readonly min?: number | undefined;
      readonly max?: number | undefined;
    }
  | { readonly kind: 'pert'; readonly min: number; readonly mode: number; readonly max: number }
  | { readonly kind: 'poisson'; readonly mean: number }
  | { readonly kind: 'geometric'; readonly mean: number; readonly from: 0 | 1 }
  | { readonly kind: 'negativeBinomial'; readonly mean: number; readonly size: number }
  | {
      readonly kind: 'empirical';
      readonly values: readonly number[];
      readonly interpolate?: boolean | undefined;
    }
  | { readonly kind: 'discrete'; readonly values: readonly number[]; readonly weights: readonly number[] }
  | {
      readonly kind: 'hyperexponential';
      readonly weights: readonly number[];
      readonly means: readonly number[];
    }
  | { readonly kind: 'given'; readonly values: readonly number[] };

/** Makes a distribution ready to draw from. @throws RangeError with what was got and what is allowed. */
export function compileDistribution(spec: DistributionSpec): Variate {
  switch (spec.kind) {
    case 'constant':
      return new Constant(spec.value);
    case 'exponential':
      return new Exponential(spec.mean);
    case 'uniform':
      return new Uniform(spec.min, spec.max);
    case 'triangular':
      return new Triangular(spec.min, spec.mode, spec.max);
    case 'normal':
      return new TruncatedNormal(spec.mean, spec.sd, spec.min, spec.max);
    case 'lognormal':
      return new Lognormal(spec.mean, spec.cv);
    case 'gamma':
      return 'shape' in spec ? new Gamma(spec.shape, spec.scale) : Gamma.ofMean(spec.mean, spec.cv);
    case 'erlang':
      return Gamma.erlang(spec.k, spec.mean);
    case 'weibull':
      return 'scale' in spec ? new Weibull(spec.shape, spec.scale) : Weibull.ofMean(spec.shape, spec.mean);
    case 'beta':
      return new Beta(spec.alpha, spec.beta, spec.min, spec.max);
    case 'pert':
      return Beta.pert(spec.min, spec.mode, spec.max);
    case 'poisson':
      return new Poisson(spec.mean);
    case 'geometric':
      return new Geometric(spec.mean, spec.from);
    case 'negativeBinomial':
      return new NegativeBinomial(spec.mean, spec.size);
    case 'empirical':
      return spec.interpolate ? new InterpolatedEmpirical(spec.values) : new Empirical(spec.values);
    case 'discrete':
      return new Discrete(spec.values, spec.weights);
    case 'hyperexponential':
      return new Hyperexponential(spec.weights, spec.means);
    case 'given':
      return new GivenValues(spec.values);
    default:
      throw new RangeError(
        `distribution kind: got ${String((spec as { kind?: unknown }).kind)}, allowed one of DistributionSpec`,
      );
  }
}
