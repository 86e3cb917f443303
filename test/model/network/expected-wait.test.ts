import { describe, expect, it } from 'vitest';
import {
  expectedDeparturesPerDay,
  expectedWaitS,
} from '../../../src/model/linehaul/dispatch/expected-wait.ts';
import type { NetworkLane } from '../../../src/scenario/network/network-scenario.ts';
import { oneWay } from '../../builders/network-one-way.ts';

const VAN = {
  code: 'van',
  parcels: 40,
  weight_kg: 100,
  cube_m3: 100,
  speed_km_per_h: 60,
  cost_per_km: 1,
  cost_per_trip: 0,
};
const scenario = oneWay({ vehicles: [VAN] });
const lane = (of: Partial<NetworkLane>) => ({ ...scenario.lanes[0], departuresS: [], ...of });
const wait = (of: Partial<NetworkLane>, perDay: number | undefined) =>
  expectedWaitS(scenario, lane(of), perDay) / 3600;
const departures = (of: Partial<NetworkLane>, perDay: number) =>
  expectedDeparturesPerDay(scenario, lane(of), perDay);

describe('the expected wait at a dock', () => {
  it('is half the mean square gap over the mean gap of a timetable', () => {
    const departuresS = [0, 6, 24 - 6].map((hour) => hour * 3600);
    // Gaps of 6, 12 and 6 hours.
    expect(wait({ departuresS }, undefined)).toBeCloseTo((36 + 144 + 36) / 48, 12);
    expect(wait({ departuresS, dispatch: 'hold', holdMin: 30 }, 5)).toBeCloseTo(4.5, 12);
    expect(departures({ departuresS }, 5)).toBe(3);
    const weekdays = [true, false, false, true, false, false, false];
    expect(departures({ departuresS, runsOn: weekdays }, 5)).toBeCloseTo(6 / 7, 12);
  });

  it('is half of what fills the vehicles of one that leaves when full', () => {
    // 240 a day are ten an hour: 40 fill a van in four hours, two vans in eight.
    expect(wait({ dispatch: 'full' }, 240)).toBeCloseTo(39 / 20, 12);
    expect(wait({ dispatch: 'full', vehiclesPerDeparture: 2 }, 240)).toBeCloseTo(79 / 20, 12);
    expect(departures({ dispatch: 'full' }, 240)).toBeCloseTo(6, 12);
    // Nobody knows: as if it filled once a day.
    expect(wait({ dispatch: 'full' }, undefined)).toBeCloseTo((24 * 39) / 80, 12);
    expect(wait({ dispatch: 'full' }, 0)).toBeCloseTo((24 * 39) / 80, 12);
    expect(departures({ dispatch: 'full' }, 0)).toBe(0);
  });

  it('counts a load as full by mean weight or cube where those run out first', () => {
    const heavy = oneWay({ vehicles: [{ ...VAN, weight_kg: 20.5 }] });
    const large = oneWay({ vehicles: [{ ...VAN, cube_m3: 0.1 }] });
    for (const [other, places] of [
      [heavy, 20],
      [large, 10],
    ] as const)
      expect(expectedWaitS(other, { ...other.lanes[0], dispatch: 'full' }, 24)).toBe(
        ((places - 1) / 2) * 3600,
      );
  });

  it('is all of a timer for the first parcel and half of it for others', () => {
    expect(wait({ dispatch: 'timer', timerMin: 120 }, 0)).toBe(2);
    expect(wait({ dispatch: 'timer', timerMin: 120 }, undefined)).toBe(2);
    // Ten an hour: 20 more come while the first waits.
    expect(wait({ dispatch: 'timer', timerMin: 120 }, 240)).toBeCloseTo((2 + 20) / 21, 12);
    expect(departures({ dispatch: 'timer', timerMin: 120 }, 240)).toBeCloseTo(240 / 21, 12);
  });

  it('comes with as many departures of a timer as the parcels need', () => {
    // A hundred an hour, and room for 40.
    expect(departures({ dispatch: 'timer', timerMin: 60 }, 2400)).toBeCloseTo(60, 12);
    expect(departures({ dispatch: 'timer', timerMin: 60, vehiclesPerDeparture: 2 }, 2400)).toBeCloseTo(
      30,
      12,
    );
    expect(departures({ dispatch: 'timer', timerMin: 60, vehiclesPerDeparture: 3 }, 2400)).toBeCloseTo(
      2400 / 101,
      12,
    );
  });

  it('meets full and timer where one of them always comes first', () => {
    const both = (timerMin: number, perDay: number) => wait({ dispatch: 'full-or-timer', timerMin }, perDay);
    expect(both(12, 240)).toBeCloseTo(wait({ dispatch: 'timer', timerMin: 12 }, 240), 9);
    expect(both(3000, 240)).toBeCloseTo(wait({ dispatch: 'full' }, 240), 9);
    // Too many to count one by one.
    expect(both(6000, 2400)).toBeCloseTo(wait({ dispatch: 'full' }, 2400), 9);
    expect(both(60, 0)).toBe(1);
    expect(departures({ dispatch: 'full-or-timer', timerMin: 3000 }, 240)).toBeCloseTo(6, 6);
  });

  it('is that of renewal-reward where either may come first', () => {
    // Three fill it; in the hour after the first, one more comes on average: P(N > 0) = 1 - 1/e, P(N > 1) = 1 - 2/e.
    const small = oneWay({ vehicles: [{ ...VAN, parcels: 3 }] });
    const [p0, p1] = [1 - Math.exp(-1), 1 - 2 * Math.exp(-1)];
    const of = { ...small.lanes[0], departuresS: [], dispatch: 'full-or-timer' as const, timerMin: 60 };
    expect(expectedWaitS(small, of, 24) / 3600).toBeCloseTo((p0 + 2 * p1) / (1 + p0 + p1), 12);
    expect(expectedDeparturesPerDay(small, of, 24)).toBeCloseTo(24 / (1 + p0 + p1), 12);
  });
});
