import { compileDistribution } from '../engine/random/distribution.ts';
import { distributionSpec, type WrittenDistribution } from './distribution-schema.ts';

/** A distribution whose parameters are each allowed but do not go together: min above max, weights of another length. */
export interface ImpossibleDistribution {
  readonly path: string;
  readonly found: string;
  /** What the engine says of it. */
  readonly reason: string;
}

/** Every impossible distribution within a part of a flow, however deep. @param path where the part stands */
export function impossibleDistributions(path: string, part: object): ImpossibleDistribution[] {
  return Object.entries(part).flatMap(([key, value]) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return [];
    const at = `${path}.${key}`;
    if (!isDistribution(value)) return impossibleDistributions(at, value);
    const reason = reasonAgainst(value);
    return reason === undefined ? [] : [{ path: at, found: JSON.stringify(value).slice(0, 200), reason }];
  });
}

function reasonAgainst(written: WrittenDistribution): string | undefined {
  try {
    compileDistribution(distributionSpec(written));
    return undefined;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

/** A rate may be constant too: it is told by its unit. */
function isDistribution(value: object): value is WrittenDistribution {
  const [name, ...others] = Object.keys(value);
  if (name === undefined || others.length > 0 || !NAMES.has(name)) return false;
  return !('per_hour' in (value as Record<string, object>)[name]);
}

const NAMES: ReadonlySet<string> = new Set([
  'constant',
  'exponential',
  'uniform',
  'triangular',
  'normal',
  'lognormal',
  'gamma',
  'erlang',
  'weibull',
  'beta',
  'pert',
  'hyperexponential',
  'poisson',
  'negative_binomial',
  'geometric',
  'empirical',
  'discrete',
  'given',
]);
