/**
 * Why a parcel turned late, in the order in which equals are decided. What lies on a lane's trip is told of the lane, all
 * else of the facility.
 */
export const LATE_CAUSES = [
  'no path',
  'fits no vehicle',
  'embargo',
  'closed',
  'weather',
  'incident',
  'no vehicle',
  'rolled',
  'missed connection',
  'backlog',
  'courier backlog',
  'nobody home',
  'collection',
  'pickup',
  'slow trip',
  'round',
  'timetable',
  'detour',
  'plan',
  'unfinished',
] as const;
export type LateCause = (typeof LATE_CAUSES)[number];

/** How much longer than planned each part of a stretch took, µs; the longest is the cause. */
export class Overruns {
  readonly #us = new Float64Array(LATE_CAUSES.length);

  clear(): void {
    this.#us.fill(0);
  }

  set(cause: LateCause, us: number): void {
    this.#us[LATE_CAUSES.indexOf(cause)] = us;
  }

  /** The cause of the longest overrun, the first of equals; the given one where none is above 0. */
  longest(otherwise: LateCause): LateCause {
    let most = 0;
    let found = otherwise;
    for (let cause = 0; cause < LATE_CAUSES.length; cause++) {
      if (!(this.#us[cause] > most)) continue;
      most = this.#us[cause];
      found = LATE_CAUSES[cause];
    }
    return found;
  }
}
