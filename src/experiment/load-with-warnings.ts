import { checkFlowLoad } from '../model/check/check-flow.ts';
import { checkHubLoad } from '../model/check/check-hub-load.ts';
import { checkNetwork } from '../model/check/check-network.ts';
import type { OpenFile } from '../scenario/byte-source.ts';
import { type LoadedScenario, loadScenario } from '../scenario/load-scenario.ts';
import type { Problem } from '../scenario/problem.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { ScenarioFiles } from '../scenario/scenario-files.ts';

/**
 * Loads a scenario and adds what only the model can see: warnings, which forbid nothing.
 * @param open opens those of the files that are not held
 */
export function loadWithWarnings(
  files: ScenarioFiles,
  overrides: readonly string[],
  name: string,
  open?: OpenFile,
): LoadedScenario {
  const loaded = loadScenario(files, overrides, name, open);
  const { scenario, problems } = loaded;
  if (scenario === undefined) return loaded;
  for (const warning of warningsOf(scenario)) problems.add(warning);
  return loaded;
}

function warningsOf(scenario: Scenario): readonly Problem[] {
  switch (scenario.kind) {
    case 'flow':
      return checkFlowLoad(scenario.flow);
    case 'network':
      return checkNetwork(scenario.network);
    case 'hub':
      return checkHubLoad(scenario.hub);
  }
}
