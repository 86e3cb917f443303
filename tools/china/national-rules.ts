import { WINDOWS } from './departure-wait.ts';
import type { Services, Sizing } from './lane-service.ts';
import { RULES, type Rules } from './sizing-rules.ts';

/** Rules that only a national carrier has. */
export interface NationalRules extends Rules {
  readonly hubs: { readonly count: number; readonly regional: string; readonly meaning: string };
  readonly stations: { readonly meaning: string };
  readonly waves: { readonly meaning: string };
  readonly sorting_cost: SortingCostRule;
}

/** What a hub's people and machines cost, and for how long they are paid. */
interface SortingCostRule {
  readonly wage_per_h: number;
  readonly paid_hours: number;
  readonly sorter_per_day: number;
  readonly least_sorter: number;
  readonly meaning: string;
}

/** Provinces whose capital has the hub that collects from its neighbors, by code. Assumption. */
export const NATIONAL_REGIONAL: readonly string[] = ['11', '21', '33', '37', '41', '42', '44', '51', '61'];

/** A national carrier's departures go by cost and time, not by fill. */
const { second_departure_fill: _byFill, ...SHARED_RULES } = RULES;

/** The rules of a carrier of ZTO's shape. */
export const NATIONAL_RULES: NationalRules = {
  ...SHARED_RULES,
  hubs: {
    count: 99,
    regional: 'Beijing, Shenyang, Hangzhou, Jinan, Zhengzhou, Wuhan, Guangzhou, Chengdu, Xi’an',
    meaning:
      'as many as ZTO had in 2023 (growthinvesting.net): one at every province’s capital, then one at a time in the prefecture whose volume (half its share of parcels sent, half its share of people) times its distance to the nearest hub so far is the largest',
  },
  regional_hubs: {
    meaning:
      'every hub is joined to the regional hub nearest to it, regional hubs to one another; other pairs of hubs have a lane only by the next two rules',
  },
  stations: {
    meaning: 'a station is served by the hub nearest to it as the crow flies, of its province or not',
  },
  direct_lane_fill: {
    value: 0.55,
    meaning:
      "a lane from hub to hub exists where the day's flow between the two hubs' zones fills this share of direct_lane_vehicle; so does one from a hub to a regional hub that is not its own, and one back, for the day's flow to or from all hubs of that region that have no direct lane",
  },
  direct_lane_vehicle: {
    value: 'trailer-17.5',
    meaning:
      'smallest vehicle that a further lane between hubs is opened for; with the share above it gives a carrier of 93 million parcels a day about 3,900 lanes',
  },
  planned_fill: {
    value: 0.9,
    meaning:
      "largest expected share of capacity in parcels: between hubs of a day's, for there what one departure leaves the next may take; elsewhere of each departure's",
  },
  value_of_time: {
    value: 0.05,
    meaning:
      "assumption: yuan that an hour of a parcel's time is worth; each lane has the type of vehicle and the number of departures a day for which the cost of the day's vehicles and this times the flow times the mean wait, half of the time between two departures, are the least: at most 12 departures a day between hubs, 6 to and from stations, 3 to villages, more vehicles together where that does not carry the flow; between hubs there is room for the fullest departure only where that costs less than the time of what it would leave for the next; the three steps to a village are decided together, leave equally often, and the second and third when what the step before brings is sorted, counting 1 h for that and 15 % for a slow trip",
  },
  timetable: {
    even_loads_h: 12,
    meaning:
      "each lane leaves at the half hours at which its expected parcels wait least, counting 1.5 h for a hub, 1 h for a station and 0.75 h for a relay facility after arrival, or after somebody comes on duty, and before a station the wait for its next delivery wave; loads so uneven that the day's room would be needed once more count as so many hours of mean wait as that room costs by value_of_time, at most even_loads_h",
    windows_h: {
      'station to hub': [10, 24],
      'hub to station': [0, 24],
      'station to county center': [7, 14],
    },
  },
  truck_unload_h: { ...RULES.truck_unload_h, value: 2.5 },
  sorting_center: { ...RULES.sorting_center, from_parcels_per_day: 60_000 },
  waves: {
    meaning:
      'couriers collect and deliver in 3 waves a day up to 300,000 parcels a day, in 4 up to 3 million, in 6 above',
  },
  sorting_cost: {
    wage_per_h: 25,
    paid_hours: 7.5,
    sorter_per_day: 3300,
    least_sorter: 0.25,
    meaning:
      'cost of a visit of a hub: its unloaders, loaders and one person at each infeed, of a full shift, are paid so many hours a day; a sorter of 12,000 parcels an hour costs sorter_per_day (20 million yuan for 20,000 an hour over ten years, ecns.cn on Yunda 2016), in the share that the busiest hour needs of it at nameplate, at least least_sorter; all hubs together over all visits',
  },
};

/** What may run for a national carrier. */
const NATIONAL_SERVICES: Services = {
  linehaul: {
    vehicles: ['box-4.2', 'box-7.6', 'box-9.6', 'trailer-high'],
    sizedFor: 'day',
    atMost: 12,
  },
  'to-hub': {
    vehicles: ['van', 'box-4.2', 'box-7.6', 'box-9.6', 'trailer-17.5'],
    atMost: 6,
  },
  'to-station': {
    vehicles: ['van', 'box-4.2', 'box-7.6', 'box-9.6', 'trailer-17.5'],
    atMost: 6,
  },
  'to-county': { vehicles: ['van', 'box-4.2', 'box-7.6', 'box-9.6'], atMost: 3 },
  'to-township': { vehicles: ['van', 'box-4.2', 'box-7.6', 'box-9.6'], atMost: 3 },
  'to-village': { vehicles: ['van', 'box-4.2', 'box-7.6'], atMost: 3 },
};

/** How a carrier with hubs of its own choice is sized. */
export interface NationalSizing extends Sizing {
  readonly rules: NationalRules;
}

/** How a national carrier is sized. */
export const NATIONAL_SIZING: NationalSizing = {
  rules: NATIONAL_RULES,
  services: NATIONAL_SERVICES,
  windows: { ...WINDOWS, 'to-hub': [10, 24], 'to-station': [0, 24], 'to-county': [7, 14] },
  settleRounds: 4,
  timetableRounds: 2,
  relaysConnect: true,
};
