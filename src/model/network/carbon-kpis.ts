import type { KpiValue } from '../run.ts';
import { MODES } from './carbon.ts';
import type { CompiledNetwork } from './compile-network.ts';
import { figure, ratio } from './figure.ts';
import { LANE_CLASSES } from './lane-class.ts';

const MG_PER_KG = 1e6;
const MG_PER_G = 1000;

/**
 * Well-to-wheel emissions: kilograms over everything after the warm-up; grams per parcel as costs are, those that the
 * cohort's parcels bear and those of the measured days that nobody bears. Classes of lanes, couriers and empty runs sum to
 * the whole; modes sum to the classes of lanes.
 */
export function carbonKpis({ context }: CompiledNetwork): KpiValue[] {
  const { carbon, totals, network } = context;
  const { trips, repositioning } = carbon.lanes;
  const kg = (isCounted: (lane: number) => boolean) => {
    let mg = 0;
    for (let lane = 0; lane < trips.length; lane++)
      if (isCounted(lane)) mg += trips[lane] + repositioning[lane];
    return mg / MG_PER_KG;
  };
  const borne = (mg: number) => ratio(mg / MG_PER_G, totals.cohort.created);
  const empty = ratio(carbon.unborne.measuredTotal / MG_PER_G, totals.createdMeasured);
  const { byLaneClass, byMode, delivery } = carbon.cohort;
  const whole = borne(byLaneClass.reduce((sum, mg) => sum + mg, delivery)) + empty;
  const kpis: KpiValue[] = [
    figure('co2e', 'kg', kg(() => true) + carbon.delivery / MG_PER_KG),
    figure('co2e', 'kg', carbon.delivery / MG_PER_KG, 'delivery'),
    figure('co2e_per_parcel', 'g', whole),
    figure('co2e_per_parcel', 'g', borne(delivery), 'delivery'),
    figure('co2e_per_parcel', 'g', empty, 'empty'),
  ];
  LANE_CLASSES.forEach((name, laneClass) => {
    kpis.push(
      figure(
        'co2e',
        'kg',
        kg((lane) => carbon.laneClass[lane] === laneClass),
        name,
      ),
      figure('co2e_per_parcel', 'g', borne(byLaneClass[laneClass]), name),
    );
  });
  MODES.forEach((mode, index) => {
    if (!network.lanes.some((lane) => lane.mode === mode)) return;
    kpis.push(
      figure(
        'co2e',
        'kg',
        kg((lane) => network.lanes[lane].mode === mode),
        mode,
      ),
      figure('co2e_per_parcel', 'g', borne(byMode[index]), mode),
    );
  });
  return kpis;
}
