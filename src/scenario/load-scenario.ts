import { NO_LARGE_FILES, type OpenFile, wholeFile } from './byte-source.ts';
import { scenarioHash } from './canonical.ts';
import { checkFlow } from './check-flow.ts';
import { flowSchema } from './flow-schema.ts';
import { describeFound } from './found.ts';
import { loadHub } from './hub/load-hub.ts';
import { parseInstant } from './instant.ts';
import type { JsonObject } from './json-value.ts';
import { isJsonObject } from './json-value.ts';
import { loadNetwork } from './network/load-network.ts';
import { applyOverride } from './override.ts';
import { Problems } from './problem.ts';
import { readJson } from './read-json.ts';
import type { Scenario } from './scenario.ts';
import { findRoot, LIMITS, type ScenarioFiles, type ScenarioRoot } from './scenario-files.ts';
import { upgradeScenario } from './upgrade.ts';
import { parseWith } from './zod-problems.ts';

/** A scenario that can be run, or the errors that forbid it; warnings in either case. */
export type LoadedScenario =
  | { readonly scenario: Scenario; readonly problems: Problems }
  | { readonly scenario: undefined; readonly problems: Problems };

/** Objects that a scenario may leave out and an override may begin. */
const OPTIONAL_OBJECTS: ReadonlySet<string> = new Set(['run', 'resources']);

/**
 * Reads, upgrades, changes, completes and checks a scenario; every problem is reported, not only the first.
 * @param overrides as the user writes them: `run.replications=4` @param name id of the folder or file, for titles
 * @param open opens those of the files that are not held
 */
export function loadScenario(
  files: ScenarioFiles,
  overrides: readonly string[],
  name: string,
  open: OpenFile = NO_LARGE_FILES,
): LoadedScenario {
  const problems = new Problems();
  const scenario = new ScenarioLoader(files, overrides, { name, open }, problems).load();
  return scenario === undefined || problems.hasErrors
    ? { scenario: undefined, problems }
    : { scenario, problems };
}

class ScenarioLoader {
  readonly #files: ScenarioFiles;
  readonly #overrides: readonly string[];
  readonly #name: string;
  readonly #open: OpenFile;
  readonly #problems: Problems;

  constructor(
    files: ScenarioFiles,
    overrides: readonly string[],
    of: { readonly name: string; readonly open: OpenFile },
    problems: Problems,
  ) {
    this.#files = files;
    this.#overrides = overrides;
    this.#name = of.name;
    this.#open = of.open;
    this.#problems = problems;
  }

  load(): Scenario | undefined {
    const problems = this.#problems;
    const root = findRoot(this.#files, this.#name, problems);
    if (root === undefined) return undefined;
    const main = root.files.get(root.main) ?? this.#files.get(root.main)!;
    const raw = readJson(root.main, wholeFile(main, this.#open, LIMITS.jsonBytes + 1), problems);
    if (raw === undefined) return undefined;
    const current = upgradeScenario(root.main, raw, problems);
    if (current === undefined) return undefined;
    if (current.kind === 'network') return this.#network(current, root);
    if (current.kind === 'hub') return this.#hub(current, root);
    let written: JsonObject = current;
    for (const override of this.#overrides) {
      const changed = applyOverride(written, override, problems, OPTIONAL_OBJECTS);
      if (isJsonObject(changed)) written = changed;
    }
    switch (written.kind) {
      case 'flow':
        return this.#flow(written, root.main);
      default:
        problems.error(
          'choice',
          root.main,
          { path: 'kind' },
          {
            found: describeFound(written.kind),
            allowed: '"flow", "network" or "hub"',
            hint: written.kind === 'experiment' ? 'an experiment is run, not opened as a scenario' : '',
          },
        );
        return undefined;
    }
  }

  #network(written: JsonObject, { main, files }: ScenarioRoot): Scenario | undefined {
    const loaded = loadNetwork(
      { written, file: main, files, open: this.#open },
      this.#overrides,
      this.#problems,
    );
    return loaded && { kind: 'network', id: this.#name, ...loaded };
  }

  #hub(written: JsonObject, { main, files }: ScenarioRoot): Scenario | undefined {
    const loaded = loadHub({ written, file: main, files, open: this.#open }, this.#overrides, this.#problems);
    return loaded && { kind: 'hub', id: this.#name, ...loaded };
  }

  #flow(written: JsonObject, file: string): Scenario | undefined {
    const flow = parseWith(flowSchema, written, file, this.#problems);
    if (flow === undefined) return undefined;
    if (parseInstant(flow.starts_at) === undefined) {
      this.#problems.error(
        'type',
        file,
        { path: 'starts_at' },
        {
          found: describeFound(flow.starts_at),
          allowed:
            'an instant of the years 1970 to 2199 in ISO 8601 with its offset, as in 2026-01-05T00:00:00+08:00',
        },
      );
    }
    checkFlow(flow, file, this.#problems);
    // An exercise asks about the flow; it is no part of what runs, and a better hint is not another scenario.
    const { $schema: _, lab: _lab, ...content } = flow;
    return { kind: 'flow', id: this.#name, hash: scenarioHash(content), flow };
  }
}
