import type { CompiledNetwork } from '../network/compile-network.ts';
import type { KpiValue } from '../run.ts';
import { STUCK_CAUSES, stuckParcels } from './stuck-parcels.ts';

/** What routing did in one replication, from the end of the warm-up on, and what is stuck at its end. */
export function routingKpis(compiled: CompiledNetwork): KpiValue[] {
  const { context, recovery } = compiled;
  const { routing, network } = context;
  const causes = stuckParcels(compiled);
  const stuck = new Map<string, number>();
  for (const cause of causes.values()) stuck.set(cause, (stuck.get(cause) ?? 0) + 1);
  const figure = (kpi: string, unit: string, value: number, of: Partial<KpiValue> = {}): KpiValue => ({
    kpi,
    place: '',
    class: '',
    unit,
    value,
    ...of,
  });
  const kpis = [
    figure('stranded', 'parcels', causes.size),
    ...STUCK_CAUSES.map((cause) => figure('stranded', 'parcels', stuck.get(cause) ?? 0, { class: cause })),
    figure('diverted', 'parcels', routing.diverted),
    figure('rerouted', 'parcels', routing.rerouted),
    figure('held_by_embargo', 'parcels', routing.heldByEmbargo),
  ];
  if (network.settings.routing.bags !== undefined)
    kpis.push(
      figure('bags', 'bags', routing.bags!.bags),
      figure('passed_in_bags', 'parcels', routing.bags!.passed),
    );
  for (const { code, hours } of recovery?.recoveryH() ?? [])
    kpis.push(figure('recovery_time', 'h', hours, { place: code }));
  return kpis;
}
