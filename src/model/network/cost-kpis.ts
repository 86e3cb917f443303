import type { KpiValue } from '../run.ts';
import type { CompiledNetwork } from './compile-network.ts';
import { figure, ratio } from './figure.ts';
import { LANE_CLASSES } from './lane-class.ts';
import { ACCOUNTS, isUnborne, MICRO } from './ledger.ts';

/**
 * Costs per parcel: what the cohort's parcels bear, whenever it is booked; what nobody bears is taken from the measured
 * days. Costs until the end of the run would be of other hours in each alternative: when a run ends is chance.
 */
export function costKpis({ context }: CompiledNetwork): KpiValue[] {
  const { totals, ledger, network } = context;
  const unit = `${network.settings.currency}/parcel`;
  const { created } = totals.cohort;
  const borne = (micro: number) => ratio(micro / MICRO, created);
  const unborne = (micro: number) => ratio(micro / MICRO, totals.createdMeasured);
  const kpis: KpiValue[] = [];
  let perParcel = 0;
  for (const account of ACCOUNTS) {
    const cost = isUnborne(account) ? unborne(ledger.measured(account)) : borne(ledger.ofCohort(account));
    perParcel += cost;
    kpis.push(figure(`cost_${account}`, unit, cost));
  }
  kpis.push(figure('cost_total', unit, perParcel));
  const sorting = ledger.ofCohort('hub_sort') + ledger.ofCohort('station_sort');
  kpis.push(figure('cost_sorting', unit, borne(sorting)));
  const empty = (laneClass?: number) =>
    ledger.measured('overhead', laneClass) + ledger.measured('repositioning', laneClass);
  kpis.push(figure('cost_transport', unit, borne(ledger.ofCohort('linehaul')) + unborne(empty())));
  LANE_CLASSES.forEach((name, laneClass) => {
    const hauled = borne(ledger.hauledOfCohort(laneClass));
    kpis.push(
      figure('cost_linehaul', unit, hauled, name),
      figure('cost_transport', unit, hauled + unborne(empty(laneClass)), name),
    );
  });
  return kpis;
}
