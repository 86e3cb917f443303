import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/engine/clock.ts';
import { LocalTime } from '../../../src/model/network/local-time.ts';
import { ShiftCalendar } from '../../../src/model/sorting/people/shift-calendar.ts';
import type { WrittenCrew } from '../../../src/scenario/hub/hub-schema.ts';
import { hubContext } from '../../builders/hub-context.ts';

type Crew = Partial<WrittenCrew>;

function crew(written: Crew): WrittenCrew {
  const all = { code: 'C', tasks: ['unload' as const], people: 1, from: '06:00', to: '14:00', ...written };
  return hubContext({ people: { crews: [all] } }).block.people.crews[0];
}

function calendar(written: Crew, weekday = 0, hour = 0): ShiftCalendar {
  return new ShiftCalendar(crew(written), new LocalTime(weekday, hour * 3600));
}

/** Hours after the start of the scenario at which the first shifts begin and end. */
function firstShifts(of: ShiftCalendar, count: number): number[][] {
  const shifts: number[][] = [];
  const underWay = of.dayUnderWay();
  let day = underWay ?? of.nextDay(of.firstDayAhead());
  while (day !== undefined && shifts.length < count) {
    shifts.push([of.startOf(day) / HOUR, of.endOf(day) / HOUR]);
    day = of.nextDay(day + 1);
  }
  return shifts;
}

describe('the calendar of a crew', () => {
  it('repeats a hand-written week', () => {
    const nights = calendar({ from: '22:00', to: '30:00', weekdays: '135' });
    expect(firstShifts(nights, 5)).toEqual([
      [22, 30],
      [70, 78],
      [118, 126],
      [190, 198],
      [238, 246],
    ]);
  });

  it('counts a shift that began the evening before', () => {
    // The scenario starts on Monday at 02:00; the shift began on Sunday at 22:00.
    const sundays = calendar({ from: '22:00', to: '30:00', weekdays: '7' }, 0, 2);
    expect(sundays.dayUnderWay()).toBe(-1);
    expect(firstShifts(sundays, 2)).toEqual([
      [-4, 4],
      [164, 172],
    ]);
  });

  it('does not count one that is over at time 0, and counts one that begins then', () => {
    expect(calendar({ from: '22:00', to: '26:00' }, 0, 2).dayUnderWay()).toBeUndefined();
    expect(calendar({ from: '02:00', to: '03:00' }, 0, 2).dayUnderWay()).toBe(0);
  });

  it('knows a shift that is written as one of the day before', () => {
    // From 01:00 of the next day; at Tuesday 00:00 that of Monday is an hour ahead.
    const late = calendar({ from: '25:00', to: '33:00', weekdays: '1' }, 1, 0);
    expect(firstShifts(late, 2)).toEqual([
      [1, 9],
      [169, 177],
    ]);
  });

  it('has no shift before its first day or after its last', () => {
    const temporary = calendar({ from_day: 2, to_day: 3 });
    expect(firstShifts(temporary, 9)).toEqual([
      [54, 62],
      [78, 86],
    ]);
  });

  it('rests past midnight, however the time is written', () => {
    const breaks = [
      { at: '23:45', minutes: 30 },
      { at: '02:00', minutes: 15 },
      { at: '28:00', minutes: 15 },
    ];
    expect(calendar({ from: '22:00', to: '30:00', breaks }).edges).toEqual([
      { offset: 23.75 * HOUR, kind: 'rest' },
      { offset: 24.25 * HOUR, kind: 'back' },
      { offset: 26 * HOUR, kind: 'rest' },
      { offset: 26.25 * HOUR, kind: 'back' },
      { offset: 28 * HOUR, kind: 'rest' },
      { offset: 28.25 * HOUR, kind: 'back' },
      { offset: 30 * HOUR, kind: 'end' },
    ]);
  });

  it('joins breaks that touch and cuts them at the ends of the shift', () => {
    const breaks = [
      { at: '06:00', minutes: 10 },
      { at: '09:00', minutes: 30 },
      { at: '09:20', minutes: 20 },
      { at: '13:50', minutes: 60 },
    ];
    const cut = calendar({ breaks });
    expect(cut.beginsResting).toBe(true);
    expect(cut.edges).toEqual([
      { offset: 6 * HOUR + 10 * MINUTE, kind: 'back' },
      { offset: 9 * HOUR, kind: 'rest' },
      { offset: 9 * HOUR + 40 * MINUTE, kind: 'back' },
      { offset: 13 * HOUR + 50 * MINUTE, kind: 'rest' },
      { offset: 14 * HOUR, kind: 'end' },
    ]);
  });

  it('refuses shifts that end before they start or overlap', () => {
    expect(() => calendar({ from: '22:00', to: '06:00' })).toThrow('the shift of C ends before it starts');
    expect(() => calendar({ from: '00:00', to: '30:00' })).toThrow('shifts of C overlap');
    expect(() => calendar({ from: '00:00', to: '30:00', weekdays: '136' })).not.toThrow();
    expect(() => calendar({ from: '00:00', to: '30:00', weekdays: '17' })).toThrow('overlap');
  });

  it('has not drifted by a microsecond after ten years', () => {
    const daily = calendar({ from: '06:10', to: '14:00' }, 3, 17);
    expect(daily.startOf(3650)).toBe((3650 * 24 - 17) * HOUR + 6 * HOUR + 10 * MINUTE);
  });
});
