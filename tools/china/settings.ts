import { type NetworkSettings, networkSchema } from '../../src/scenario/network/network-schema.ts';
import { RULES } from './sizing-rules.ts';
import { VEHICLES } from './vehicles.ts';

/** Hour counts of couriers' accepted orders. Source: LaDe-P sample, 6,190 parcels (arXiv 2306.10675). */
const ACCEPTED_BY_HOUR = [
  0, 0, 0, 0, 0, 0, 5, 1346, 1833, 842, 365, 307, 339, 293, 303, 273, 255, 17, 3, 6, 1, 1, 1, 0,
];

/** ZTO's cost of sorting a parcel, yuan: 0.26 to 0.28 by quarter of 2024, over all hubs it passes. */
export const SORTING_COST = 0.27;

/** `scenario.json` as it is written; the hub's sorting cost is filled in when it is known how many hubs a parcel passes. */
export function chinaSettings(parcelsPerDay: number, hubSortCost: number) {
  return {
    version: 1,
    kind: 'network',
    title: `China: 31 provincial hubs, ${grouped(parcelsPerDay)} parcels a day`,
    description:
      'A parcel carrier in mainland China, built for its volume: every prefecture has a station, every province a hub, and parcels change at regional hubs where no direct lane pays. One parcel in three goes on to a village, by county center and township. A day and a night of heavy rain lie over the middle Yangtze while the measured parcels are on their way: move the storm, or take people away from one hub, and see who arrives late.',
    source:
      'Populations: census of 2020 (National Bureau of Statistics). Coordinates: GeoNames (CC BY 4.0). Volumes by region: State Post Bureau. Each figure has its source beside it; "assumption" where nobody publishes one. Hong Kong, Macau and Taiwan are not in the population table used and so not in the network.',
    starts_at: '2026-06-01T00:00:00+08:00',
    currency: 'CNY',
    run: {
      warm_up_days: 4,
      measured_days: 1,
      cap_days: 7,
      replications: 4,
      seed: 31,
      confidence: 0.95,
      observe_every_h: 1,
    },
    tables: { facilities: 'facilities.csv', zones: 'zones.csv', lanes: 'lanes.csv' },
    demand: {
      parcels_per_day: parcelsPerDay,
      distance_exponent: 0.8,
      nearest_km: 50,
      hour_shares: ACCEPTED_BY_HOUR,
      weekday_shares: [1, 1, 1, 1, 1, 1, 1],
      weight_kg: { lognormal: { mean: 1.2, cv: 1.2 } },
      cube_m3: { lognormal: { mean: 0.012, cv: 1 } },
      source:
        'Shares by region: 70.9 % east, 19.7 % central, 9.4 % west (January to October 2025, http://urdu.people.cn/n3/2025/1118/c518779-20391864.html), split by census population. Hours: courier acceptances of the LaDe sample (arXiv 2306.10675). Distance exponent, weekdays, weight and cube: assumption.',
    },
    pickup: {
      waves_h: [11, 14, 16.5],
      tour: { lognormal: { mean_s: 7200, cv: 0.3 } },
      source:
        'assumption: waves set so that an order waits about as long for its pickup as in the LaDe sample (mean 216 min, arXiv 2306.10675)',
    },
    handling: {
      station_sort: { rate_per_hour: 700, cv: 0.5, source: 'assumption: by hand onto carts' },
      hub_unload: {
        rate_per_hour: 650,
        cv: 0.5,
        source:
          'loose cartons onto a conveyor 600 to 700 an hour and worker (robo.works/archive/manual-unloading); cv: assumption',
      },
      hub_induct: {
        rate_per_hour: 2000,
        cv: 0.2,
        source:
          'semi-automatic induction 1500 to 2500 an hour (http://huojia808.com/technology/detail/id/83146.html); cv: assumption',
      },
      hub_sort: {
        rate_per_hour: 12_000,
        cv: 0,
        source: 'cross-belt loop, 2.0 m/s at 0.6 m from tray to tray = 12000 an hour',
      },
      hub_load: { rate_per_hour: 600, cv: 0.5, source: 'assumption: somewhat slower than unloading' },
      relay: { rate_per_hour: 400, cv: 0.5, source: 'assumption' },
    },
    shifts: {
      hub: [
        { from_h: 0, share_on_duty: 1 },
        { from_h: 7, share_on_duty: 0.7 },
        { from_h: 20, share_on_duty: 1 },
      ],
      station: [
        { from_h: 0, share_on_duty: 0 },
        { from_h: 6, share_on_duty: 1 },
        { from_h: 22, share_on_duty: 0 },
      ],
      relay: [
        { from_h: 0, share_on_duty: 0 },
        { from_h: 7, share_on_duty: 1 },
        { from_h: 20, share_on_duty: 0 },
      ],
    },
    delivery: {
      waves_h: [8.5, 11, 15],
      last_departure_h: 18,
      parcels_per_round: 100,
      drive_to_first_stop: { lognormal: { mean_s: 900, cv: 0.4 } },
      drive_between_stops: { lognormal: { mean_s: 75, cv: 0.6 } },
      service_per_stop: { lognormal: { mean_s: 120, cv: 0.6 } },
      parcels_per_stop: 1.25,
      failure_share: 0.08,
      attempts: 3,
      source:
        '120 s a stop as in MASS-GT (PARCELS_DROPTIME); nobody home 6 to 8 % at first attempts in the US, Germany and the UK (Loqate). Waves, drives and parcels a stop: assumption, so that a courier delivers about 200 a day (150 to 300 in Beijing, https://chinaplus.cri.cn/news/china/9/20190313/260918.html).',
    },
    village: {
      collection_after: { lognormal: { mean_s: 21_600, cv: 0.8 } },
      source: 'assumption: collected six hours after it has come',
    },
    vehicles: VEHICLES,
    travel_time_cv: 0.08,
    weather: [
      {
        code: 'RAIN-YANGTZE',
        name: 'Heavy rain over the middle Yangtze',
        kind: 'heavy-rain',
        from_h: 104,
        to_h: 128,
        speed_factor: 0.94,
        relay_speed_factor: 0.7,
        outline: [
          [109.5, 29.2],
          [111.5, 31.9],
          [114.2, 32.6],
          [117.4, 31.8],
          [118.2, 29.6],
          [115.2, 27.9],
          [111.6, 27.9],
        ],
        source:
          'Heavy rain at a free-flow speed of 55 mi/h: speed factor .94 (Highway Capacity Manual, 7th ed., Exhibit 11-21). On rural roads .7: assumption, the manual covers freeways only. Place and time: assumption.',
      },
    ],
    costs: {
      pickup_per_parcel: 0.6,
      station_sort_per_parcel: 0.1,
      hub_sort_per_parcel: hubSortCost,
      delivery_per_stop: 0.25,
      delivery_per_parcel: 0.9,
      village_per_parcel: 0.5,
      source: `Sorting: ${SORTING_COST} yuan a parcel (ZTO 2024: 0.26 to 0.28) over the hubs it passes on average. Pickup, stations, delivery and village fees: assumption.`,
    },
    commitment_h: 72,
    sizing: { parcels_per_day: parcelsPerDay, ...RULES },
  };
}

/** The same as the model reads it. */
export function parsedSettings(parcelsPerDay: number): NetworkSettings {
  return networkSchema.parse(chinaSettings(parcelsPerDay, 0));
}

/** 1,000,000. */
export function grouped(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}
