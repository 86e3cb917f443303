import type { Services } from './lane-service.ts';
import { RULES, type Rules } from './sizing-rules.ts';

/** Rules that only a national carrier has. */
interface NationalRules extends Rules {
  readonly hubs: { readonly count: number; readonly regional: string; readonly meaning: string };
  readonly stations: { readonly meaning: string };
  readonly waves: { readonly meaning: string };
  readonly sorting_cost: SortingCostRule;
}

/** What a hub's people and machines cost, and for how long they are paid. */
export interface SortingCostRule {
  readonly wage_per_h: number;
  readonly paid_hours: number;
  readonly sorter_per_day: number;
  readonly least_sorter: number;
  readonly meaning: string;
}

/** Provinces whose capital has the hub that collects from its neighbors, by code. Assumption. */
export const NATIONAL_REGIONAL: readonly string[] = ['11', '21', '33', '37', '41', '42', '44', '51', '61'];

/** The rules of a carrier of ZTO's shape. */
export const NATIONAL_RULES: NationalRules = {
  ...RULES,
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
    value: 0.6,
    meaning:
      "a lane from hub to hub exists where the day's flow between the two hubs' zones fills this share of direct_lane_vehicle; so does one from a hub to a regional hub that is not its own, and one back, for the day's flow to or from all hubs of that region that have no direct lane",
  },
  direct_lane_vehicle: {
    value: 'box-9.6',
    meaning: 'smallest vehicle that a further lane between hubs is opened for',
  },
  second_departure_fill: {
    value: 0.6,
    meaning:
      'a lane departs once a day for each time its flow fills this share of a vehicle, within bounds: box-9.6 between hubs, at most 6 times; box-4.2 between hub and station, at most 4 times; van on the way to villages, at most 3 times',
  },
  sorting_center: { ...RULES.sorting_center, from_parcels_per_day: 60_000 },
  waves: {
    meaning:
      'couriers collect and deliver in 3 waves a day up to 300,000 parcels a day, in 4 up to 3 million, in 6 above',
  },
  sorting_cost: {
    wage_per_h: 25,
    paid_hours: 10,
    sorter_per_day: 3300,
    least_sorter: 0.25,
    meaning:
      'cost of a visit of a hub: its unloaders, loaders and one person at each infeed, of a full shift, are paid so many hours a day; a sorter of 12,000 parcels an hour costs sorter_per_day (20 million yuan for 20,000 an hour over ten years, ecns.cn on Yunda 2016), in the share that the busiest hour needs of it at nameplate, at least least_sorter; all hubs together over all visits',
  },
};

/** What may run for a national carrier. */
export const NATIONAL_SERVICES: Services = {
  linehaul: { vehicles: ['box-4.2', 'box-7.6', 'box-9.6', 'trailer-17.5'], again: 'box-9.6', atMost: 6 },
  'to-hub': {
    vehicles: ['van', 'box-4.2', 'box-7.6', 'box-9.6', 'trailer-17.5'],
    again: 'box-4.2',
    atMost: 4,
  },
  'to-station': {
    vehicles: ['van', 'box-4.2', 'box-7.6', 'box-9.6', 'trailer-17.5'],
    again: 'box-4.2',
    atMost: 4,
  },
  'to-county': { vehicles: ['van', 'box-4.2', 'box-7.6', 'box-9.6'], again: 'van', atMost: 3 },
  'to-township': { vehicles: ['van', 'box-4.2', 'box-7.6', 'box-9.6'], again: 'van', atMost: 3 },
  'to-village': { vehicles: ['van', 'box-4.2', 'box-7.6'], again: 'van', atMost: 2 },
};
