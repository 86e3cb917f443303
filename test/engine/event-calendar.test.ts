import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventCalendar } from '../../src/engine/event-calendar.ts';
import { isBefore } from '../../src/engine/phase.ts';
import { hold } from '../bench/hold-model.ts';

interface Pending {
  time: number;
  tie: number;
  handler: number;
  subject: number;
}

/** What a calendar must do, done the slow way: an array kept in order. */
class SortedOracle {
  readonly events: Pending[] = [];

  schedule(event: Pending): void {
    let at = this.events.length;
    while (at > 0 && isBefore(event.time, event.tie, this.events[at - 1].time, this.events[at - 1].tie)) at--;
    this.events.splice(at, 0, event);
  }

  take(limit: number): Pending | undefined {
    return this.events.length > 0 && this.events[0].time < limit ? this.events.shift() : undefined;
  }
}

function takenFrom(calendar: EventCalendar): Pending {
  return {
    time: calendar.taken[0],
    tie: calendar.taken[1],
    handler: calendar.takenHandler,
    subject: calendar.takenSubject,
  };
}

type Step =
  | { do: 'schedule'; increment: number; tie: number }
  | { do: 'take' }
  | { do: 'takeBefore'; margin: number }
  | { do: 'hasEventAt' }
  | { do: 'nextTime' }
  | { do: 'clear' };

const increment = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 3 }) },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 1000 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 1e9 }) },
  // Skewed: every order of magnitude is equally likely.
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 44 }).map((bits) => 2 ** bits + (bits & 1)) },
);

const scheduleStep = fc.record({
  do: fc.constant('schedule' as const),
  increment,
  // The upper part decides between simultaneous events; a sequence number below it keeps keys unique.
  tie: fc.integer({ min: 0, max: 7 }),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: scheduleStep },
  { weight: 9, arbitrary: fc.constant<Step>({ do: 'take' }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('takeBefore' as const),
      margin: fc.integer({ min: 0, max: 2000 }),
    }),
  },
  { weight: 3, arbitrary: fc.constant<Step>({ do: 'hasEventAt' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'nextTime' }) },
);

/** Plays the steps on a calendar and on the oracle, compares all they say, and takes what is left. */
function playAgainstOracle(calendar: EventCalendar, steps: Iterable<Step>): void {
  const oracle = new SortedOracle();
  let now = 0;
  let sequence = 0;
  const take = (limit: number): void => {
    const expected = oracle.take(limit);
    const found = calendar.take(limit);
    if (found !== (expected !== undefined)) expect(found).toBe(expected !== undefined);
    if (expected === undefined) return;
    const event = takenFrom(calendar);
    if (event.tie !== expected.tie) expect(event).toEqual(expected);
    expect(event).toEqual(expected);
    now = event.time;
  };
  for (const next of steps) {
    if (next.do === 'schedule') {
      const event = {
        time: now + next.increment,
        tie: next.tie * 2 ** 33 + sequence,
        handler: sequence % 7,
        subject: -1 - sequence,
      };
      sequence++;
      calendar.schedule(event.time, event.tie, event.handler, event.subject);
      oracle.schedule(event);
    } else if (next.do === 'take') take(Number.POSITIVE_INFINITY);
    else if (next.do === 'takeBefore') take(now + next.margin);
    else if (next.do === 'hasEventAt') expect(calendar.hasEventAt(now)).toBe(oracle.events[0]?.time === now);
    else if (next.do === 'nextTime') {
      expect(calendar.nextTime()).toBe(oracle.events[0]?.time ?? Number.POSITIVE_INFINITY);
    } else {
      calendar.clear();
      oracle.events.length = 0;
    }
    expect(calendar.size).toBe(oracle.events.length);
  }
  while (oracle.events.length > 0) take(Number.POSITIVE_INFINITY);
  expect(calendar.take(Number.POSITIVE_INFINITY)).toBe(false);
  expect(calendar.nextTime()).toBe(Number.POSITIVE_INFINITY);
  expect(calendar.size).toBe(0);
}

/** A cheap sequence of 32-bit words for the larger cases. */
function words(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) >>> 0;
  };
}

