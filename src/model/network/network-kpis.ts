import { HOUR } from '../../engine/clock.ts';
import { QuantileSketch } from '../../engine/stats/quantile-sketch.ts';
import { Tally } from '../../engine/stats/tally.ts';
import { routingKpis } from '../control/routing-kpis.ts';
import { LOAD_SCALE } from '../linehaul/lane-books.ts';
import { linehaulKpis } from '../linehaul/linehaul-kpis.ts';
import type { KpiValue } from '../run.ts';
import { carbonKpis } from './carbon-kpis.ts';
import type { CohortStats } from './cohort-stats.ts';
import type { CompiledNetwork } from './compile-network.ts';
import { costKpis, unitCostKpis } from './cost-kpis.ts';
import { figure, ratio } from './figure.ts';
import { LATE_CAUSES } from './late-cause.ts';
import { MICRO } from './ledger.ts';

/** The figures of one replication: service and cost over the cohort, operations over everything after the warm-up. */
export function networkKpis(compiled: CompiledNetwork): KpiValue[] {
  const { context, facilities, docks } = compiled;
  const { totals, network } = context;
  const { currency } = network.settings;
  const kpis: KpiValue[] = [
    ...cohortKpis('', totals.cohort, currency),
    ...cohortKpis('door', totals.byAddress.door, currency),
    ...cohortKpis('village', totals.byAddress.village, currency),
  ];
  network.settings.demand.classes.forEach(({ code }, index) => {
    kpis.push(...cohortKpis(code, totals.byClass[index], currency));
  });
  kpis.push(...costKpis(compiled));
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
  for (const dock of docks) {
    const lane = network.lanes[dock.lane];
    load.merge(dock.books.load);
    trips += dock.books.trips;
    rolled += dock.books.rolled;
    km += dock.books.trips * lane.distanceKm * lane.vehiclesPerDeparture;
  }
  for (const empty of context.fleet?.empty ?? []) km += empty.km;
  kpis.push(
    figure('trips', 'trips', trips),
    {
      ...figure('load_factor', '', load.mean / LOAD_SCALE),
      observations: { tally: load.state, scale: LOAD_SCALE },
    },
    figure('rolled', 'parcels', rolled),
    figure('vehicle_distance', 'km', km),
    ...carbonKpis(compiled),
    ...linehaulKpis(context, docks),
    ...unitCostKpis(compiled),
    ...serviceKpis(compiled),
    ...routingKpis(compiled),
  );
  // Returns belong to no cohort: their figure is how many were handed in, in the whole run.
  if (compiled.returns !== null) kpis.push(figure('returns_handed_in', 'parcels', compiled.returns.handedIn));
  return kpis;
}

function cohortKpis(klass: string, group: CohortStats, currency: string): KpiValue[] {
  const { open } = group;
  const kpis: KpiValue[] = [
    figure('parcels', 'parcels', group.created),
    {
      ...figure('transit_time', 'h', group.transit.mean / HOUR),
      observations: { tally: group.transit.state, sketch: group.transitSketch.toState(), scale: HOUR },
    },
    figure('service_level', '', group.onTime / group.created),
    figure('within_72h', '', group.within72h / group.created),
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

/** Lateness by cause over the cohort, and what becomes of cold parcels and returns where there are any. */
function serviceKpis({ context }: CompiledNetwork): KpiValue[] {
  const { totals, lateness, network } = context;
  const { created, onTime } = totals.cohort;
  const { cold, returns } = network.settings.demand;
  const kpis: KpiValue[] = [
    figure('late_share', '', ratio(created - onTime, created)),
    ...LATE_CAUSES.map((cause) =>
      figure('late_share', '', ratio(lateness.groups.byCause(cause), created), cause),
    ),
  ];
  if (cold !== undefined)
    kpis.push(figure('cold_spoiled_share', '', ratio(totals.cold - totals.coldInTime, totals.cold)));
  if (returns !== undefined) {
    kpis.push(
      figure('returns_sent', 'parcels', totals.returnsSent),
      figure('returns_delivered', 'parcels', totals.returnsDelivered),
    );
  }
  return kpis;
}
