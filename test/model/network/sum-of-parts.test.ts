import { expect, it } from 'vitest';
import { DAY, HOUR, SECOND, type Time } from '../../../src/engine/clock.ts';
import { constant, network } from '../../builders/network-draft.ts';
import { hours, runNetwork, table } from '../../builders/network-tables.ts';

/** People and vehicles for everybody: nobody ever waits for one. */
const MANY = {
  unloadWorkers: 500,
  infeeds: 500,
  sorters: 500,
  loadWorkers: 500,
  sortWorkers: 500,
  couriers: 500,
};

/**
 * A town sends by way of a hub to another, half of it on to a village. All times are constants: handling takes a second a
 * step, tours an hour, and what a parcel waits for are waves and departures.
 */
const scenario = network({
  settings: {
    run: { measured_days: 1, cap_days: 6 },
    demand: { parcels_per_day: 60 },
    pickup: { waves_h: [10, 16], tour: constant(3600) },
    delivery: {
      waves_h: [8],
      parcels_per_round: 1,
      parcels_per_stop: 1,
      drive_to_first_stop: constant(600),
      service_per_stop: constant(120),
      failure_share: 0,
    },
    village: { collection_after: constant(5400) },
    vehicles: [
      {
        code: 'van',
        parcels: 10_000,
        weight_kg: 1e6,
        cube_m3: 1e4,
        speed_km_per_h: 60,
        cost_per_km: 1,
        cost_per_trip: 0,
      },
    ],
  },
  facilities: [
    { code: 'A', kind: 'station', ...MANY },
    { code: 'H', kind: 'hub', ...MANY },
    { code: 'B', kind: 'station', ...MANY },
    { code: 'T', kind: 'township', ...MANY },
    { code: 'V', kind: 'village-station', ...MANY },
  ],
  zones: [
    { code: 'FROM', station: 'A', population: 0 },
    { code: 'TO', station: 'B', villageStation: 'V', ruralShare: 0.5, sellerWeight: 0 },
  ],
  lanes: [
    { from: 'A', to: 'H', departuresH: [12, 20], distanceKm: 90 },
    { from: 'H', to: 'B', departuresH: [0, 15], distanceKm: 240 },
    { from: 'B', to: 'T', departuresH: [9.5], distanceKm: 20 },
    { from: 'T', to: 'V', departuresH: [11], distanceKm: 7.5 },
  ],
});

/** First instant of a daily series at or after another. */
function next(timesH: readonly number[], from: Time): Time {
  const candidates = timesH.map((hour) => {
    const first = hour * HOUR;
    return first + Math.max(0, Math.ceil((from - first) / DAY)) * DAY;
  });
  return Math.min(...candidates);
}

it('a parcel takes the sum of its parts, to the microsecond, where nothing is scarce', () => {
  const parcels = table(runNetwork(scenario), 'parcels').filter(({ cohort }) => cohort);
  expect(parcels.length).toBeGreaterThan(40);
  const kinds = new Set<unknown>();
  for (const { created, accepted, finished, address, outcome } of parcels) {
    const pickedUp = next([10, 16], Number(created)) + HOUR / 2;
    const atDockOfA = pickedUp + HOUR / 2 + SECOND;
    const atHub = next([12, 20], atDockOfA) + 1.5 * HOUR;
    // Unload, induct, sort and load.
    const atTown = next([0, 15], atHub + 4 * SECOND) + 4 * HOUR + SECOND;
    const delivered =
      address === 'door'
        ? next([8], atTown) + 720 * SECOND
        : next([11], next([9.5], atTown) + HOUR / 3 + SECOND) + HOUR / 8 + SECOND + 5400 * SECOND;
    expect(outcome).toBe('delivered');
    expect([accepted, finished]).toEqual([pickedUp, delivered]);
    kinds.add(`${address} ${hours(delivered) > 60}`);
  }
  // Both addresses, both pickups and both departures of the hub.
  expect(kinds.size).toBeGreaterThan(2);
});
