import type { FlowScenario } from './flow-schema.ts';
import type { NetworkSettings } from './network-schema.ts';
import type { Scenario } from './scenario.ts';

/** What every kind of scenario says of itself and its runs: title, start, seed, replications, confidence. */
export function settingsOf(scenario: Scenario): FlowScenario | NetworkSettings {
  return scenario.kind === 'flow' ? scenario.flow : scenario.network.settings;
}
