import type { Scenario } from '../scenario/scenario.ts';
import { FlowRun } from './flow/flow-run.ts';
import { NetworkRun } from './network/network-run.ts';
import type { ModelRun, RunOptions } from './run.ts';
import { HubRun } from './sorting/hub-run.ts';

/** Builds one replication of a scenario, ready to advance. */
export function openRun(scenario: Scenario, options: RunOptions): ModelRun {
  switch (scenario.kind) {
    case 'flow':
      return new FlowRun(scenario.flow, options);
    case 'hub':
      return new HubRun(scenario.hub, options);
    case 'network':
      return new NetworkRun(scenario.network, options);
  }
}
