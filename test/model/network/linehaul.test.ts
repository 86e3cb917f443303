import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneWay } from '../../builders/network-one-way.ts';
import { type FinishedNetwork, kpi, runNetwork, table } from '../../builders/network-tables.ts';

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
    expect(kpi(run, 'cost_overhead') * run.outcome.ledger.created).toBeCloseTo(
      sum(empty.map(({ cost }) => cost)),
      6,
    );
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
