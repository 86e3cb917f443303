import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/engine/clock.ts';
import { meanInterval } from '../../../src/engine/stats/interval.ts';
import { SpeedByHour } from '../../../src/model/linehaul/speed-by-hour.ts';
import { TravelTime } from '../../../src/model/linehaul/travel-time.ts';
import { tripEmissionsG } from '../../../src/model/linehaul/trip-emissions.ts';
import { LocalTime } from '../../../src/model/network/local-time.ts';
import { Luck } from '../../../src/model/network/luck.ts';
import type { NetworkScenario } from '../../../src/scenario/network/network-scenario.ts';
import type { SettingsDraft } from '../../builders/network-draft.ts';
import { oneWay } from '../../builders/network-one-way.ts';
import { hours, runNetwork, table, tableBy } from '../../builders/network-tables.ts';
import { roadWeather } from '../../builders/network-weather.ts';
import { MASTER_SEED } from '../../seeds.ts';

const MIDNIGHT = new LocalTime(0, 0);
const rush = Array.from({ length: 24 }, (_, hour) =>
  hour === 7 || hour === 8 ? 0.5 : hour === 20 ? 0.25 : 1,
);

describe('speed by hour', () => {
  const speed = new SpeedByHour(rush, MIDNIGHT);
  const through = (fromH: number, driveH: number) => speed.through(fromH * HOUR, driveH * HOUR) / HOUR;

  it.each([
    ['before', 5, 1, 1],
    ['into the slow hours', 6.5, 1, 1.5],
    ['through one of them', 7, 1, 2],
    ['out of them', 8.5, 1, 1.25],
    ['up to the instant at which they begin', 6, 1, 1],
    ['over midnight', 20, 4.25, 5],
    // A day of 24 hours does 22.25 hours of driving.
    ['for days', 12, 3 * 22.25 + 8, 80],
    ['for days and over midnight', 12, 3 * 22.25 + 13, 72 + 13.75],
  ])('is integrated %s', (_, fromH, driveH, takesH) => {
    expect(through(fromH, driveH)).toBeCloseTo(takesH, 9);
  });

  it('takes for a whole what it takes for its parts, one after the other', () => {
    const factors = fc.array(fc.double({ min: 0.1, max: 2, noNaN: true }), { minLength: 24, maxLength: 24 });
    const driveH = fc.double({ min: 0, max: 80, noNaN: true });
    fc.assert(
      fc.property(
        factors,
        fc.integer({ min: 0, max: 23 }),
        fc.nat(48),
        driveH,
        driveH,
        (of, start, from, a, b) => {
          const any = new SpeedByHour(of, new LocalTime(0, start * 3600));
          const first = any.through(from * HOUR, a * HOUR);
          const second = any.through(from * HOUR + first, b * HOUR);
          expect((first + second) / HOUR).toBeCloseTo(any.through(from * HOUR, (a + b) * HOUR) / HOUR, 6);
        },
      ),
    );
  });

  it('holds for the lanes of its mode, and plans count with its mean', () => {
    const scenario = oneWay({ linehaul: { speed_by_hour: { road: rush } } });
    // 20:00 at a quarter of the speed: an hour of driving takes 1.75 hours.
    const trips = table(runNetwork(scenario), 'trips');
    expect(
      trips.map(({ departed, arrived }) => [hours(departed), hours(arrived) - hours(departed)]),
    ).toContainEqual([20, 1.75]);
    const rail = { ...scenario, lanes: scenario.lanes.map((lane) => ({ ...lane, mode: 'rail' as const })) };
    for (const { departed, arrived } of table(runNetwork(rail), 'trips'))
      if (arrived !== null) expect(hours(arrived) - hours(departed)).toBeCloseTo(1, 12);
    expect(travel(scenario).expected(0)).toBe(Math.round((HOUR * 24) / 22.25));
    expect(travel(rail).expected(0)).toBe(HOUR);
  });
});

function travel(scenario: NetworkScenario, replication = 0): TravelTime {
  const luck = new Luck(MASTER_SEED.travel, replication);
  return new TravelTime(scenario, MIDNIGHT, roadWeather(scenario), luck);
}

const incidents = (per_million_km: number, severities: readonly object[]): SettingsDraft => ({
  linehaul: { incidents: { per_million_km, severities } } as NonNullable<SettingsDraft['linehaul']>,
});
const exactly = (code: string, share: number, min: number) => ({
  code,
  share,
  delay: { mean_min: min, sd_min: 1, least_min: min, most_min: min },
});

describe('incidents', () => {
  it('are met by distance, and delay by their severity', () => {
    // 60 km at 5,000 a million kilometers are 0.3 a trip; 3 of 4 take 10 minutes, the fourth 100: 9.75 minutes a trip.
    const lane = travel(oneWay(incidents(5000, [exactly('minor', 3, 10), exactly('major', 1, 100)]))).ofLane(
      0,
      'travel',
    );
    const trips = Array.from(
      { length: 20_000 },
      (_, ordinal) => (lane.times(ordinal, 0).arrival - HOUR) / MINUTE,
    );
    for (const minutes of trips) expect(minutes % 10).toBe(0);
    const none = trips.map((minutes) => (minutes === 0 ? 1 : 0));
    for (const [values, exact] of [
      [trips, 9.75],
      [none, Math.exp(-0.3)],
    ] as const) {
      const { mean, halfWidth } = meanInterval(values, 0.999);
      expect(Math.abs(mean - exact)).toBeLessThanOrEqual(halfWidth);
      expect(halfWidth).toBeLessThan(0.1 * exact);
    }
  });

  it('cost no more than their bounds and no less', () => {
    const wild = {
      code: 'wild',
      share: 1,
      delay: { mean_min: 60, sd_min: 600, least_min: 15, most_min: 120 },
    };
    const lane = travel(oneWay(incidents(1000, [wild]))).ofLane(0, 'travel');
    const delays = Array.from(
      { length: 5000 },
      (_, ordinal) => (lane.times(ordinal, 0).arrival - HOUR) / MINUTE,
    );
    const single = delays.filter((minutes) => minutes > 0 && minutes < 30);
    expect(Math.min(...single)).toBe(15);
    expect(delays).toContain(120);
  });

  it('come on top of the drive, whose luck they leave as it is', () => {
    const cv = { travel_time_cv: 0.3 };
    const [without, withThem] = [
      oneWay(cv),
      oneWay({ ...cv, ...incidents(20_000, [exactly('one', 1, 60)]) }),
    ];
    const before = tableBy(runNetwork(without), 'trips', 'trip');
    let delayed = 0;
    for (const { trip, arrived } of table(runNetwork(withThem), 'trips')) {
      const other = before.get(String(trip));
      if (arrived === null || other === undefined || other.arrived === null) continue;
      const later = (Number(arrived) - Number(other.arrived)) / HOUR;
      expect(Number.isInteger(later) && later >= 0).toBe(true);
      if (later > 0) delayed++;
    }
    expect(delayed).toBeGreaterThan(0);
  });
});

describe('emissions of a trip', () => {
  const plane = { co2e_g_per_km: 100, co2e_g_per_tkm: 600 };
  const of = (vehicle: object) => ({ ...oneWay().settings.vehicles[0], ...vehicle });

  it('are those of its vehicles and those of the tonne-kilometers aboard', () => {
    expect(tripEmissionsG(of(plane), 50, 2, 3_000_000)).toBe(50 * (2 * 100 + 600 * 3));
    expect(tripEmissionsG(of({ co2e_g_per_km: 700 }), 50, 1, 3_000_000)).toBe(35_000);
  });
});
