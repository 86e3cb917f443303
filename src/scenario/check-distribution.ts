import { compileDistribution } from '../engine/random/distribution.ts';
import { distributionSpec, type WrittenDistribution } from './distribution-schema.ts';
import { describeFound } from './found.ts';
import type { ReportSetting } from './setting-fault.ts';

/**
 * Reports parameters that are each allowed but make no distribution together, and a given list, which only flows take.
 * @returns the mean; undefined where there was a problem
 */
export function checkDistribution(
  path: string,
  written: WrittenDistribution,
  report: ReportSetting,
): number | undefined {
  if ('given' in written) {
    const hint = 'a list in order belongs to flows, where one block takes it';
    report(path, 'a given list', 'a distribution', hint);
    return undefined;
  }
  try {
    return compileDistribution(distributionSpec(written)).mean;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    report(path, describeFound(written), 'a possible distribution', error.message);
    return undefined;
  }
}
