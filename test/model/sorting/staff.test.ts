import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../src/engine/clock.ts';
import { meanInterval } from '../../../src/engine/stats/interval.ts';
import { tQuantile } from '../../../src/engine/stats/quantiles.ts';
import type { Task } from '../../../src/scenario/hub/hub-schema.ts';
import { type Crew, type Floor, floor } from '../../builders/staffed-floor.ts';
import { MASTER_SEED } from '../../seeds.ts';

describe('shifts and breaks', () => {
  it('follow a hand-written week, with a break past midnight', () => {
    const nights: Crew = {
      tasks: ['unload'],
      people: 8,
      from: '20:00',
      to: '28:30',
      weekdays: '157',
      breaks: [
        { at: '23:50', minutes: 20 },
        { at: '02:00', minutes: 30 },
      ],
    };
    // Monday 00:00: Sunday's shift is under way.
    const { at } = floor([nights]).until(7 * 24);
    const shift = (day: number) => [
      [24 * day + 20, 8, 1],
      [24 * day + 23 + 50 / 60, 0, 1],
      [24 * day + 24 + 10 / 60, 8, 1],
      [24 * day + 26, 0, 1],
      [24 * day + 26.5, 8, 1],
      [24 * day + 28.5, 0, 1],
    ];
    const sunday = [[0, 0, 1], ...shift(-1).slice(2)];
    expect(at.unload.told).toEqual([...sunday, ...shift(0), ...shift(4), ...shift(6).slice(0, 2)]);
    expect(at.load.told).toEqual([[0, 0, 1]]);
  });

  it('hand over without a gap, those who come before those who go', () => {
    const { at, context } = floor([
      { tasks: ['sort'], people: 3, from: '00:00', to: '12:00' },
      { tasks: ['sort'], people: 5, from: '12:00', to: '24:00' },
    ]).until(24.5);
    expect(at.sort.told).toEqual([
      [0, 3, 1],
      [12, 8, 1],
      [12, 5, 1],
      [24, 8, 1],
      [24, 3, 1],
    ]);
    expect(context.sim.staleCount).toBe(0);
  });

  it('go on where the next shift of the crew begins as one ends', () => {
    const { at, staff, context } = floor([{ tasks: ['code'], people: 4, from: '00:00', to: '24:00' }]).until(
      72,
    );
    expect(at.code.told).toEqual([[0, 4, 1]]);
    expect(staff.laborHours(context.sim.now[0])).toBe(288);
  });

  it('leave paid and idle whose task has no workplace', () => {
    const { staff, at } = floor([{ tasks: ['sort'] }], {}, {}, ['sort']).until(24);
    expect(at.sort.told).toEqual([]);
    expect(staff.laborHours(24 * HOUR, 'sort')).toBe(80);
    expect(staff.busy('sort')).toBe(0);
  });

  it('send temporary staff home before their first day and after their last', () => {
    const { at } = floor([{ tasks: ['load'], from_day: 1, to_day: 2 }]).until(24 * 7);
    expect(at.load.told.map(([hour, people]) => [hour, people])).toEqual([
      [0, 0],
      [30, 10],
      [38, 0],
      [54, 10],
      [62, 0],
    ]);
  });
});

describe('learning', () => {
  it('raises the productivity of temporary staff from day to day, averaged with the others', () => {
    const { at, staff } = floor([
      { tasks: ['load'], people: 30 },
      { tasks: ['load'], people: 10, from_day: 1, to_day: 4, learning: [0.4, 0.6, 0.8] },
    ]).until(24 * 6);
    const mornings = at.load.told.filter(([hour, people]) => people > 0 && hour % 24 === 6);
    // Both come in one phase: the last word of a morning counts.
    const lastOf = (day: number) =>
      mornings
        .filter(([hour]) => hour === 24 * day + 6)
        .at(-1)!
        .slice(1);
    expect([0, 1, 2, 3, 4, 5].map(lastOf)).toEqual([
      [30, 1],
      [40, 0.85],
      [40, 0.9],
      [40, 0.95],
      [40, 0.95],
      [30, 1],
    ]);
    expect(staff.effectiveHours('load', 6 * DAY)).toBe(8 * (6 * 30 + 10 * (0.4 + 0.6 + 0.8 + 0.8)));
  });
});

