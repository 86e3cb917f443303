import { describeFound } from './found.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json-value.ts';
import type { Problems } from './problem.ts';

/** The version of the scenario format that this product writes. */
export const CURRENT_VERSION = 1;

/** Turns a scenario of one version into one of the next; it may rely on nothing but the version's own schema. */
export type Upgrade = (scenario: JsonObject) => JsonObject;

/** The step from version n to n + 1 stands at index n - 1. Empty: there has been one version so far. */
const UPGRADES: readonly Upgrade[] = [];

/**
 * Brings a scenario of any earlier version up to the current one; `version` in the result is the current one.
 * @param upgrades one for each version before the current @param what kind of file it is, for problems
 * @returns undefined where there is no version, none that ever was, or one from a newer product
 */
export function upgradeScenario(
  file: string,
  raw: JsonValue,
  problems: Problems,
  upgrades: readonly Upgrade[] = UPGRADES,
  what: 'scenario' | 'experiment' = 'scenario',
): JsonObject | undefined {
  const current = upgrades.length + 1;
  if (!isJsonObject(raw)) {
    problems.error(
      'type',
      file,
      { path: '' },
      {
        found: describeFound(raw),
        allowed: `an object that describes ${what === 'scenario' ? 'a' : 'an'} ${what}`,
      },
    );
    return undefined;
  }
  const { version } = raw;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    problems.error(
      version === undefined ? 'missing' : 'version',
      file,
      { path: 'version' },
      {
        found: describeFound(version),
        allowed: current === 1 ? 'the version 1' : `a version from 1 to ${current}`,
        hint: `a new ${what} has "version": ${current}`,
      },
    );
    return undefined;
  }
  if (version > current) {
    problems.error(
      'version',
      file,
      { path: 'version' },
      {
        found: String(version),
        allowed: current === 1 ? '1' : `1 to ${current}`,
        hint: `made by a newer Waybill: version ${version}, this one reads up to ${current}`,
      },
    );
    return undefined;
  }
  const upgraded = upgrades.slice(version - 1).reduce((scenario, upgrade) => upgrade(scenario), raw);
  return { ...upgraded, version: current };
}
