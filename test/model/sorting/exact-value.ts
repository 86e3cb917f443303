import { meanInterval } from '../../../src/engine/stats/interval.ts';
import { tQuantile } from '../../../src/engine/stats/quantiles.ts';
import { COMPARISONS } from '../../theory/all-cases.ts';

/** Replications of every comparison with an exact value. */
export const REPLICATIONS = 30;

/** Comparisons with exact values in this folder, over which the family-wise error is shared out with all others. */
const HERE = 40;
const T = tQuantile(1 - 1e-3 / (COMPARISONS + HERE) / 2, REPLICATIONS - 1);

/**
 * What is wrong with the means of replications of a figure whose exact value is known: nothing, or a sentence. The rule:
 * within t standard errors, and a 95 % half-width of at most 5 % of the exact value.
 */
export function faultOf(values: readonly number[], exact: number): string | undefined {
  const { mean, halfWidth, sd, n } = meanInterval(values);
  if (n !== REPLICATIONS) return `${n} replications`;
  const errors = Math.abs(mean - exact) / (sd / Math.sqrt(n));
  if (!(Math.abs(mean - exact) <= (T * sd) / Math.sqrt(n)))
    return `${mean}, not ${exact}: ${errors} errors off`;
  return halfWidth <= 0.05 * exact ? undefined : `${mean} ± ${halfWidth}: too wide for ${exact}`;
}
