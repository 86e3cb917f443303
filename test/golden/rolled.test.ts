import { expect, it } from 'vitest';
import { network } from '../builders/network-draft.ts';
import { hours, life, runNetwork, table } from '../builders/network-tables.ts';
import { expectGolden } from './golden-text.ts';
import { networkTrace } from './network-trace.ts';

/** One town sends, the other receives; the vans between them take two parcels. */
const scenario = network({
  settings: {
    run: { measured_days: 0.75, seed: 3 },
    demand: { parcels_per_day: 7, hour_shares: Array.from({ length: 24 }, (_, hour) => (hour < 17 ? 1 : 0)) },
    pickup: { waves_h: [17] },
    vehicles: [
      {
        code: 'van',
        parcels: 2,
        weight_kg: 100,
        cube_m3: 1,
        speed_km_per_h: 60,
        cost_per_km: 2,
        cost_per_trip: 0,
      },
    ],
    delivery: { waves_h: [12], failure_share: 0, parcels_per_stop: 1 },
  },
  facilities: [
    { code: 'S1', kind: 'station' },
    { code: 'S2', kind: 'station' },
  ],
  zones: [
    { code: 'FROM', station: 'S1', population: 0 },
    { code: 'TO', station: 'S2', sellerWeight: 0 },
  ],
  lanes: [{ from: 'S1', to: 'S2', distanceKm: 90, departuresH: [6, 9, 20] }],
});
const run = runNetwork(scenario);

it('leaves the trace that was read and committed', () => {
  expectGolden('rolled', networkTrace(scenario, run));
});

it('rolls what a van cannot take to the next, first come first served', () => {
  const cohort = table(run, 'parcels').filter((row) => row.cohort);
  expect(cohort).toHaveLength(11);
  for (const { parcel, rolled, legs } of cohort) {
    // All are sorted at 18:00, a second apart; vans leave at 20:00, 06:00 and 09:00 with two each.
    const trip = Math.floor(Number(String(parcel).split('#')[1]) / 2);
    expect([rolled, legs]).toEqual([trip, 1]);
    expect(life(run, String(parcel))).toContain(`departed S1 ${[20, 30, 33, 44, 54, 57][trip]}`);
  }
  const trips = table(run, 'trips').filter(({ parcels }) => parcels !== 0);
  expect(trips.slice(0, 3).map((row) => [hours(row.departed), row.parcels, row.left_behind])).toEqual([
    [20, 2, 9],
    [30, 2, 7],
    [33, 2, 5],
  ]);
});
