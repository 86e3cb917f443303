import { type NetworkSettings, networkSchema } from '../../src/scenario/network/network-schema.ts';
import { holidaysOf, MONTH_SHARES } from './calendar.ts';
import { NATIONAL_RULES } from './national-rules.ts';
import { chinaSettings, grouped } from './settings.ts';
import { NATIONAL_VEHICLES } from './vehicles.ts';

/** `scenario.json` of the national carrier. @param hubSortCost yuan a visit of a hub */
export function nationalSettings(parcelsPerDay: number, hubSortCost: number) {
  const base = chinaSettings(parcelsPerDay, hubSortCost);
  return {
    ...base,
    title: `China: ${NATIONAL_RULES.hubs.count} hubs, ${grouped(parcelsPerDay)} parcels a day`,
    description: 'A parcel carrier in mainland China with as many hubs as ZTO, built for its volume.',
    starts_at: '2026-05-18T00:00:00+08:00',
    run: { ...base.run, warm_up_days: 3, measured_days: 1, cap_days: 6, replications: 2, seed: 99 },
    demand: {
      ...base.demand,
      distance_exponent: 1.3,
      weekday_shares: [1.04, 1.04, 1.03, 1.02, 1, 0.95, 0.92],
      month_shares: MONTH_SHARES,
      holidays: holidaysOf(2026),
    },
    pickup: { ...base.pickup, waves_h: pickupWaves(parcelsPerDay) },
    delivery: { ...base.delivery, waves_h: deliveryWaves(parcelsPerDay) },
    vehicles: NATIONAL_VEHICLES,
    weather: [],
    sizing: { parcels_per_day: parcelsPerDay, ...NATIONAL_RULES },
  };
}

/** The same as the model reads it. */
export function parsedNational(settings: object): NetworkSettings {
  return networkSchema.parse(settings);
}

function pickupWaves(parcelsPerDay: number): readonly number[] {
  if (parcelsPerDay <= 300_000) return [11, 14, 16.5];
  if (parcelsPerDay <= 3_000_000) return [10, 12, 14.5, 17];
  return [9, 10.5, 12, 13.5, 15, 17];
}

function deliveryWaves(parcelsPerDay: number): readonly number[] {
  if (parcelsPerDay <= 300_000) return [8.5, 11, 15];
  if (parcelsPerDay <= 3_000_000) return [8, 10.5, 13, 16];
  return [7.5, 9, 10.5, 12.5, 14.5, 16.5];
}
