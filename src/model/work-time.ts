import { compileDistribution } from '../engine/random/distribution.ts';
import type { Variate } from '../engine/random/variate.ts';

/**
 * Seconds that one server at its full rate takes for a piece: constant at cv 0, exponential at 1, else gamma.
 * @param ratePerHour above 0 @param cv standard deviation / mean of the time, at least 0
 */
export function workTime(ratePerHour: number, cv: number): Variate {
  const mean = 3600 / ratePerHour;
  if (cv === 0) return compileDistribution({ kind: 'constant', value: mean });
  return compileDistribution(cv === 1 ? { kind: 'exponential', mean } : { kind: 'gamma', mean, cv });
}
