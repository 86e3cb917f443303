import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LocalTime, secondsOfWeek, WeeklyInstants } from '../../../src/model/network/local-time.ts';
import { networkStart } from '../../../src/scenario/network/network-start.ts';

const DAY_US = 8.64e10;

/** An instant of the scenario in the calendar of the test's own runtime, local wall time read as UTC. */
function wall(startsAt: string, now: number): Date {
  const start = networkStart(startsAt)!;
  return new Date(Date.parse(startsAt) + start.utcOffsetMinutes * 60_000 + now / 1000);
}

const start = fc
  .record({
    day: fc.integer({ min: 1, max: 28 }),
    hour: fc.integer({ min: 0, max: 23 }),
    minute: fc.integer({ min: 0, max: 59 }),
    second: fc.constantFrom(0, 1, 59),
    offset: fc.constantFrom('Z', '+08:00', '-05:00', '+05:45', '-09:30', '+14:00'),
  })
  .map(({ day, hour, minute, second, offset }) => {
    const two = (value: number) => String(value).padStart(2, '0');
    return `2026-02-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${offset}`;
  });

function localTime(startsAt: string): LocalTime {
  const { startWeekday, startSecondOfDay } = networkStart(startsAt)!;
  return new LocalTime(startWeekday, startSecondOfDay);
}

describe('local time', () => {
  it('agrees with a calendar on hours, days and weekdays, at any offset', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 0, max: 40 * 86_400 }), (startsAt, second) => {
        const local = localTime(startsAt);
        const now = second * 1e6;
        const date = wall(startsAt, now);
        const hour = date.getUTCHours() + date.getUTCMinutes() / 60 + date.getUTCSeconds() / 3600;
        expect(local.hourOfDay(now)).toBeCloseTo(hour, 9);
        const days = (at: Date) => Math.floor(at.getTime() / 86_400_000);
        expect(local.day(now)).toBe(days(date) - days(wall(startsAt, 0)));
        const intoWeek = (local.startOfWeekS + second) % 604_800;
        expect(Math.floor(intoWeek / 86_400)).toBe((date.getUTCDay() + 6) % 7);
      }),
    );
  });

  it('turns the day at midnight, not before', () => {
    const local = localTime('2026-03-02T22:30:00+08:00');
    expect([local.day(5.4e9 - 1), local.day(5.4e9), local.hourOfDay(5.4e9)]).toEqual([0, 1, 0]);
  });
});

describe('weekly instants', () => {
  it('are all instants of the timetable from the start on, and no others', () => {
    fc.assert(
      fc.property(
        start,
        fc.uniqueArray(fc.integer({ min: 0, max: 86_399 }), { minLength: 1, maxLength: 4 }),
        fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
        (startsAt, times, runsOn) => {
          fc.pre(runsOn.includes(true));
          const sorted = times.sort((a, b) => a - b);
          const instants = new WeeklyInstants(localTime(startsAt).firstWeek(secondsOfWeek(sorted, runsOn)));
          const perWeek = sorted.length * runsOn.filter((runs) => runs).length;
          expect(instants.perWeek).toBe(perWeek);
          let last = -1;
          for (let k = 0; k < 3 * perWeek; k++) {
            const now = instants.at(k);
            expect(now).toBeGreaterThan(last);
            last = now;
            const date = wall(startsAt, now);
            const second = (date.getUTCHours() * 60 + date.getUTCMinutes()) * 60 + date.getUTCSeconds();
            expect(sorted).toContain(second);
            expect(runsOn[(date.getUTCDay() + 6) % 7]).toBe(true);
          }
          // Three whole weeks hold exactly that many.
          expect(last).toBeLessThan(21 * DAY_US);
          expect(instants.at(3 * perWeek)).toBe(instants.at(0) + 21 * DAY_US);
        },
      ),
    );
  });

  it('do not drift over years', () => {
    const third = new WeeklyInstants([1 / 3]);
    expect(third.at(1000)).toBe(Math.round((1 / 3 + 1000 * 604_800) * 1e6));
  });
});
