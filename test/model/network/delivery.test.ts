import { describe, expect, it } from 'vitest';
import { exp } from '../../../src/engine/math/transcendental.ts';
import { addressCount } from '../../../src/model/delivery/stop-list.ts';
import { constant } from '../../builders/network-draft.ts';
import { oneWay } from '../../builders/network-one-way.ts';
import { type FinishedNetwork, hours, kpi, runNetwork, table } from '../../builders/network-tables.ts';

/** Hours at which something happened at the station of delivery, with the parcels it happened to. */
function at(run: FinishedNetwork, event: string): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const row of table(run, 'scans')) {
    if (row.event !== event || row.facility !== 'S2') continue;
    const hour = Math.round(hours(row.time) * 1e6) / 1e6;
    found.set(hour, [...(found.get(hour) ?? []), String(row.parcel)]);
  }
  return found;
}

describe('couriers', () => {
  it('share what waits as evenly as whole parcels allow', () => {
    const run = runNetwork(oneWay({ run: { seed: 2 } }, { to: { couriers: 3 }, departuresH: [20] }));
    const out = at(run, 'outForDelivery').get(36)!;
    // First stops come at the same instant, one per courier, and so on.
    const perStop = [...at(run, 'delivered')]
      .filter(([hour]) => hour < 48)
      .map(([, parcels]) => parcels.length);
    const n = out.length;
    expect(n).toBeGreaterThan(6);
    expect(perStop.slice(0, Math.floor(n / 3))).toEqual(Array.from({ length: Math.floor(n / 3) }, () => 3));
    expect(perStop[Math.floor(n / 3)] ?? 0).toBe(n % 3);
  });

  it('come back for a second load while it is early and half a load waits', () => {
    const once = { parcels_per_round: 4, waves_h: [12], last_departure_h: 18 };
    const run = runNetwork(
      oneWay({ delivery: once, run: { seed: 2 } }, { to: { couriers: 1 }, departuresH: [20] }),
    );
    const rounds = [...at(run, 'outForDelivery')].filter(([hour]) => hour < 48);
    // 600 s out, four stops of 120 s with 300 s between, 600 s back: 2580 s.
    rounds.forEach(([hour], i) => {
      expect(hour).toBeCloseTo(36 + (i * 2580) / 3600, 5);
    });
    expect(rounds.length).toBeGreaterThan(1);
    for (const [, parcels] of rounds.slice(0, -1)) expect(parcels).toHaveLength(4);
    expect(rounds.at(-1)![1].length).toBeGreaterThanOrEqual(2);
  });

  it('do not leave again after the last hour', () => {
    const late = { parcels_per_round: 2, waves_h: [12], last_departure_h: 12.5 };
    const run = runNetwork(oneWay({ delivery: late }, { to: { couriers: 1 }, departuresH: [20] }));
    for (const hour of at(run, 'outForDelivery').keys()) expect(hour % 24).toBeLessThan(12.5);
  });
});

describe('couriers who come back after midnight', () => {
  it('wait for the first wave of the day', () => {
    const delivery = {
      parcels_per_round: 4,
      waves_h: [12],
      last_departure_h: 18,
      service_per_stop: constant(3 * 3600),
    };
    const run = runNetwork(oneWay({ delivery }, { to: { couriers: 1 }, departuresH: [20] }));
    // 600 s out, four stops of 3 h with 300 s between, 600 s back: until 00:35, while others wait.
    expect([...at(run, 'delivered').keys()].some((hour) => hour % 24 < 12)).toBe(true);
    const out = [...at(run, 'outForDelivery').keys()];
    expect(out.length).toBeGreaterThan(1);
    for (const hour of out) expect(hour % 24).toBe(12);
  });
});

describe('nobody home', () => {
  it('holds for all parcels of a stop', () => {
    const delivery = { failure_share: 0.5, parcels_per_stop: 3, attempts: 2 };
    const run = runNetwork(
      oneWay({ delivery, demand: { parcels_per_day: 60 } }, { to: { couriers: 1 }, departuresH: [20] }),
    );
    const [delivered, failed] = [at(run, 'delivered'), at(run, 'notDelivered')];
    for (const hour of delivered.keys()) expect(failed.has(hour)).toBe(false);
    expect(Math.max(...[...delivered.values()].map((parcels) => parcels.length))).toBeGreaterThan(1);
    expect(Math.max(...[...failed.values()].map((parcels) => parcels.length))).toBeGreaterThan(1);
  });

  it('sends a parcel out again on the next day, and back after the last attempt', () => {
    const run = runNetwork(oneWay({ delivery: { failure_share: 1, attempts: 3 } }, { departuresH: [20] }));
    const cohort = table(run, 'parcels').filter(({ cohort }) => cohort);
    for (const row of cohort) {
      expect(row).toMatchObject({
        outcome: 'returned',
        failed_attempts: 3,
        transit_time_h: null,
        place: 'S2',
      });
      const tries = table(run, 'scans')
        .filter(({ parcel, event }) => parcel === row.parcel && event === 'notDelivered')
        .map(({ time }) => Math.floor(hours(time) / 24));
      expect(tries).toEqual([1, 2, 3]);
    }
    expect(kpi(run, 'returned_share')).toBe(1);
    expect(kpi(run, 'first_attempt_failed_share')).toBe(1);
    expect(kpi(run, 'service_level')).toBe(0);
    expect(kpi(run, 'transit_time')).toBeNaN();
    expect(kpi(run, 'unfinished')).toBe(0);
  });
});

describe('the number of addresses', () => {
  it.each([
    [100, 1.25],
    [40, 2],
    [1000, 1.05],
    [7, 5],
  ])('makes %d parcels fall on stops of %d on average', (parcels, perStop) => {
    const addresses = addressCount(parcels, perStop, exp);
    // Each of A addresses is met with probability 1 - (1 - 1/A)^n, about 1 - e^(-n/A).
    const stops = addresses * (1 - Math.exp(-parcels / addresses));
    const next = (addresses + 1) * (1 - Math.exp(-parcels / (addresses + 1)));
    expect(Math.abs(parcels / stops - perStop)).toBeLessThanOrEqual(
      Math.abs(parcels / stops - parcels / next) + 1e-9,
    );
  });
});
