import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/engine/clock.ts';
import { TASKS } from '../../../src/scenario/hub/hub-schema.ts';
import { type Crew, floor } from '../../builders/staffed-floor.ts';

describe('any shift pattern', () => {
  const DAY_MIN = 1440;
  const clock = (minute: number) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
  const pattern = fc
    .record({
      from: fc.nat(1800),
      lasts: fc.integer({ min: 1, max: DAY_MIN }),
      weekdays: fc.subarray([...'1234567'], { minLength: 1 }).map((days) => days.join('')),
      people: fc.integer({ min: 1, max: 9 }),
      tasks: fc.subarray([...TASKS], { minLength: 1 }),
      rests: fc.array(fc.tuple(fc.nat(DAY_MIN - 1), fc.integer({ min: 1, max: 90 })), { maxLength: 3 }),
    })
    .map(({ lasts, rests, from, ...crew }) => ({
      ...crew,
      from: clock(from),
      to: clock(from + lasts),
      span: [from, from + lasts] as const,
      // Within the shift, or cut off at its end.
      rests: rests.map(([at, minutes]) => [from + (at % lasts), minutes] as const),
    }));

  /** Person-minutes of a crew, paid and at work, counted minute by minute. */
  function counted(
    crew: typeof pattern extends fc.Arbitrary<infer C> ? C : never,
    start: number,
    until: number,
  ) {
    const minutes = { paid: 0, atWork: 0 };
    for (let minute = start; minute < start + until; minute++) {
      for (let day = -3; day * DAY_MIN <= minute; day++) {
        const within = minute - day * DAY_MIN;
        if (!crew.weekdays.includes(String(((day + 7) % 7) + 1))) continue;
        if (within < crew.span[0] || within >= crew.span[1]) continue;
        minutes.paid += crew.people;
        if (!crew.rests.some(([at, lasts]) => within >= at && within < at + lasts)) {
          minutes.atWork += crew.people;
        }
      }
    }
    return minutes;
  }

  it('pays and puts to work whom a count minute by minute finds there, moved between tasks or not', () => {
    fc.assert(
      fc.property(
        fc.array(pattern, { minLength: 1, maxLength: 4 }),
        fc.nat(DAY_MIN - 1),
        fc.integer({ min: 1, max: 9 * DAY_MIN }),
        fc.boolean(),
        (patterns, start, until, moves) => {
          const crews = patterns.map(({ span: _, rests, ...crew }) => ({
            ...crew,
            breaks: rests.map(([at, minutes]) => ({ at: clock(at), minutes })),
          }));
          const people = moves ? { moves: 'by-backlog', review_min: 7 } : {};
          const { staff, at, context } = floor(crews, people, { secondOfDay: start * 60 });
          TASKS.forEach((task, i) => {
            at[task].workWaitingH = (start * (i + 3)) % 5;
          });
          const end = until * MINUTE;
          context.sim.run(end);
          const expected = patterns.map((crew) => counted(crew, start, until));
          const sum = (pick: (each: { paid: number; atWork: number }) => number) =>
            expected.reduce((total, each) => total + pick(each), 0) / 60;
          expect(staff.laborHours(end)).toBeCloseTo(
            sum(({ paid }) => paid),
            9,
          );
          const duty = TASKS.reduce((total, task) => total + staff.dutyHours(task, end), 0);
          expect(duty).toBeCloseTo(
            sum(({ atWork }) => atWork),
            9,
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('moves by backlog', () => {
  const ALL_DAY = { from: '00:00', to: '24:00' };
  const BY_BACKLOG = { moves: 'by-backlog', review_min: 30 };

  it('divide a crew by hours of work at each review, and account for its hours where it is', () => {
    const { at, staff, until } = floor([{ tasks: ['unload', 'load'], ...ALL_DAY }], BY_BACKLOG);
    at.unload.workWaitingH = 3;
    at.load.workWaitingH = 2;
    until(0.5);
    expect([at.unload.people, at.load.people]).toEqual([10, 0]);
    until(0.75);
    expect([at.unload.people, at.load.people]).toEqual([6, 4]);
    at.unload.workWaitingH = 0;
    until(1.25);
    expect([at.unload.people, at.load.people]).toEqual([0, 10]);
    at.load.workWaitingH = 0;
    until(1.75);
    expect([at.unload.people, at.load.people]).toEqual([10, 0]);
    expect(staff.laborHours(1.75 * HOUR, 'unload')).toBe(5 + 3 + 0 + 2.5);
    expect(staff.laborHours(1.75 * HOUR, 'load')).toBe(2 + 5);
    expect(staff.onDuty('unload')).toBe(10);
  });

  it('leave those at rest where they were, and count those who can do one task only', () => {
    const breaks = [{ at: '00:40', minutes: 30 }];
    const crews: Crew[] = [
      { tasks: ['unload', 'load'], people: 10, breaks, ...ALL_DAY },
      { tasks: ['unload'], people: 4, ...ALL_DAY },
    ];
    const { at, until } = floor(crews, BY_BACKLOG);
    at.unload.workWaitingH = 5;
    at.load.workWaitingH = 5;
    until(0.6);
    expect([at.unload.people, at.load.people]).toEqual([7, 7]);
    at.load.workWaitingH = 0;
    until(1.05);
    expect([at.unload.people, at.load.people]).toEqual([4, 0]);
    until(1.2);
    expect([at.unload.people, at.load.people]).toEqual([7, 7]);
    until(1.6);
    expect([at.unload.people, at.load.people]).toEqual([14, 0]);
  });

  it('tell nobody anything where a review changes nothing', () => {
    const crews: Crew[] = [{ tasks: ['unload', 'load'], absence_share: 0.2 }, { tasks: ['code', 'load'] }];
    const told = (people: object) => {
      const { at, until } = floor(crews, people);
      at.unload.workWaitingH = 4;
      at.code.workWaitingH = 2;
      until(24 * 7);
      return TASKS.map((task) => at[task].told);
    };
    expect(told(BY_BACKLOG)).toEqual(told({ moves: 'none' }));
    expect(told({ ...BY_BACKLOG, review_min: 7.3 })).toEqual(told({ moves: 'none' }));
  });

  it('stay at the first task without the rule', () => {
    const { at, until } = floor([{ tasks: ['unload', 'load'], ...ALL_DAY }]);
    at.load.workWaitingH = 50;
    until(24);
    expect([at.unload.people, at.load.people]).toEqual([10, 0]);
  });
});

describe('people sent away', () => {
  it('are paid but not at work until every reason is gone, and whoever comes meanwhile waits', () => {
    const { at, staff, context } = floor([{ tasks: ['load'], people: 6 }]);
    context.sim.run(5 * HOUR);
    staff.addStop('load', 1);
    staff.addStop('load', 1);
    context.sim.run(7 * HOUR);
    expect(staff.onDuty('load')).toBe(0);
    staff.addStop('load', -1);
    context.sim.run(8 * HOUR);
    staff.addStop('load', -1);
    context.sim.run(24 * HOUR);
    expect(at.load.told).toEqual([
      [0, 0, 1],
      [8, 6, 1],
      [14, 0, 1],
    ]);
    expect(staff.laborHours(24 * HOUR, 'load')).toBe(48);
    expect(staff.dutyHours('load', 24 * HOUR)).toBe(36);
  });
});
