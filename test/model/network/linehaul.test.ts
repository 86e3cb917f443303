import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/engine/clock.ts';
import { oneWay } from '../../builders/network-one-way.ts';
import {
  type FinishedNetwork,
  kpi,
  type NamedRow,
  runNetwork,
  table,
} from '../../builders/network-tables.ts';

const VAN = {
  code: 'van',
  parcels: 1000,
  weight_kg: 1000,
  cube_m3: 100,
  speed_km_per_h: 60,
  cost_per_km: 2,
  cost_per_trip: 0,
};

/** Ordinals of the parcels that each trip took from S1, in order. */
function loads(run: FinishedNetwork): number[][] {
  const byTime = new Map<number, number[]>();
  for (const { parcel, event, facility, time } of table(run, 'scans')) {
    if (event !== 'departed' || facility !== 'S1') continue;
    const load = byTime.get(Number(time)) ?? [];
    byTime.set(Number(time), [...load, Number(String(parcel).split('#')[1])]);
  }
  return [...byTime.values()];
}

describe('loading', () => {
  it('takes them in order of arrival until parcels, weight or cube run out, whichever comes first', () => {
    const capacity = fc.record({
      parcels: fc.integer({ min: 1, max: 9 }),
      weight_kg: fc.constantFrom(3.5, 6, 100),
      cube_m3: fc.constantFrom(0.035, 0.06, 1),
    });
    fc.assert(
      fc.property(capacity, fc.integer({ min: 1, max: 50 }), (limits, seed) => {
        const run = runNetwork(oneWay({ vehicles: [{ ...VAN, ...limits }], run: { seed } }));
        const rows = new Map(
          table(run, 'parcels').map((row) => [Number(String(row.parcel).split('#')[1]), row]),
        );
        for (const [trip, load] of loads(run).entries()) {
          const next = load[load.length - 1] + 1;
          const sum = (ordinals: number[], column: string) =>
            Math.round(
              ordinals.reduce((total, ordinal) => total + Number(rows.get(ordinal)![column]), 0) * 1e6,
            ) / 1e6;
          expect(load).toEqual(load.map((_, i) => load[0] + i));
          expect(load.length).toBeLessThanOrEqual(limits.parcels);
          expect(sum(load, 'weight_kg')).toBeLessThanOrEqual(limits.weight_kg);
          expect(sum(load, 'cube_m3')).toBeLessThanOrEqual(limits.cube_m3);
          // The one that stayed behind, where it was there, would not have gone in.
          if (Number(rows.get(next)?.rolled ?? 0) <= trip) continue;
          const more = [...load, next];
          const fits =
            more.length <= limits.parcels &&
            sum(more, 'weight_kg') <= limits.weight_kg &&
            sum(more, 'cube_m3') <= limits.cube_m3;
          expect(fits).toBe(false);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('leaves aside what fits no vehicle, says so, and lets the others pass', () => {
    const run = runNetwork(oneWay({ vehicles: [{ ...VAN, weight_kg: 1.05 }], run: { cap_days: 3 } }));
    const parcels = table(run, 'parcels').filter(({ cohort }) => cohort);
    const heavy = parcels.filter(({ weight_kg }) => Number(weight_kg) > 1.05);
    expect(heavy.length).toBeGreaterThan(0);
    expect(heavy.length).toBeLessThan(parcels.length);
    for (const row of heavy)
      expect(row).toMatchObject({ outcome: 'fits no vehicle', place: 'S1', finished: null });
    for (const row of parcels)
      if (!heavy.includes(row) && Number(row.rolled) === 0) expect(row.outcome).not.toBe('fits no vehicle');
    expect(loads(run).length).toBeGreaterThan(1);
    expect(run.outcome.ledger.stranded).toBeGreaterThanOrEqual(heavy.length);
  });

  it('counts the vehicles that leave together as one load', () => {
    const one = runNetwork(oneWay({ vehicles: [{ ...VAN, parcels: 3 }] }));
    expect(Math.max(...table(one, 'trips').map(({ parcels }) => Number(parcels)))).toBe(3);
    const scenario = oneWay({ vehicles: [{ ...VAN, parcels: 3 }] });
    const two = runNetwork({
      ...scenario,
      lanes: scenario.lanes.map((lane) => ({ ...lane, vehiclesPerDeparture: 2 })),
    });
    expect(Math.max(...table(two, 'trips').map(({ parcels }) => Number(parcels)))).toBe(6);
    expect(table(two, 'trips')[0].cost).toBe(2 * 2 * 60);
  });
});

describe('the cost of trips', () => {
  it('is borne by the parcels aboard, and by overhead where there are none', () => {
    const run = runNetwork(oneWay({ costs: Object.fromEntries(NO_COSTS) }));
    const trips = table(run, 'trips');
    const sum = (costs: readonly unknown[]) => costs.reduce((total: number, cost) => total + Number(cost), 0);
    const empty = trips.filter(({ parcels }) => parcels === 0);
    expect(empty.length).toBeGreaterThan(0);
    const parcels = table(run, 'parcels').map(({ cost }) => cost);
    expect(sum(parcels)).toBeCloseTo(
      sum(trips.map(({ cost }) => cost)) - sum(empty.map(({ cost }) => cost)),
      6,
    );
  });

  it('is what a parcel of the cohort bears, and its part of the overhead of the measured days', () => {
    const warm_up_days = 0.25;
    const run = runNetwork(
      oneWay({ costs: Object.fromEntries(NO_COSTS), run: { warm_up_days, measured_days: 1.5 } }),
    );
    // The measured days, made whole.
    const [from, to] = [warm_up_days * DAY, (warm_up_days + 2) * DAY];
    expect(run.endedAt).toBeGreaterThan(to);
    const within = (instant: unknown) => Number(instant) >= from && Number(instant) < to;
    const sum = (rows: readonly NamedRow[]) => rows.reduce((total, { cost }) => total + Number(cost), 0);
    const parcels = table(run, 'parcels');
    const cohort = parcels.filter((row) => row.cohort);
    const empty = table(run, 'trips').filter((trip) => trip.parcels === 0 && within(trip.departed));
    const created = parcels.filter((row) => within(row.created));
    expect(cohort.length).toBeLessThan(created.length);
    expect(kpi(run, 'cost_linehaul')).toBeCloseTo(sum(cohort) / cohort.length, 6);
    expect(kpi(run, 'cost_linehaul')).toBeCloseTo(kpi(run, 'cost'), 6);
    expect(kpi(run, 'cost_overhead')).toBeCloseTo(sum(empty) / created.length, 6);
    expect(kpi(run, 'cost_total')).toBeCloseTo(kpi(run, 'cost') + kpi(run, 'cost_overhead'), 6);
  });

  it('may come to more than 2^31 micro-units on one parcel', () => {
    const dear = { ...VAN, cost_per_km: 300, parcels: 1 };
    const run = runNetwork(oneWay({ vehicles: [dear], run: { cap_days: 1 } }));
    const carried = table(run, 'parcels').filter(({ legs }) => legs === 1);
    expect(carried.length).toBeGreaterThan(0);
    for (const { cost } of carried) expect(Number(cost)).toBeGreaterThan(18_000);
  });
});

const NO_COSTS = [
  'pickup_per_parcel',
  'station_sort_per_parcel',
  'hub_sort_per_parcel',
  'delivery_per_stop',
  'delivery_per_parcel',
  'village_per_parcel',
].map((name) => [name, 0]);
