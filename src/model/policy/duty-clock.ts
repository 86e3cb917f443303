import type { WrittenShift } from '../../scenario/network/network-schema.ts';

const HOUR_S = 3600;
const DAY_S = 86_400;

/** The hours of the day at which anybody is on duty, by which planned work advances. */
export class DutyClock {
  readonly #startOfDayS: number;
  /** Spans off duty as seconds after local midnight, rising; the last may end on the next day. */
  readonly #off: readonly { readonly fromS: number; readonly toS: number }[];

  /** @param startOfDayS seconds of the local day gone at time 0 */
  constructor(shift: WrittenShift, startOfDayS: number) {
    this.#startOfDayS = startOfDayS;
    const off = shift.flatMap(({ from_h: from, share_on_duty: share }, i) => {
      const to = i + 1 < shift.length ? shift[i + 1].from_h : 24 + shift[0].from_h;
      return share === 0 ? [{ fromS: from * HOUR_S, toS: to * HOUR_S }] : [];
    });
    this.#off = off;
  }

  /** When work of so many seconds is done that comes at an instant, seconds after time 0. */
  after(comesS: number, workS: number): number {
    if (this.#off.length === 0) return comesS + workS;
    let now = comesS;
    let left = workS;
    for (;;) {
      const timeOfDay = mod(now + this.#startOfDayS, DAY_S);
      let nextOff = Number.POSITIVE_INFINITY;
      let resumes = -1;
      for (const { fromS, toS } of this.#off) {
        // Yesterday's span may reach into today.
        for (const shift of [-DAY_S, 0, DAY_S]) {
          if (timeOfDay >= fromS + shift && timeOfDay < toS + shift) resumes = toS + shift - timeOfDay;
          if (fromS + shift > timeOfDay) nextOff = Math.min(nextOff, fromS + shift - timeOfDay);
        }
      }
      if (resumes >= 0) {
        now += resumes;
        continue;
      }
      if (left <= nextOff) return now + left;
      left -= nextOff;
      now += nextOff;
    }
  }
}

/** A remainder that is never negative. */
export function mod(value: number, period: number): number {
  const rest = value % period;
  return rest < 0 ? rest + period : rest;
}
