import { checkFlowLoad } from '../model/check/check-flow.ts';
import { checkNetwork } from '../model/check/check-network.ts';
import { type LoadedScenario, loadScenario } from '../scenario/load-scenario.ts';
import type { ScenarioFiles } from '../scenario/scenario-files.ts';

/** Loads a scenario and adds what only the model can see: warnings, which forbid nothing. */
export function loadWithWarnings(
  files: ScenarioFiles,
  overrides: readonly string[],
  name: string,
): LoadedScenario {
  const loaded = loadScenario(files, overrides, name);
  const { scenario, problems } = loaded;
  if (scenario === undefined) return loaded;
  const warnings = scenario.kind === 'flow' ? checkFlowLoad(scenario.flow) : checkNetwork(scenario.network);
  for (const warning of warnings) problems.add(warning);
  return loaded;
}
