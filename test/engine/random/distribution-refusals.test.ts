import { describe, expect, it } from 'vitest';
import { compileDistribution, type DistributionSpec } from '../../../src/engine/random/distribution.ts';

const BAD: [string, DistributionSpec, RegExp][] = [
  ['a constant that is no number', { kind: 'constant', value: Number.NaN }, /constant value: got NaN/],
  [
    'an exponential of mean 0',
    { kind: 'exponential', mean: 0 },
    /exponential mean: got 0, allowed .* above 0/,
  ],
  ['a uniform of no width', { kind: 'uniform', min: 3, max: 3 }, /uniform min and max/],
  ['a mode beyond the maximum', { kind: 'triangular', min: 0, mode: 9, max: 5 }, /triangular mode and max/],
  ['a negative sd', { kind: 'normal', mean: 0, sd: -1 }, /normal sd: got -1/],
  ['bounds that no normal reaches', { kind: 'normal', mean: 0, sd: 1, min: 50 }, /normal min and max/],
  ['bounds the wrong way round', { kind: 'normal', mean: 0, sd: 1, min: 2, max: 1 }, /normal min and max/],
  ['a lognormal without spread', { kind: 'lognormal', mean: 1, cv: 0 }, /lognormal cv/],
  ['a negative gamma shape', { kind: 'gamma', shape: -1, scale: 1 }, /gamma shape/],
  [
    'an erlang of 1.5 phases',
    { kind: 'erlang', k: 1.5, mean: 1 },
    /erlang k: got 1.5, allowed a whole number/,
  ],
  ['a weibull of infinite mean', { kind: 'weibull', shape: 0.001, scale: 1 }, /weibull mean: got Infinity/],
  ['a beta of alpha 0', { kind: 'beta', alpha: 0, beta: 1 }, /beta alpha/],
  ['a pert of no width', { kind: 'pert', min: 1, mode: 1, max: 1 }, /pert min and max/],
  ['a negative poisson mean', { kind: 'poisson', mean: -1 }, /poisson mean: got -1, allowed .* at least 0/],
  [
    'an enormous poisson mean',
    { kind: 'poisson', mean: 1e12 },
    /poisson mean: got 1000000000000, allowed at most/,
  ],
  ['fewer than one trial', { kind: 'geometric', mean: 0.5, from: 1 }, /geometric mean: got 0.5/],
  ['a negative binomial of size 0', { kind: 'negativeBinomial', mean: 1, size: 0 }, /negative binomial size/],
  ['no observations', { kind: 'empirical', values: [] }, /empirical values: got an empty list/],
  [
    'a gap among observations',
    { kind: 'empirical', values: [1, Number.NaN] },
    /empirical values\[1\]: got NaN/,
  ],
  ['a missing weight', { kind: 'discrete', values: [1, 2], weights: [1] }, /discrete weights: got 1 weights/],
  ['a negative weight', { kind: 'discrete', values: [1, 2], weights: [1, -1] }, /discrete weights\[1\]/],
  [
    'weights that are all 0',
    { kind: 'discrete', values: [1], weights: [0] },
    /discrete weights: got a sum of 0/,
  ],
  [
    'a phase of mean 0',
    { kind: 'hyperexponential', weights: [1], means: [0] },
    /hyperexponential means\[0\]/,
  ],
  ['an unknown kind', { kind: 'cauchy' } as unknown as DistributionSpec, /distribution kind: got cauchy/],
];

describe('a distribution', () => {
  it.each(BAD)('refuses %s, saying what it got and what is allowed', (_what, spec, message) => {
    const compile = () => compileDistribution(spec);
    expect(compile).toThrow(RangeError);
    expect(compile).toThrow(message);
    expect(compile).toThrow(/allowed/);
  });
});