describe('absence', () => {
  const absence = { tasks: ['unload' as const], people: 20, absence_share: 0.1, from: '00:00', to: '24:00' };
  const days = ({ at }: Floor, task: Task = 'unload') => at[task].told.map(([, people]) => people);

  it('takes the share of people that is written, shift by shift', () => {
    const replications = Array.from({ length: 30 }, (_, replication) => {
      const start = { seed: `${MASTER_SEED.theory}/absence`, replication };
      const { staff } = floor([{ ...absence, from: '06:00', to: '14:00' }], {}, start).until(24 * 20);
      return staff.laborHours(480 * HOUR) / 8 / 20;
    });
    const { mean, sd } = meanInterval(replications);
    expect(Math.abs(mean - 18)).toBeLessThan((tQuantile(1 - 5e-7, 29) * sd) / Math.sqrt(30));
    // Binomial: a shift's spread is the root of 20 × 0.1 × 0.9.
    expect(sd * Math.sqrt(20)).toBeGreaterThan(0.9);
    expect(sd * Math.sqrt(20)).toBeLessThan(1.8);
  });

  it('strikes the same people whatever other crews there are and whatever they do', () => {
    const alone = floor([{ ...absence, code: 'A' }]).until(24 * 10);
    const other = { ...absence, code: 'B', tasks: ['load' as const], people: 70 };
    const among = floor([other, { ...absence, code: 'A', tasks: ['unload', 'code'] }]).until(24 * 10);
    expect(days(alone).length).toBeGreaterThan(3);
    expect(days(among)).toEqual(days(alone));
    // One person more is one who comes or not: nobody else's day changes.
    const more = floor([{ ...absence, code: 'A', people: 21 }]);
    const fewer = floor([{ ...absence, code: 'A' }]);
    for (let day = 1; day <= 30; day++) {
      const extra = more.until(24 * day).at.unload.people - fewer.until(24 * day).at.unload.people;
      expect([0, 1]).toContain(extra);
    }
  });
});

describe('labor', () => {
  it('is paid from the start of the shift to its end to the microsecond, breaks included', () => {
    const { staff, context } = floor([
      { tasks: ['unload'], people: 7, cost_per_hour: 31.25, breaks: [{ at: '09:00', minutes: 20 }] },
      { tasks: ['load'], people: 3, cost_per_hour: 20, from: '13:00', to: '15:00' },
    ]);
    const half = 13.5 * HOUR + 1;
    context.sim.run(half);
    expect(staff.laborHours(half, 'unload')).toBe((7 * (7.5 * HOUR + 1)) / HOUR);
    expect(staff.laborHours(half)).toBe((7 * (7.5 * HOUR + 1) + 3 * (0.5 * HOUR + 1)) / HOUR);
    expect(staff.dutyHours('unload', half)).toBe((7 * (7.5 * HOUR + 1 - 20 * MINUTE)) / HOUR);
    context.sim.run(24 * HOUR);
    expect(staff.laborHours(24 * HOUR)).toBe(62);
    expect(staff.laborCost(24 * HOUR, 'unload')).toBe(56 * 31.25e6);
    expect(staff.laborCost(24 * HOUR)).toBe(56 * 31.25e6 + 6 * 20e6);
  });

  it('begins anew at the end of the warm-up', () => {
    const { staff, context } = floor([{ tasks: ['unload'], people: 7 }]).until(10);
    staff.reset(context.sim.now[0]);
    expect(staff.laborHours(10 * HOUR)).toBe(0);
    context.sim.run(24 * HOUR);
    expect(staff.laborHours(24 * HOUR)).toBe(28);
    expect(staff.laborCost(24 * HOUR)).toBe(28 * 25e6);
  });

  it('reads the same however often it was read before', () => {
    const read = floor([{ tasks: ['code'], people: 3, cost_per_hour: 33.1 }]);
    for (let hour = 0.3; hour < 24; hour += 0.7) {
      read.until(hour);
      read.staff.laborCost(read.context.sim.now[0]);
    }
    const unread = floor([{ tasks: ['code'], people: 3, cost_per_hour: 33.1 }]).until(24);
    expect(read.until(24).staff.laborCost(24 * HOUR)).toBe(unread.staff.laborCost(24 * HOUR));
  });
});
