import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { CalendarRate } from '../../../src/model/demand/calendar-rate.ts';
import { DemandCalendar } from '../../../src/model/demand/demand-calendar.ts';
import { DemandRates } from '../../../src/model/demand/demand-rates.ts';
import { openDemand } from '../../../src/model/demand/open-demand.ts';
import { LocalTime } from '../../../src/model/network/local-time.ts';
import { LocalDays } from '../../../src/scenario/network/local-days.ts';
import type { NetworkScenario } from '../../../src/scenario/network/network-scenario.ts';
import type { networkSchema } from '../../../src/scenario/network/network-schema.ts';
import { network, type SettingsDraft } from '../../builders/network-draft.ts';

type Demand = Partial<z.input<typeof networkSchema>['demand']>;

const DAY = 86_400;
const HOUR = 3600;

/** One zone over so many days, from a Sunday on unless said otherwise. */
function days(count: number, demand: Demand, more: SettingsDraft = {}): NetworkScenario {
  return network({
    settings: {
      starts_at: '2026-11-08T00:00:00+08:00',
      run: { warm_up_days: 0, measured_days: count - 0.5, cap_days: 0.5 },
      demand: { parcels_per_day: 1, ...demand },
      ...more,
    },
    facilities: [{ code: 'S', kind: 'station' }],
    zones: [{ code: 'Z', station: 'S' }],
    lanes: [],
  });
}

/** Expected parcels of a mean day of one, from one instant to another. */
function volume(scenario: NetworkScenario, fromS: number, toS: number): number {
  const rate = new CalendarRate(new DemandCalendar(scenario).steps(), 1, 1);
  return rate.cumulative(toS) - rate.cumulative(fromS);
}

function byDay(scenario: NetworkScenario, count: number): number[] {
  return Array.from({ length: count }, (_, day) => volume(scenario, day * DAY, (day + 1) * DAY));
}

function expectClose(found: readonly number[], expected: readonly number[]): void {
  expect(found.length).toBe(expected.length);
  found.forEach((value, at) => {
    expect(value).toBeCloseTo(expected[at], 9);
  });
}

describe('local days', () => {
  it('have the weekdays and months of the calendar, before and after the start', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60_000 }),
        fc.integer({ min: 0, max: 86_399 }),
        fc.integer({ min: -400, max: 20_000 }),
        (startDay, startSecond, day) => {
          fc.pre(startDay + day >= 0);
          const text = (at: number) => new Date(at * 1000).toISOString().slice(0, 19);
          const local = new LocalDays(`${text(startDay * DAY + startSecond)}-05:00`);
          const date = new Date((startDay + day) * DAY * 1000);
          expect(local.weekday(day)).toBe((date.getUTCDay() + 6) % 7);
          expect(local.month(day)).toBe(date.getUTCMonth());
          expect(local.ofDate(text((startDay + day) * DAY).slice(0, 10))).toBe(day);
        },
      ),
    );
  });

  it('do not know what is no date', () => {
    expect(new LocalDays('2026-11-08T00:00:00+08:00').ofDate('2026-02-30')).toBeNaN();
  });
});

describe('demand over the calendar', () => {
  it('brings a common year of mean days, whatever the months share', () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.integer({ min: 0, max: 5 }), { minLength: 12, maxLength: 12 })
          .filter((all) => all.some((one) => one > 0)),
        (month_shares) => {
          const year = days(365, { month_shares }, { starts_at: '2027-01-01T00:00:00+08:00' });
          expect(volume(year, 0, 365 * DAY)).toBeCloseTo(365, 6);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('follows weekday, month and holiday for the whole local day', () => {
    // Sunday 29 November to Wednesday 2 December, from 18:00 on.
    const scenario = days(
      4,
      {
        weekday_shares: [2, 1, 1, 1, 1, 1, 0],
        month_shares: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2],
        holidays: [{ date: '2026-12-01', factor: 0.5 }],
      },
      { starts_at: '2026-11-29T18:00:00+08:00' },
    );
    // A mean day of the year: 334 days of share 1 and 31 of share 2.
    const mean = 396 / 365;
    const at = (day: number) => volume(scenario, 6 * HOUR + day * DAY, 6 * HOUR + (day + 1) * DAY);
    expect(volume(scenario, 0, 6 * HOUR)).toBe(0);
    expectClose([at(0), at(1), at(2)], [2 / mean, (0.5 * 2) / mean, 2 / mean]);
  });

  it('ends with the run', () => {
    const rate = new CalendarRate(new DemandCalendar(days(2, { holidays: [] })).steps(), 3, 0);
    expect(rate.cumulative(2 * DAY)).toBeCloseTo(6, 9);
    expect(rate.cumulative(9 * DAY)).toBeCloseTo(6, 9);
    expect(rate.inverse(6.001)).toBe(Number.POSITIVE_INFINITY);
  });

  it('is found back from its integral, also over hours without any', () => {
    const hour = fc.integer({ min: 0, max: 3 });
    fc.assert(
      fc.property(
        fc.array(hour, { minLength: 24, maxLength: 24 }).filter((all) => all.some((one) => one > 0)),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (hour_shares, share) => {
          const scenario = days(3, { hour_shares, promotions: [singlesDay('2026-11-09T00:00')] });
          const rate = new CalendarRate(new DemandCalendar(scenario).steps(), 50, 20);
          const expected = share * rate.cumulative(3 * DAY);
          const t = rate.inverse(expected);
          expect(t).toBeGreaterThanOrEqual(0);
          expect(t).toBeLessThanOrEqual(3 * DAY);
          expect(rate.cumulative(t)).toBeCloseTo(expected, 6);
        },
      ),
    );
  });

  it('is multiplied in the windows of a zone, and only there', () => {
    const calendar = new DemandCalendar(days(2, { hour_shares: Array.from({ length: 24 }, () => 1) }));
    const windows = [
      { fromS: 90 * 60, toS: 3 * HOUR, factor: 0.5 },
      { fromS: 2 * HOUR, toS: 4 * HOUR, factor: 0 },
    ];
    const rate = new CalendarRate(calendar.steps(windows), 24, 0);
    expect(rate.cumulative(90 * 60)).toBeCloseTo(1.5, 9);
    expect(rate.cumulative(2 * HOUR)).toBeCloseTo(1.75, 9);
    expect(rate.cumulative(4 * HOUR)).toBeCloseTo(1.75, 9);
    expect(rate.cumulative(5 * HOUR)).toBeCloseTo(2.75, 9);
  });
});

