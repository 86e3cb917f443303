import type { Carrier } from './build-carrier.ts';
import type { LaneClass } from './lane-skeleton.ts';
import type { NationalRules } from './national-rules.ts';
import { NATIONAL_VEHICLES } from './vehicles.ts';

const SORTER_PER_HOUR = 12_000;

/** A class of lanes on an expected day. */
export interface ClassDay {
  readonly lanes: number;
  readonly departures: number;
  readonly parcels: number;
  readonly vehicles: number;
  /** Room for parcels in what departs. */
  readonly room: number;
  readonly vehicleKm: number;
  readonly cost: number;
}

/** What the lanes of a class do on an expected day. */
export function classDay({ lanes }: Carrier, laneClass: LaneClass): ClassDay {
  const day = { lanes: 0, departures: 0, parcels: 0, vehicles: 0, room: 0, vehicleKm: 0, cost: 0 };
  for (const lane of lanes) {
    if (lane.laneClass !== laneClass) continue;
    const type = NATIONAL_VEHICLES.find(({ code }) => code === lane.vehicle)!;
    const departures = (lane.departures.length * lane.weekdays.length) / 7;
    const vehicles = lane.vehicles * departures;
    day.lanes++;
    day.departures += departures;
    day.parcels += lane.flowPerDay;
    day.vehicles += vehicles;
    day.room += vehicles * type.parcels;
    day.vehicleKm += vehicles * lane.distanceKm;
    day.cost += vehicles * (type.cost_per_trip + type.cost_per_km * lane.distanceKm);
  }
  return day;
}

/** Cost of one visit of a hub by the rule, over all hubs. */
export function hubCostPerVisit(carrier: Carrier, rules: NationalRules): number {
  const { wage_per_h, paid_hours, sorter_per_day, least_sorter } = rules.sorting_cost;
  const { share, hours, factor } = rules.hub_peak;
  let [cost, visits] = [0, 0];
  carrier.facilities.forEach((hub, index) => {
    if (hub.kind !== 'hub') return;
    const perDay = carrier.lanes.reduce(
      (sum, { to, flowPerDay }) => sum + (to === index ? flowPerDay : 0),
      0,
    );
    const needed = (((perDay * share) / hours) * factor) / (SORTER_PER_HOUR * rules.nameplate.value);
    const isByHand = rules.sorting_center.by_hand_per_hour !== undefined;
    const people = hub.unloadWorkers + hub.loadWorkers + (isByHand ? hub.sorters : hub.infeeds);
    cost += people * paid_hours * wage_per_h;
    if (!isByHand) cost += Math.max(least_sorter, needed) * sorter_per_day;
    visits += perDay;
  });
  return cost / visits;
}
