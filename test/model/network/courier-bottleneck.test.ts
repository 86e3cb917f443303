import { describe, expect, it } from 'vitest';
import type { NetworkScenario } from '../../../src/scenario/network/network-scenario.ts';
import { oneWay } from '../../builders/network-one-way.ts';
import { type FinishedNetwork, kpi, runNetwork, tableBy } from '../../builders/network-tables.ts';

const REPLICATIONS = 30;

/** A town whose couriers are out nearly all day: what comes in the night is just about what they deliver. */
function town(couriers: number): NetworkScenario {
  const spread = (mean_s: number, cv: number) => ({ lognormal: { mean_s, cv } });
  return oneWay(
    {
      run: { warm_up_days: 3, measured_days: 2, cap_days: 5, seed: 31 },
      demand: { parcels_per_day: 400 },
      travel_time_cv: 0.1,
      vehicles: [
        {
          code: 'truck',
          parcels: 2000,
          weight_kg: 9000,
          cube_m3: 80,
          speed_km_per_h: 60,
          cost_per_km: 5,
          cost_per_trip: 0,
        },
      ],
      delivery: {
        waves_h: [8, 10, 12, 14, 16],
        last_departure_h: 18,
        parcels_per_round: 8,
        parcels_per_stop: 1.25,
        failure_share: 0.08,
        attempts: 3,
        drive_to_first_stop: spread(900, 0.4),
        drive_between_stops: spread(75, 0.6),
        service_per_stop: spread(900, 0.6),
      },
    },
    { to: { couriers }, departuresH: [20] },
  );
}

function replications(scenario: NetworkScenario): FinishedNetwork[] {
  return Array.from({ length: REPLICATIONS }, (_, replication) =>
    runNetwork(scenario, { replication, parcels: 'none', scans: 'none', checksEveryEvent: false }),
  );
}

function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (values.length - 1);
}

/**
 * At the critical load itself no coupling helps: one courier more takes away most of the spread of the wait, and the
 * paired difference keeps at least (s_A - s_B)^2. Twelve couriers, out for all of their duty, would be such a case.
 */
describe('couriers as the bottleneck, and one more of them', () => {
  const before = replications(town(14));
  const after = replications(town(15));

  it('are busy for more than 85 % of the time on duty', () => {
    const utilization = before.map((run) =>
      Number(tableBy(run, 'facilities', 'facility').get('S2')!.courier_utilization),
    );
    expect(Math.min(...utilization)).toBeGreaterThan(0.85);
  });

  it.each(['transit_time', 'cost_total', 'cost'])(
    'differ in %s with at most a quarter of the variance that independent runs would have',
    (name) => {
      const [a, b] = [before, after].map((runs) => runs.map((run) => kpi(run, name)));
      const paired = variance(a.map((value, i) => b[i] - value));
      expect(paired).toBeLessThanOrEqual((variance(a) + variance(b)) / 4);
    },
  );
});
