import { HOUR } from '../../engine/clock.ts';
import { QuantileSketch } from '../../engine/stats/quantile-sketch.ts';
import { Tally } from '../../engine/stats/tally.ts';
import { LOAD_SCALE } from '../linehaul/dock.ts';
import type { KpiValue } from '../run.ts';
import type { CompiledNetwork } from './compile-network.ts';
import { ACCOUNTS, MICRO } from './ledger.ts';
import type { CohortStats } from './network-totals.ts';

/** The figures of one replication: service and cost over the cohort, operations over everything after the warm-up. */
export function networkKpis(compiled: CompiledNetwork): KpiValue[] {
  const { context, facilities, docks } = compiled;
  const { totals, ledger, network } = context;
  const { currency } = network.settings;
  const kpis: KpiValue[] = [
    ...cohortKpis('', totals.cohort, currency),
    ...cohortKpis('door', totals.byAddress.door, currency),
    ...cohortKpis('village', totals.byAddress.village, currency),
  ];
  // What the cohort's parcels bear, whenever it is booked; what nobody bears is taken from the measured days. Costs until
  // the end of the run would be of other hours in each alternative: when a run ends is chance.
  let perParcel = 0;
  for (const account of ACCOUNTS) {
    const cost =
      account === 'overhead'
        ? ratio(ledger.overheadMeasured / MICRO, totals.createdMeasured)
        : ratio(ledger.ofCohort(account) / MICRO, totals.cohort.created);
    perParcel += cost;
    kpis.push(figure(`cost_${account}`, `${currency}/parcel`, cost));
  }
  kpis.push(figure('cost_total', `${currency}/parcel`, perParcel));
  const hubDwell = new Tally();
  const hubDwellSketch = new QuantileSketch();
  for (const { state, index } of facilities) {
    if (network.facilities[index].kind !== 'hub') continue;
    hubDwell.merge(state.dwell);
    hubDwellSketch.merge(state.dwellSketch);
  }
  kpis.push({
    ...figure('hub_dwell', 'h', hubDwell.mean / HOUR),
    observations: { tally: hubDwell.state, sketch: hubDwellSketch.toState(), scale: HOUR },
  });
  let busy = 0;
  let available = 0;
  for (const { depot } of facilities) {
    busy += depot?.courierTime.busy(context.sim.now[0]) ?? 0;
    available += depot?.courierTime.available(context.sim.now[0]) ?? 0;
  }
  kpis.push(figure('courier_utilization', '', ratio(busy, available)));
  const load = new Tally();
  let trips = 0;
  let rolled = 0;
  let km = 0;
  let co2eKg = 0;
  for (const dock of docks) {
    const lane = network.lanes[dock.lane];
    const laneKm = dock.trips * lane.distanceKm * lane.vehiclesPerDeparture;
    load.merge(dock.load);
    trips += dock.trips;
    rolled += dock.rolled;
    km += laneKm;
    co2eKg += (laneKm * network.settings.vehicles[lane.vehicle].co2e_g_per_km) / 1000;
  }
  kpis.push(
    figure('trips', 'trips', trips),
    {
      ...figure('load_factor', '', load.mean / LOAD_SCALE),
      observations: { tally: load.state, scale: LOAD_SCALE },
    },
    figure('rolled', 'parcels', rolled),
    figure('vehicle_distance', 'km', km),
    figure('co2e', 'kg', co2eKg),
    figure('stranded', 'parcels', totals.stranded),
  );
  // Returns belong to no cohort: their figure is how many were handed in, in the whole run.
  if (compiled.returns !== null) kpis.push(figure('returns_handed_in', 'parcels', compiled.returns.handedIn));
  return kpis;
}

function cohortKpis(klass: string, group: CohortStats, currency: string): KpiValue[] {
  const open = group.created - group.delivered - group.returned;
  const kpis: KpiValue[] = [
    figure('parcels', 'parcels', group.created),
    {
      ...figure('transit_time', 'h', group.transit.mean / HOUR),
      observations: { tally: group.transit.state, sketch: group.transitSketch.toState(), scale: HOUR },
    },
    figure('service_level', '', group.onTime / group.created),
    figure('delivered_share', '', group.delivered / group.created),
    figure('returned_share', '', group.returned / group.created),
    figure('unfinished', 'parcels', open),
    figure('rolled_share', '', group.rolledParcels / (group.created - open)),
    {
      ...figure('cost', `${currency}/parcel`, group.cost.mean / MICRO),
      observations: { tally: group.cost.state, scale: MICRO },
    },
  ];
  if (klass !== 'village')
    kpis.push(figure('first_attempt_failed_share', '', group.firstAttemptFailed / group.attempted));
  return kpis.map((kpi) => ({ ...kpi, class: klass }));
}

/** A quotient; NaN over nothing: what was spent on no parcel is no cost per parcel. */
function ratio(dividend: number, divisor: number): number {
  return divisor === 0 ? Number.NaN : dividend / divisor;
}

function figure(kpi: string, unit: string, value: number): KpiValue {
  return { kpi, place: '', class: '', unit, value };
}
