import { parseInstant } from '../instant.ts';

const DAY_US = 86_400_000_000;
/** 1 January 1970 was a Thursday: the third day after Monday. */
const WEEKDAY_OF_1970 = 3;

/** Where simulated time 0 lies on the local clock and in the local week. */
export interface NetworkStart {
  readonly utcOffsetMinutes: number;
  /** 0 for Monday. */
  readonly startWeekday: number;
  /** Whole seconds of the local day already gone. */
  readonly startSecondOfDay: number;
}

/**
 * Reads the instant at which a network starts, whole seconds, with its offset from UTC, which holds throughout.
 * By integers alone: the calendar of the runtime knows time zones of its own.
 * @returns undefined for what is no such instant
 */
export function networkStart(startsAt: string): NetworkStart | undefined {
  const instant = parseInstant(startsAt);
  if (instant === undefined || instant % 1_000_000 !== 0) return undefined;
  // The same digits read as UTC are the local clock.
  const local = parseInstant(startsAt.replace(/(?:Z|[+-]\d{2}:\d{2})$/, 'Z'));
  if (local === undefined) return undefined;
  const day = Math.floor(local / DAY_US);
  return {
    utcOffsetMinutes: (local - instant) / 60_000_000,
    startWeekday: (day + WEEKDAY_OF_1970) % 7,
    startSecondOfDay: (local - day * DAY_US) / 1_000_000,
  };
}
