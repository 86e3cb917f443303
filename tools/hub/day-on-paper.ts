import { shareBefore } from './arrival-curve.ts';
import { minutesOf } from './clock-times.ts';
import type { SizedHub } from './size-hub.ts';
import { RULES } from './sizing-rules.ts';

/** A quarter-hour of the day as arithmetic has it: no chance, every resource at its full rate. */
export interface Quarter {
  /** Minutes of local time, past midnight counted on. */
  readonly at: number;
  readonly due: number;
  /** Parcels that the scarcest of doors, unloaders, infeeds and loops lets through. */
  readonly sorted: number;
  readonly limit: number;
  /** Due and not sorted at the end. */
  readonly backlog: number;
}

const STEP = 15;

/** A day in quarter-hours, from noon to noon. @param volumeFactor multiplies the parcels of every trailer */
export function dayOnPaper(hub: SizedHub, volumeFactor = 1): Quarter[] {
  let backlog = 0;
  return Array.from({ length: (24 * 60) / STEP }, (_, quarter) => {
    const at = 12 * 60 + quarter * STEP;
    const due =
      volumeFactor *
      hub.sorts.reduce(
        (sum, { curve, parcels }) => sum + parcels * (shareBefore(curve, at + STEP) - shareBefore(curve, at)),
        0,
      );
    const limit = (limitPerHour(hub, at, volumeFactor) * STEP) / 60;
    const sorted = Math.min(backlog + due, limit);
    backlog += due - sorted;
    return { at, due, sorted, limit, backlog };
  });
}

function limitPerHour(hub: SizedHub, at: number, volumeFactor: number): number {
  const shift = hub.shifts.find(({ from, to }) => minutesOf(from) <= at && at < minutesOf(to));
  if (shift === undefined) return 0;
  const onDuty = (task: string) =>
    hub.crews
      .filter((crew) => crew.sort === shift.sort && crew.task === task)
      .reduce(
        (sum, { people }) => sum + people * (1 - RULES.absence.value) * workingShare(shift.sort, at),
        0,
      );
  const sort = hub.sorts.find(({ code }) => code === shift.sort)!;
  const aboard = sort.trailerParcels * volumeFactor;
  const { unloading, infeed } = RULES;
  const perDoor =
    aboard /
    (aboard / (unloading.people_at_a_door * unloading.parcels_per_worker_per_hour) + unloading.swap_min / 60);
  return Math.min(
    hub.doors * perDoor,
    onDuty('unload') * unloading.parcels_per_worker_per_hour,
    onDuty('induct') * infeed.rate_per_hour,
    hub.machines.loops * hub.machines.loopRate,
  );
}

/** Share of a crew that does not rest in a quarter-hour. */
function workingShare(sort: 'twilight' | 'night', at: number): number {
  const { groups, minutes, ...starts } = RULES.breaks;
  const length = minutes[sort === 'twilight' ? 0 : 1];
  const resting = starts[sort].reduce((sum, start) => {
    const from = minutesOf(start);
    const overlap = Math.max(0, Math.min(at + STEP, from + length) - Math.max(at, from));
    return sum + overlap / STEP;
  }, 0);
  return 1 - resting / groups;
}
