import type { Scenario } from '../scenario/scenario.ts';
import type { Response } from './response.ts';

/**
 * The figures that a scenario is mostly run for: transit time of a network, gate to chute of a hub, time in system of
 * each sink of a flow.
 */
export function mainResponses(scenario: Scenario): Response[] {
  if (scenario.kind === 'network') return [{ kpi: 'transit_time', place: '', class: '', better: 'lower' }];
  if (scenario.kind === 'hub') return [{ kpi: 'gate_to_chute', place: '', class: '', better: 'lower' }];
  return Object.entries(scenario.flow.blocks).flatMap(([place, { type }]) =>
    type === 'sink' ? [{ kpi: 'time_in_system', place, class: '', better: 'lower' as const }] : [],
  );
}
