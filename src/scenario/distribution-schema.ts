import type { DistributionSpec } from '../engine/random/distribution.ts';
import { z } from './zod.ts';

const above0 = z.number().positive();
const atLeast0 = z.number().nonnegative();
const list = z.array(atLeast0).min(1);
const weights = z.array(atLeast0).min(1);

/**
 * A distribution as scenarios write it: one key, its name, over its parameters, each with its unit.
 * @param unit suffix of every parameter that has the unit of the outcome: `_s` for durations, empty for counts
 */
function distributionSchema(unit: '_s' | '') {
  const named = <const Name extends string>(name: Name) => `${name}${unit}` as const;
  const outcome = (description: string, parameter: z.ZodType = atLeast0) => parameter.meta({ description });
  const of = (name: string, shape: Record<string, z.ZodType>) =>
    z.strictObject({ [name]: z.strictObject(shape) });
  return z.union([
    of('constant', { [named('value')]: outcome('always this') }),
    of('exponential', { [named('mean')]: outcome('mean') }),
    of('uniform', { [named('min')]: outcome('least'), [named('max')]: outcome('most') }),
    of('triangular', {
      [named('min')]: outcome('least'),
      [named('mode')]: outcome('likeliest'),
      [named('max')]: outcome('most'),
    }),
    of('normal', {
      [named('mean')]: outcome('mean before truncation'),
      [named('sd')]: outcome('standard deviation before truncation', above0),
      [named('min')]: outcome('truncated below; default 0').optional(),
      [named('max')]: outcome('truncated above; default none').optional(),
    }),
    of('lognormal', {
      [named('mean')]: outcome('mean', above0),
      cv: above0.meta({ description: 'standard deviation / mean' }),
    }),
    of('gamma', {
      [named('mean')]: outcome('mean', above0),
      cv: above0.meta({ description: 'standard deviation / mean' }),
    }),
    of('erlang', {
      k: z.int().min(1).meta({ description: 'number of phases' }),
      [named('mean')]: outcome('mean of the whole', above0),
    }),
    of('weibull', {
      shape: above0.meta({ description: '1 for an exponential; above 1 it wears' }),
      [named('scale')]: outcome('63rd percentile', above0),
    }),
    of('beta', {
      alpha: above0.meta({ description: 'first shape' }),
      beta: above0.meta({
        description: 'second shape; the mean is least + (most − least) alpha / (alpha + beta)',
      }),
      [named('min')]: outcome('least; default 0').optional(),
      [named('max')]: outcome('most; default 1', above0).optional(),
    }),
    of('pert', {
      [named('min')]: outcome('least'),
      [named('mode')]: outcome('likeliest'),
      [named('max')]: outcome('most'),
    }),
    of('hyperexponential', {
      weights: weights.meta({ description: 'of the branches; need not sum to 1' }),
      [named('means')]: list.meta({ description: 'mean of each branch' }),
    }),
    of('poisson', { [named('mean')]: outcome('mean') }),
    of('negative_binomial', {
      [named('mean')]: outcome('mean', above0),
      size: above0.meta({ description: 'variance = mean + mean² / size' }),
    }),
    of('geometric', {
      [named('mean')]: outcome('mean', above0),
      from: z.literal([0, 1]).optional().meta({ description: 'least value, 0 or 1; default 1' }),
    }),
    of('empirical', {
      [named('values')]: list.meta({ description: 'observations, equally likely' }),
      interpolate: z.boolean().optional().meta({ description: 'draws between neighbors too; default false' }),
    }),
    of('discrete', {
      [named('values')]: list.meta({ description: 'values' }),
      weights: weights.meta({ description: 'one per value; need not sum to 1' }),
    }),
    of('given', { [named('values')]: list.meta({ description: 'one per subject, in order: not random' }) }),
  ]);
}

/** Durations in seconds: `{"lognormal": {"mean_s": 240, "cv": 0.5}}`. */
export const durationSchema = distributionSchema('_s').meta({
  id: 'Duration',
  description: 'a distribution of durations, seconds',
});

/** Counts: `{"poisson": {"mean": 3}}`. */
export const countSchema = distributionSchema('').meta({
  id: 'Count',
  description: 'a distribution of whole numbers',
});

/** What either schema yields: the name of the distribution over its parameters. */
export type WrittenDistribution = Record<string, Record<string, unknown>>;

/** The engine's form of a written distribution, units stripped: seconds for durations. */
export function distributionSpec(written: WrittenDistribution): DistributionSpec {
  const [kind, parameters] = Object.entries(written)[0];
  const plain = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name.endsWith('_s') ? name.slice(0, -2) : name,
      value,
    ]),
  );
  if (kind === 'geometric') plain.from ??= 1;
  if (kind === 'normal') plain.min ??= 0;
  return {
    kind: kind === 'negative_binomial' ? 'negativeBinomial' : kind,
    ...plain,
  } as unknown as DistributionSpec;
}
