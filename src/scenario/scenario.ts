import type { FlowScenario } from './flow-schema.ts';
import type { HubScenario } from './hub/hub-scenario.ts';
import type { NetworkScenario } from './network/network-scenario.ts';

interface ScenarioIdentity {
  /** Id of the folder or file it came from, for titles and file names. */
  readonly id: string;
  /** 32 hex digits over canonical content after defaults and overrides, whatever format it came in. */
  readonly hash: string;
}

export interface LoadedFlow extends ScenarioIdentity {
  readonly kind: 'flow';
  readonly flow: FlowScenario;
}

export interface LoadedNetwork extends ScenarioIdentity {
  readonly kind: 'network';
  readonly network: NetworkScenario;
}

export interface LoadedHub extends ScenarioIdentity {
  readonly kind: 'hub';
  readonly hub: HubScenario;
}

/** A valid scenario with defaults filled in. */
export type Scenario = LoadedFlow | LoadedNetwork | LoadedHub;
