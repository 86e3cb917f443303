/** An instant or a span of simulated time: whole microseconds from the start of the scenario, a safe integer (285 years). */
export type Time = number;

export const SECOND: Time = 1_000_000;
export const MINUTE: Time = 60 * SECOND;
export const HOUR: Time = 3_600 * SECOND;
export const DAY: Time = 24 * HOUR;

/** Later than every event. */
export const NEVER: Time = Number.POSITIVE_INFINITY;

/** Seconds to the nearest whole microsecond. */
export function fromSeconds(seconds: number): Time {
  return Math.round(seconds * 1e6);
}

/** The k-th instant of a repeating series, from its start: k x period first, then rounded, so that nothing drifts. */
export function repeatAt(startS: number, periodS: number, k: number): Time {
  return Math.round((startS + periodS * k) * 1e6);
}
