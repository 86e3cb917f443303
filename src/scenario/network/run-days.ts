import { DAY } from '../../engine/clock.ts';
import type { NetworkSettings } from './network-schema.ts';

type RunSettings = NetworkSettings['run'];

/** Days from the start of a run until it ends at the latest. */
export function mostDays({
  warm_up_days: warmUp,
  measured_days: measured,
  cap_days: cap,
}: RunSettings): number {
  return warmUp + measured + cap;
}

/** The cohort's days: created from `from` on and before `to`, µs from the start. */
export function cohortSpan(run: RunSettings): { readonly from: number; readonly to: number } {
  const { warm_up_days: warmUp, measured_days: measured } = run;
  return { from: Math.round(warmUp * DAY), to: Math.round((warmUp + measured) * DAY) };
}

/** Days from the start of a run on which something may be ordered, at most. */
export function daysOfDemand(run: RunSettings): number {
  return Math.min(mostDays(run), run.demand_days ?? Number.POSITIVE_INFINITY);
}