describe('event calendar', () => {
  it('does what a sorted array does, as a heap', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        playAgainstOracle(new EventCalendar(), steps);
      }),
      { numRuns: 200 },
    );
  });

  it('does what a sorted array does while it moves to the ladder and back', () => {
    // Blocks of schedules carry the size over the threshold, blocks of takes bring it back below a quarter.
    const grow = fc.array(scheduleStep, { minLength: 30, maxLength: 200 });
    const shrink = fc.array(fc.constant<Step>({ do: 'take' }), { minLength: 10, maxLength: 180 });
    const mixed = fc.array(step, { maxLength: 100 });
    const clear = fc.constant<Step[]>([{ do: 'clear' }]);
    const blocks = fc.array(
      fc.oneof(
        { weight: 4, arbitrary: grow },
        { weight: 3, arbitrary: mixed },
        { weight: 3, arbitrary: shrink },
        { weight: 1, arbitrary: clear },
      ),
      { minLength: 2, maxLength: 12 },
    );
    fc.assert(
      fc.property(blocks, fc.constantFrom(0, 3, 16, 100), (parts, ladderAbove) => {
        playAgainstOracle(new EventCalendar({ ladderAbove }), parts.flat());
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['evenly spread', (word: () => number) => word() % 1_000_000],
    ['of few distinct values', (word: () => number) => (word() % 5) * 100],
    [
      'spread over 44 orders of two',
      (word: () => number) => Math.floor(word() / 2 ** 8) * 2 ** (word() % 21),
    ],
    ['mostly now, rarely in a century', (word: () => number) => (word() % 100 === 0 ? 3e15 : word() % 3)],
    ['in two distant clusters', (word: () => number) => (word() % 2) * 1e12 + (word() % 10)],
  ])('keeps the order through several rungs with increments %s', (_name, draw) => {
    const word = words(20_050);
    const steps: Step[] = [];
    const schedule = (): void => {
      steps.push({ do: 'schedule', increment: draw(word), tie: word() % 8 });
    };
    for (let i = 0; i < 3000; i++) schedule();
    for (let i = 0; i < 6000; i++) {
      steps.push({ do: 'take' });
      if (word() % 64 === 0) steps.push({ do: 'hasEventAt' });
      schedule();
    }
    playAgainstOracle(new EventCalendar({ ladderAbove: 500 }), steps);
  });

  it('takes nothing at its limit', () => {
    const calendar = new EventCalendar();
    calendar.schedule(10, 1, 2, 3);
    expect(calendar.take(10)).toBe(false);
    expect(calendar.size).toBe(1);
    expect(calendar.take(11)).toBe(true);
    expect(takenFrom(calendar)).toEqual({ time: 10, tie: 1, handler: 2, subject: 3 });
    expect(calendar.take(Number.POSITIVE_INFINITY)).toBe(false);
  });

  it.each([0, 1, 2, 3, 4, 5, 20])(
    'sees whether one of %i others shares the instant of the event taken',
    (others) => {
      for (let shared = -1; shared < others; shared++) {
        const calendar = new EventCalendar();
        calendar.schedule(50, 0, 0, 0);
        for (let i = 0; i < others; i++) calendar.schedule(i === shared ? 50 : 60 + i, 1 + i, 0, i);
        calendar.take(Number.POSITIVE_INFINITY);
        // With the root open, after something filled it, and after it was closed.
        expect(calendar.hasEventAt(50)).toBe(shared >= 0);
        calendar.schedule(55, 1000, 0, 0);
        expect(calendar.hasEventAt(50)).toBe(shared >= 0);
        expect(calendar.nextTime()).toBe(shared >= 0 ? 50 : 55);
        expect(calendar.hasEventAt(50)).toBe(shared >= 0);
        calendar.schedule(50, 1001, 0, 0);
        expect(calendar.hasEventAt(50)).toBe(true);
      }
    },
  );

  it('still sees the present instant after it ran empty on the ladder', () => {
    const calendar = new EventCalendar({ ladderAbove: 0 });
    calendar.schedule(50, 0, 0, 0);
    expect(calendar.take(Number.POSITIVE_INFINITY)).toBe(true);
    expect(calendar.take(Number.POSITIVE_INFINITY)).toBe(false);
    expect(calendar.hasEventAt(50)).toBe(false);
    calendar.schedule(50, 1, 0, 0);
    expect(calendar.hasEventAt(50)).toBe(true);
  });

  it('orders 100,000 simultaneous events by tie, among others before and after', () => {
    const n = 100_000;
    const word = words(5);
    const calendar = new EventCalendar();
    for (let i = 0; i < n; i++) {
      // A permutation of the ties: 77,773 shares no factor with 100,000.
      calendar.schedule(1_000_000, (i * 77_773) % n, 1, i);
      if (i % 10 === 0) calendar.schedule(word() % 2_000_000, n + i, 2, i);
    }
    let taken = 0;
    let ties = 0;
    let lastTime = -1;
    let lastTie = -1;
    while (calendar.take(Number.POSITIVE_INFINITY)) {
      const { time, tie, handler } = takenFrom(calendar);
      if (!isBefore(lastTime, lastTie, time, tie)) expect([time, tie]).toEqual(['after', lastTime, lastTie]);
      lastTime = time;
      lastTie = tie;
      taken++;
      if (handler !== 1) continue;
      if (tie !== ties) expect(tie).toBe(ties);
      ties++;
      // What is scheduled at this very instant waits for its tie.
      if (ties === n / 2) calendar.schedule(1_000_000, 3 * n, 3, 0);
    }
    expect(ties).toBe(n);
    expect(taken).toBe(n + n / 10 + 1);
  });

  it('holds times up to the largest safe integer', () => {
    const calendar = new EventCalendar({ ladderAbove: 8 });
    const times = [Number.MAX_SAFE_INTEGER, 0, 1, Number.MAX_SAFE_INTEGER - 1];
    for (let k = 0; k < 50; k++) times.push(2 ** k, 2 ** k + 1, Number.MAX_SAFE_INTEGER - 2 ** k);
    for (let i = 0; i < times.length; i++) calendar.schedule(times[i], i, 0, i);
    const order: number[] = [];
    while (calendar.take(Number.POSITIVE_INFINITY)) order.push(calendar.taken[0]);
    expect(order).toEqual([...times].sort((a, b) => a - b));
  });

  it('refuses an instant that no clock reaches, on the heap and on the ladder', () => {
    for (const pending of [0, 5000]) {
      const calendar = new EventCalendar();
      for (let i = 0; i < pending; i++) calendar.schedule(i, i, 0, i);
      expect(() => calendar.schedule(Number.POSITIVE_INFINITY, 1e6, 0, 0)).toThrow('at Infinity µs');
      expect(() => calendar.schedule(Number.NaN, 1e6, 0, 0)).toThrow('at NaN µs');
      expect(calendar.size).toBe(pending);
    }
  });

  it('is empty and as new after clear, in the heap and on the ladder', () => {
    for (const ladderAbove of [1e9, 10]) {
      const calendar = new EventCalendar({ ladderAbove });
      for (let round = 0; round < 3; round++) {
        for (let i = 0; i < 500; i++) calendar.schedule((i * 7919) % 500, i, 0, i);
        for (let i = 0; i < 100; i++) {
          calendar.take(Number.POSITIVE_INFINITY);
          expect(calendar.taken[0]).toBe(i);
        }
        calendar.clear();
        expect(calendar.size).toBe(0);
        expect(calendar.nextTime()).toBe(Number.POSITIVE_INFINITY);
        expect(calendar.take(Number.POSITIVE_INFINITY)).toBe(false);
      }
    }
  });

  it('takes the same events in the same order from the heap and from the ladder', () => {
    const heap = hold(new EventCalendar({ ladderAbove: 1e9 }), 20_000, 100_000);
    const ladder = hold(new EventCalendar({ ladderAbove: 1000 }), 20_000, 100_000);
    expect(ladder.checksum).toBe(heap.checksum);
  });

  it('allocates fewer than 40 bytes an event at 100,000 pending, and no more over many holds', () => {
    const calendar = new EventCalendar();
    hold(calendar, 100_000, 100_000);
    const bytes = calendar.bytes;
    expect(bytes).toBeLessThan(40 * 100_000);
    for (let i = 0; i < 300_000; i++) {
      calendar.take(Number.POSITIVE_INFINITY);
      calendar.schedule(calendar.taken[0] + ((i * 7919) % 2_000_003) * 1000, 1e9 + i, 0, 0);
    }
    expect(calendar.bytes).toBeLessThan(1.25 * bytes);
  });
});
