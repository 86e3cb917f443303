import { holidaysOf, MONTH_SHARES } from './calendar.ts';
import { NATIONAL_RULES } from './national-rules.ts';
import { chinaSettings, grouped } from './settings.ts';
import { NATIONAL_VEHICLES } from './vehicles.ts';

/** What kinds of parcels there are. */
const PARCEL_MIX = {
  classes: [
    {
      code: 'standard',
      name: 'Standard',
      share: 0.92,
      commitment_h: 72,
      source: 'assumption: ZTO promises 24 to 72 h',
    },
    { code: 'express', name: 'Express', share: 0.08, commitment_h: 48, source: 'assumption' },
  ],
  fragile: { share: 0.03, handling_factor: 1.5, source: 'assumption' },
  cold: { share: 0.01, spoils_after_h: 72, source: 'assumption' },
  returns: {
    share: 0.03,
    after: { lognormal: { mean_s: 259_200, cv: 0.5 } },
    source:
      'assumption: three days after delivery; of clothes alone platforms report up to 60 % (theindependent.co)',
  },
};

/** `scenario.json` of the national carrier. @param hubSortCost yuan a visit of a hub */
export function nationalSettings(parcelsPerDay: number, hubSortCost: number) {
  const base = chinaSettings(parcelsPerDay, hubSortCost);
  return {
    ...base,
    title: `China: ${NATIONAL_RULES.hubs.count} hubs, ${grouped(parcelsPerDay)} parcels a day`,
    description:
      'A parcel carrier in mainland China with as many hubs as ZTO had in 2023, built for its volume by the rules under sizing: every prefecture has a station at the nearest hub, parcels change at regional hubs where no direct lane pays, and one in three goes on to a village. Give it another volume and it is another carrier: its trucks fill, its lanes multiply, and a parcel becomes cheaper.',
    starts_at: '2026-05-18T00:00:00+08:00',
    run: { ...base.run, warm_up_days: 3, measured_days: 1, cap_days: 6, replications: 2, seed: 99 },
    demand: {
      ...base.demand,
      distance_exponent: 1.4,
      weekday_shares: [1.04, 1.04, 1.03, 1.02, 1, 0.95, 0.92],
      month_shares: MONTH_SHARES,
      holidays: holidaysOf(2026),
      ...PARCEL_MIX,
      source:
        'Shares by region: 70.9 % east, 19.7 % central, 9.4 % west (January to October 2025, http://urdu.people.cn/n3/2025/1118/c518779-20391864.html), split by census population. Hours: courier acceptances of the LaDe sample (arXiv 2306.10675). Months: express parcels of 2017 to 2019 (State Post Bureau), growth taken out, February and November at the mean of their neighbors. Dates of holidays and make-up days: npm package chinese-days; their factors, weekdays, weight and cube: assumption. Distance exponent: assumption, set so that about one parcel in seven stays in its city and transport at 93 million parcels a day comes near 0.41 yuan.',
    },
    pickup: { ...base.pickup, waves_h: pickupWaves(parcelsPerDay) },
    delivery: { ...base.delivery, waves_h: deliveryWaves(parcelsPerDay) },
    village: {
      collection_after: { lognormal: { mean_s: 10_800, cv: 0.8 } },
      source: 'assumption: collected three hours after it has come',
    },
    vehicles: NATIONAL_VEHICLES,
    weather: [],
    sizing: { parcels_per_day: parcelsPerDay, ...NATIONAL_RULES },
  };
}

function pickupWaves(parcelsPerDay: number): number[] {
  if (parcelsPerDay <= 300_000) return [11, 14, 16.5];
  if (parcelsPerDay <= 3_000_000) return [10, 12, 14.5, 17];
  return [9, 10.5, 12, 13.5, 15, 17];
}

function deliveryWaves(parcelsPerDay: number): number[] {
  if (parcelsPerDay <= 300_000) return [8.5, 11, 15];
  if (parcelsPerDay <= 3_000_000) return [8, 10.5, 13, 16];
  return [7.5, 9, 10.5, 12.5, 14.5, 16.5];
}
