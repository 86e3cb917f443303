import type { FlowScenario } from './flow-schema.ts';
import type { HubSettings } from './hub/hub-schema.ts';
import type { NetworkSettings } from './network/network-schema.ts';
import type { Scenario } from './scenario.ts';

/** What every kind of scenario says of itself and its runs: title, start, seed, replications, confidence. */
export function settingsOf(scenario: Scenario): FlowScenario | NetworkSettings | HubSettings {
  switch (scenario.kind) {
    case 'flow':
      return scenario.flow;
    case 'network':
      return scenario.network.settings;
    case 'hub':
      return scenario.hub.settings;
  }
}
