import type { KpiValue } from '../run.ts';
import type { CompiledNetwork } from './compile-network.ts';
import { figure, ratio } from './figure.ts';
import { LANE_CLASSES } from './lane-class.ts';
import { ACCOUNTS, isUnborne, MICRO } from './ledger.ts';
import type { NetworkContext } from './network-context.ts';

/**
 * Costs per parcel by account: what the cohort's parcels bear, whenever it is booked; what none of them bears is taken from the
 * measured days (returns are never of the cohort). Costs until the end of the run would be of other hours in each alternative: when a run ends is chance.
 */
export function costKpis({ context }: CompiledNetwork): KpiValue[] {
  const { ledger } = context;
  const per = new PerParcel(context);
  const kpis: KpiValue[] = [];
  let perParcel = 0;
  for (const account of ACCOUNTS) {
    const cost =
      isUnborne(account) || account === 'return'
        ? per.unborne(ledger.measured(account))
        : per.borne(ledger.ofCohort(account));
    perParcel += cost;
    kpis.push(figure(`cost_${account}`, per.unit, cost));
  }
  kpis.push(figure('cost_total', per.unit, perParcel));
  return kpis;
}

/**
 * The same by activity, as carriers report them: sorting at hubs and stations; transport on all lanes with what is run
 * empty; and per class of lanes what parcels bear (`cost_linehaul`), and with what is run empty (`cost_transport`).
 */
export function unitCostKpis({ context }: CompiledNetwork): KpiValue[] {
  const { ledger } = context;
  const per = new PerParcel(context);
  const sorting = ledger.ofCohort('hub_sort') + ledger.ofCohort('station_sort');
  const empty = (laneClass?: number) =>
    per.unborne(ledger.measured('overhead', laneClass) + ledger.measured('repositioning', laneClass));
  const kpis = [
    figure('cost_sorting', per.unit, per.borne(sorting)),
    figure('cost_transport', per.unit, per.borne(ledger.ofCohort('linehaul')) + empty()),
  ];
  LANE_CLASSES.forEach((name, laneClass) => {
    const hauled = per.borne(ledger.hauledOfCohort(laneClass));
    kpis.push(
      figure('cost_linehaul', per.unit, hauled, name),
      figure('cost_transport', per.unit, hauled + empty(laneClass), name),
    );
  });
  return kpis;
}

/** Amounts over the parcels that they belong to. */
class PerParcel {
  readonly unit: string;
  readonly #context: NetworkContext;

  constructor(context: NetworkContext) {
    this.unit = `${context.network.settings.currency}/parcel`;
    this.#context = context;
  }

  /** @param micro borne by the cohort's parcels */
  borne(micro: number): number {
    return ratio(micro / MICRO, this.#context.totals.cohort.created);
  }

  /** @param micro of the measured days, borne by none of the cohort */
  unborne(micro: number): number {
    return ratio(micro / MICRO, this.#context.totals.createdMeasured);
  }
}
