import type { Scenario } from '../scenario/scenario.ts';
import { FlowRun } from './flow/flow-run.ts';
import { NetworkRun } from './network/network-run.ts';
import type { ModelRun, RunOptions } from './run.ts';

/** Builds one replication of a scenario, ready to advance. */
export function openRun(scenario: Scenario, options: RunOptions): ModelRun {
  return scenario.kind === 'flow'
    ? new FlowRun(scenario.flow, options)
    : new NetworkRun(scenario.network, options);
}
