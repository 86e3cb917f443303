import { normalCdf } from '../../engine/math/normal-distribution.ts';
import { exp, ln, log1p, pow } from '../../engine/math/transcendental.ts';
import { compileDistribution, type DistributionSpec } from '../../engine/random/distribution.ts';
import { lowerGamma, upperGamma } from '../../engine/stats/incomplete-gamma.ts';
import { distributionSpec, type WrittenDistribution } from '../../scenario/distribution-schema.ts';

/** What theory asks of a distribution. Seconds for durations. */
export interface DurationFacts {
  readonly mean: number;
  readonly variance: number;
  /** Second moment. */
  readonly second: number;
  readonly isExponential: boolean;
  readonly isConstant: boolean;
  readonly spec: DistributionSpec;
}

/** Facts of a distribution; undefined for a written list, which is not random. */
export function durationFacts(written: WrittenDistribution): DurationFacts | undefined {
  const spec = distributionSpec(written);
  if (spec.kind === 'given') return undefined;
  const { mean, variance } = compileDistribution(spec);
  return {
    mean,
    variance,
    second: variance + mean * mean,
    isExponential: isExponential(spec),
    isConstant: variance === 0,
    spec,
  };
}

/** Whether a distribution is exponential, under whatever name. */
function isExponential(spec: DistributionSpec): boolean {
  switch (spec.kind) {
    case 'exponential':
      return true;
    case 'erlang':
      return spec.k === 1;
    case 'gamma':
      return 'cv' in spec ? spec.cv === 1 : spec.shape === 1;
    case 'weibull':
      return spec.shape === 1;
    case 'hyperexponential': {
      const used = spec.means.filter((_, i) => spec.weights[i] > 0);
      return used.every((mean) => mean === used[0]);
    }
    default:
      return false;
  }
}

/** A distribution that takes finitely many values, as pairs of value and share. */
function atoms(spec: DistributionSpec): readonly (readonly [value: number, share: number])[] | undefined {
  if (spec.kind === 'constant') return [[spec.value, 1]];
  if (spec.kind === 'empirical' && spec.interpolate !== true) {
    return spec.values.map((value) => [value, 1 / spec.values.length]);
  }
  if (spec.kind !== 'discrete') return undefined;
  const total = spec.weights.reduce((sum, weight) => sum + weight, 0);
  return spec.values.map((value, i) => [value, spec.weights[i] / total]);
}

/** Shape and scale of those that are gamma distributions. */
function gammaForm(spec: DistributionSpec): { shape: number; scale: number } | undefined {
  if (spec.kind === 'exponential') return { shape: 1, scale: spec.mean };
  if (spec.kind === 'erlang') return { shape: spec.k, scale: spec.mean / spec.k };
  if (spec.kind !== 'gamma') return undefined;
  if ('shape' in spec) return spec;
  return { shape: 1 / (spec.cv * spec.cv), scale: spec.mean * spec.cv * spec.cv };
}

/** Laplace-Stieltjes transform E[e^(-sX)]; undefined where it has no short form. */
export function transform(spec: DistributionSpec, s: number): number | undefined {
  const gamma = gammaForm(spec);
  if (gamma !== undefined) return pow(1 + s * gamma.scale, -gamma.shape);
  const values = atoms(spec);
  if (values !== undefined) return values.reduce((sum, [value, share]) => sum + share * exp(-s * value), 0);
  if (spec.kind === 'uniform') {
    const width = spec.max - spec.min;
    return s === 0 ? 1 : (exp(-s * spec.min) - exp(-s * spec.max)) / (s * width);
  }
  if (spec.kind !== 'hyperexponential') return undefined;
  const total = spec.weights.reduce((sum, weight) => sum + weight, 0);
  return spec.means.reduce((sum, mean, i) => sum + spec.weights[i] / total / (1 + s * mean), 0);
}

/** Mean of the lesser of X and a limit, E[min(X, x)]; undefined where it has no short form. */
export function limitedMean(spec: DistributionSpec, x: number): number | undefined {
  if (x <= 0) return 0;
  const gamma = gammaForm(spec);
  if (gamma !== undefined) {
    const { shape, scale } = gamma;
    return shape * scale * lowerGamma(shape + 1, x / scale) + x * upperGamma(shape, x / scale);
  }
  const values = atoms(spec);
  if (values !== undefined)
    return values.reduce((sum, [value, share]) => sum + share * Math.min(value, x), 0);
  switch (spec.kind) {
    case 'uniform': {
      const within = Math.min(Math.max(x - spec.min, 0), spec.max - spec.min);
      return Math.min(x, spec.min) + within - (within * within) / (2 * (spec.max - spec.min));
    }
    case 'lognormal': {
      const square = log1p(spec.cv * spec.cv);
      const sigma = Math.sqrt(square);
      const z = (ln(x / spec.mean) + square / 2) / sigma;
      return spec.mean * normalCdf(z - sigma) + x * normalCdf(-z);
    }
    case 'hyperexponential': {
      const total = spec.weights.reduce((sum, weight) => sum + weight, 0);
      return spec.means.reduce(
        (sum, mean, i) => sum + (spec.weights[i] / total) * mean * (1 - exp(-x / mean)),
        0,
      );
    }
    default:
      return undefined;
  }
}

/** Where E[min(X, x)] bends as a function of x. */
export function bendsOf(spec: DistributionSpec): readonly number[] {
  if (spec.kind === 'uniform') return [spec.min, spec.max];
  return atoms(spec)?.map(([value]) => value) ?? [];
}
