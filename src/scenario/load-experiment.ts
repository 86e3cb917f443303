import { checkExperiment } from './check-experiment.ts';
import type { ExperimentParts } from './experiment-parts.ts';
import { type ExperimentFile, experimentSchema } from './experiment-schema.ts';
import { describeFound } from './found.ts';
import type { JsonObject } from './json-value.ts';
import { Problems } from './problem.ts';
import { readJson } from './read-json.ts';
import type { Scenario } from './scenario.ts';
import { type Upgrade, upgradeScenario } from './upgrade.ts';
import { parseWith } from './zod-problems.ts';

/** The step from version n to n + 1 stands at index n - 1. Empty: there has been one version so far. */
const UPGRADES: readonly Upgrade[] = [];

/** An experiment that can be planned, or the errors that forbid it. */
export type LoadedExperiment =
  | { readonly experiment: ExperimentFile; readonly problems: Problems }
  | { readonly experiment: undefined; readonly problems: Problems };

/**
 * Reads, upgrades, completes and checks an experiment file; every problem is reported, not only the first. Whether its
 * overrides fit a scenario shows when that is loaded with them; call checkExperimentFits then.
 * @param file name of the file, for problems
 */
export function loadExperiment(file: string, bytes: Uint8Array): LoadedExperiment {
  const problems = new Problems();
  const raw = readJson(file, bytes, problems);
  const current =
    raw === undefined ? undefined : upgradeScenario(file, raw, problems, UPGRADES, 'experiment');
  if (current === undefined) return { experiment: undefined, problems };
  const experiment = parseWith(experimentSchema, current, file, problems);
  checkExperiment(experiment ?? soundParts(current), new Set(Object.keys(current)), file, problems);
  return experiment === undefined || problems.hasErrors
    ? { experiment: undefined, problems }
    : { experiment, problems };
}

/** The parts without a problem of their own, so that what is wrong between them is told in the same pass. */
function soundParts(raw: JsonObject): ExperimentParts {
  const parts: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(experimentSchema.shape)) {
    const parsed = schema.safeParse(raw[key]);
    if (parsed.success) parts[key] = parsed.data;
  }
  return parts as ExperimentParts;
}

/** Reports what a file asks of a scenario that cannot be done with that kind of scenario. */
export function checkExperimentFits(
  experiment: ExperimentFile,
  scenario: Scenario,
  file: string,
  problems: Problems,
): void {
  if (scenario.kind === 'flow') return;
  for (const key of ['warm_up', 'batch_means'] as const) {
    if (experiment[key] === undefined) continue;
    problems.error(
      'rule',
      file,
      { path: key },
      {
        found: `${describeFound(experiment[key])} with the network ${JSON.stringify(scenario.id)}`,
        allowed: 'only flows',
        hint: 'a network is terminating and measured by cohort: remove it, and set run.warm_up_days in its scenario',
      },
    );
  }
}

/**
 * Where a scenario lies that an experiment file names, `/` between folders: `scenarios/a/experiments/x.json` with `..`
 * gives `scenarios/a`; `.` for the folder that all paths are relative to. Steps above it are kept.
 */
export function resolveScenarioPath(experimentFile: string, scenario: string): string {
  const isAbsolute = experimentFile.startsWith('/');
  const steps: string[] = [];
  for (const step of [...experimentFile.split('/').slice(0, -1), ...scenario.split('/')]) {
    if (step === '' || step === '.') continue;
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else if (step !== '..' || !isAbsolute) steps.push(step);
  }
  return (isAbsolute ? '/' : '') + steps.join('/') || '.';
}
