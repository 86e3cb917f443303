import type { EventCalendar } from '../../src/engine/event-calendar.ts';

/** A prime, so that the cycle of increments never falls in step with the number of pending events. */
const INCREMENTS = 16_381;
const MEAN_INCREMENT = 1e9;

export interface HoldResult {
  /** Holds (take the earliest, schedule it again) per CPU second of the process. */
  holdsPerCpuSecond: number;
  /** Depends on the order of all events taken: equal for calendars that keep the same order. */
  checksum: number;
}

/**
 * The hold model (Vaucher & Duval, CACM 18(4), 1975): with `pending` events in an empty calendar, takes the earliest
 * and schedules it again after an exponential increment, `holds` times. As many holds as events pending, at least
 * 100,000, go before unmeasured, for the steady state and the compiler. Increments come from a table, so that the
 * calendar is measured and not the generator.
 */
export function hold(calendar: EventCalendar, pending: number, holds: number): HoldResult {
  const increments = exponentialIncrements();
  let tie = 0;
  for (let i = 0; i < pending; i++) calendar.schedule(increments[i % INCREMENTS] + i, tie++, 0, i);
  run(calendar, increments, tie, Math.max(2 * pending, 100_000));
  tie += Math.max(2 * pending, 100_000);
  const before = process.cpuUsage();
  const checksum = run(calendar, increments, tie, holds);
  const spent = process.cpuUsage(before);
  return { holdsPerCpuSecond: (holds / (spent.user + spent.system)) * 1e6, checksum };
}

function run(calendar: EventCalendar, increments: Float64Array, firstTie: number, holds: number): number {
  const { taken } = calendar;
  let checksum = 0;
  let next = 0;
  for (let i = 0; i < holds; i++) {
    calendar.take(Number.POSITIVE_INFINITY);
    const subject = calendar.takenSubject;
    checksum = (Math.imul(checksum, 31) + subject) | 0;
    calendar.schedule(taken[0] + increments[next], firstTie + i, 0, subject);
    if (++next === INCREMENTS) next = 0;
  }
  return checksum >>> 0;
}

function exponentialIncrements(): Float64Array {
  const increments = new Float64Array(INCREMENTS);
  let state = 12_345;
  for (let i = 0; i < INCREMENTS; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    increments[i] = Math.round(-Math.log((state + 0.5) / 2 ** 32) * MEAN_INCREMENT);
  }
  return increments;
}
