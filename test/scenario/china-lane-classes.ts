import type { NetworkLane, NetworkScenario } from '../../src/scenario/network/network-scenario.ts';

/** Whether a lane joins two hubs, a hub and a station, or leads to a village. */
export function laneClassOf(
  { facilities }: NetworkScenario,
  { from, to }: NetworkLane,
): 'linehaul' | 'feeder' | 'rural' {
  const kinds = [facilities[from].kind, facilities[to].kind];
  if (kinds.every((kind) => kind === 'hub')) return 'linehaul';
  return kinds.includes('hub') ? 'feeder' : 'rural';
}