function singlesDay(release_at: string) {
  return {
    code: '11-11',
    name: "Singles' Day",
    release_at,
    day_factor: 3,
    presale_days: 2,
    presale_dip: 0.25,
    burst_share: 0.5,
    burst_h: 2,
    tail_days: 2,
    tail_factor: 1.6,
  };
}

describe('a promotion', () => {
  it('puts orders off, releases them with the extra of its day, and tails off: by hand', () => {
    const scenario = days(7, { promotions: [singlesDay('2026-11-11T00:00')] });
    // 8 November to 14 November; the extra of 2 normal days holds the half day that was put off.
    expectClose(byDay(scenario, 7), [1, 0.75, 0.75, 3, 1.6, 1.3, 1]);
    // Half of the extra of 2 in the first two hours, which else have 2/24 of what follows the hours: 1 + the other 1.
    expect(volume(scenario, 3 * DAY, 3 * DAY + 2 * HOUR)).toBeCloseTo(1 + 4 / 24, 9);
    expect(volume(scenario, 3 * DAY + 2 * HOUR, 3 * DAY + 3 * HOUR)).toBeCloseTo(2 / 24, 9);
  });

  it('brings its factor of the normal volume of the 24 hours from its release, whatever hours and weekdays share', () => {
    const shares = (length: number) =>
      fc
        .array(fc.integer({ min: 0, max: 4 }), { minLength: length, maxLength: length })
        .filter((all) => all.filter((one) => one > 0).length > length / 2);
    fc.assert(
      fc.property(
        shares(24),
        shares(7),
        fc.integer({ min: 0, max: 23 }),
        (hour_shares, weekday_shares, hour) => {
          const shared = { hour_shares, weekday_shares };
          const plain = days(7, shared);
          const written = { ...singlesDay(`2026-11-11T${String(hour).padStart(2, '0')}:00`), day_factor: 30 };
          const scenario = days(7, { ...shared, promotions: [written] });
          const from = 3 * DAY + hour * HOUR;
          const of = (one: NetworkScenario, day: number) =>
            volume(one, from + day * DAY, from + (day + 1) * DAY);
          // A release day without any normal volume has none to multiply.
          fc.pre(of(plain, 0) > 0.2);
          expectClose(
            [-2, -1, 0, 1, 2].map((day) => of(scenario, day)),
            [0.75, 0.75, 30, 1.6, 1.3].map((factor, at) => factor * of(plain, at - 2)),
          );
        },
      ),
    );
  });

  it('adds to another what it adds to the normal volume', () => {
    const one = singlesDay('2026-11-11T00:00');
    const other = { ...singlesDay('2026-11-12T00:00'), code: '11-12', day_factor: 2 };
    // The second puts off a quarter on the 10th and on the 11th.
    const scenario = days(7, { promotions: [one, other] });
    expectClose(byDay(scenario, 7), [1, 0.75, 0.5, 2.75, 2.6, 1.9, 1.3]);
  });

  it('sends the extra whose stock lies near consumers by population, and the rest from sellers', () => {
    const promotion = { ...singlesDay('2026-11-09T00:00'), presale_dip: 0, pre_positioned_share: 0.4 };
    const scenario = network({
      settings: {
        starts_at: '2026-11-08T00:00:00+08:00',
        run: { warm_up_days: 0, measured_days: 2, cap_days: 1 },
        demand: { parcels_per_day: 100, promotions: [promotion] },
      },
      facilities: [
        { code: 'S1', kind: 'station' },
        { code: 'S2', kind: 'station' },
      ],
      zones: [
        { code: 'SELLS', station: 'S1', population: 1, sellerWeight: 1 },
        { code: 'BUYS', station: 'S2', population: 3, sellerWeight: 0 },
      ],
      lanes: [],
    });
    const local = new LocalTime(scenario.startWeekday, scenario.startSecondOfDay);
    const rates = new DemandRates(scenario, openDemand(scenario), local);
    const [sells, buys] = [0, 1].map((zone) => rates.of(zone));
    const of = (rate: typeof sells, day: number) =>
      rate.profile.cumulative((day + 1) * DAY) - rate.profile.cumulative(day * DAY);
    // Of the extra 200 of the release day 80 start by population: 20 and 60.
    expectClose([of(sells, 0), of(buys, 0)], [100, 0]);
    expectClose([of(sells, 1), of(buys, 1)], [100 + 120 + 20, 60]);
    expect(sells.stockShare(DAY / 2)).toBe(0);
    expect(buys.stockShare(DAY + 1)).toBe(1);
    // After the burst: normal 100, extra 100 of which 40 are stock, 10 of them here.
    expect(sells.stockShare(DAY + 12 * HOUR)).toBeCloseTo(10 / 170, 9);
  });
});
