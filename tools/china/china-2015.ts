import { holidaysOf } from './calendar.ts';
import type { Services } from './lane-service.ts';
import { NATIONAL_RULES, NATIONAL_SIZING, type NationalSizing } from './national-rules.ts';
import { nationalSettings } from './national-settings.ts';
import { grouped } from './settings.ts';
import { VEHICLES } from './vehicles.ts';

/** Read and thrown by a person in an hour. Assumption. */
const BY_HAND_PER_HOUR = 500;

const HUBS_2015 = 59;

const SERVICES_2015: Services = {
  linehaul: {
    vehicles: ['box-4.2', 'box-7.6', 'box-9.6', 'trailer-17.5'],
    sizedFor: 'day',
    atMost: 12,
  },
  'to-hub': { vehicles: ['van', 'box-4.2', 'box-7.6', 'box-9.6'], atMost: 4 },
  'to-station': { vehicles: ['van', 'box-4.2', 'box-7.6', 'box-9.6'], atMost: 4 },
  'to-county': { vehicles: ['van', 'box-4.2', 'box-7.6'], atMost: 1 },
  'to-township': { vehicles: ['van', 'box-4.2', 'box-7.6'], atMost: 1 },
  'to-village': { vehicles: ['van', 'box-4.2'], atMost: 1 },
};

/** How a carrier of YTO's shape in 2015 is sized. */
export const SIZING_2015: NationalSizing = {
  ...NATIONAL_SIZING,
  services: SERVICES_2015,
  rules: {
    ...NATIONAL_RULES,
    hubs: {
      ...NATIONAL_RULES.hubs,
      count: HUBS_2015,
      meaning: NATIONAL_RULES.hubs.meaning.replace(
        'as many as ZTO had in 2023 (growthinvesting.net)',
        'as many transit centers as YTO had in 2014 (China Daily, 9 April 2014)',
      ),
    },
    value_of_time: {
      ...NATIONAL_RULES.value_of_time!,
      meaning: NATIONAL_RULES.value_of_time!.meaning.replace(
        '6 to and from stations, 3 to villages',
        '4 to and from stations, 1 to villages',
      ),
    },
    waves: { meaning: 'couriers collect and deliver in 2 waves a day: assumption' },
    village_daily_from: { ...NATIONAL_RULES.village_daily_from, value: 400 },
    sorting_center: {
      ...NATIONAL_RULES.sorting_center,
      from_parcels_per_day: 5000,
      by_hand_per_hour: BY_HAND_PER_HOUR,
      meaning: `${NATIONAL_RULES.sorting_center.meaning}; parcels are sorted by hand, by_hand_per_hour each`,
    },
    courier_parcels_per_day: {
      value: 120,
      meaning:
        'parcels a courier delivers in a day: assumption, before lockers and dense routes; the nameplate share applies, second attempts are added',
    },
    rural_share: {
      ...NATIONAL_RULES.rural_share,
      value: 0.22,
      meaning: `assumption: ${NATIONAL_RULES.rural_share.meaning}`,
    },
    seller_weight: {
      east: 0.82,
      central: 0.11,
      west: 0.07,
      meaning: `assumption, from memory of 2015: ${NATIONAL_RULES.seller_weight.meaning}`,
    },
    sorting_cost: {
      wage_per_h: 16,
      paid_hours: 7.5,
      sorter_per_day: 0,
      least_sorter: 0,
      meaning:
        'cost of a visit of a hub: its unloaders, sorters and loaders of a full shift are paid so many hours a day at wages of the time: assumption; all hubs together over all visits',
    },
  },
};

/** `scenario.json` of the carrier of 2015. @param hubSortCost yuan a visit of a hub */
export function settings2015(parcelsPerDay: number, hubSortCost: number) {
  const base = nationalSettings(parcelsPerDay, hubSortCost);
  const { classes: _classes, fragile: _fragile, cold: _cold, returns: _returns, ...demand } = base.demand;
  return {
    ...base,
    title: `China in 2015: ${HUBS_2015} hubs, ${grouped(parcelsPerDay)} parcels a day`,
    description: `A parcel carrier of YTO's shape in 2015, at a scale of ${(parcelsPerDay / 9_000_000).toFixed(3)} (YTO had 3.3 billion parcels that year, 9 million a day), to be compared with china-national: parcels are sorted by hand and one in twenty is sorted wrong, a lane to a village runs on fewer days, no bus takes parcels along, couriers deliver fewer. The network is sized for the volume that it carries here.`,
    starts_at: '2015-05-18T00:00:00+08:00',
    run: { ...base.run, warm_up_days: 4, cap_days: 7, seed: 2015 },
    demand: {
      ...demand,
      holidays: holidaysOf(2015),
      source: `${demand.source.replace(/^.*split by census population/, 'Shares by region: assumption (from memory of 2015), split by census population of 2020')}`,
    },
    pickup: { ...base.pickup, waves_h: [12, 16.5], source: 'assumption' },
    handling: {
      ...base.handling,
      station_sort: { rate_per_hour: 500, cv: 0.5, source: 'assumption: by hand from the floor' },
      hub_induct: {
        rate_per_hour: 1400,
        cv: 0.5,
        source:
          'dropped by hand 1400 an hour (http://huojia808.com/technology/detail/id/83146.html); cv: assumption',
      },
      hub_sort: { rate_per_hour: BY_HAND_PER_HOUR, cv: 0.5, source: 'assumption: by hand' },
      relay: { rate_per_hour: 300, cv: 0.5, source: 'assumption' },
    },
    delivery: {
      ...base.delivery,
      waves_h: [9, 14],
      parcels_per_round: 70,
      parcels_per_stop: 1.1,
      failure_share: 0.1,
      source: 'assumption: before lockers and pickup points; 120 s a stop as in MASS-GT (PARCELS_DROPTIME)',
    },
    village: {
      collection_after: { lognormal: { mean_s: 43_200, cv: 0.8 } },
      source: 'assumption: collected half a day after it has come',
    },
    vehicles: VEHICLES,
    costs: {
      ...base.costs,
      pickup_per_parcel: 1,
      station_sort_per_parcel: 0.15,
      delivery_per_stop: 0.3,
      delivery_per_parcel: 1.2,
      village_per_parcel: 0.8,
      source:
        'assumption: of the order of the time; a parcel brought 13.4 yuan then (from memory) and 8.0 in 2024. Sorting: people of the hubs by the rule sorting_cost.',
    },
    sizing: { parcels_per_day: parcelsPerDay, ...SIZING_2015.rules },
  };
}
