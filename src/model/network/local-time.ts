import { DAY, HOUR, repeatAt, SECOND, type Time } from '../../engine/clock.ts';

const DAY_S = 86_400;
const WEEK_S = 7 * DAY_S;

/** Local wall time of a scenario with one fixed offset: weekdays and hours, by integer arithmetic. */
export class LocalTime {
  /** Seconds of the week (from Monday 00:00) gone at simulated time 0. */
  readonly startOfWeekS: number;

  /** @param startWeekday 0 for Monday */
  constructor(startWeekday: number, startSecondOfDay: number) {
    this.startOfWeekS = startWeekday * DAY_S + startSecondOfDay;
  }

  /** Ordinal of the local day, 0 for the one in which the scenario starts. */
  day(now: Time): number {
    return Math.floor((now + (this.startOfWeekS % DAY_S) * SECOND) / DAY);
  }

  /** Time since local midnight, below a day. */
  timeOfDay(now: Time): Time {
    return (now + (this.startOfWeekS % DAY_S) * SECOND) % DAY;
  }

  /** Hours since local midnight, 0 to 24. */
  hourOfDay(now: Time): number {
    return this.timeOfDay(now) / HOUR;
  }

  /**
   * Seconds from the start of the scenario to the first instant of a weekly series given by seconds of the week;
   * all of them, rising, within the first week.
   */
  firstWeek(secondsOfWeek: readonly number[]): number[] {
    return secondsOfWeek
      .map((second) => (second - this.startOfWeekS + WEEK_S) % WEEK_S)
      .sort((a, b) => a - b);
  }
}

/** Departures that repeat weekly, counted from the start of the scenario: the k-th is found, never accumulated. */
export class WeeklyInstants {
  readonly #firstWeekS: readonly number[];

  /** @param firstWeekS seconds from the start, rising, below a week; at least one */
  constructor(firstWeekS: readonly number[]) {
    this.#firstWeekS = firstWeekS;
  }

  get perWeek(): number {
    return this.#firstWeekS.length;
  }

  /** Instant of the k-th, from 0. */
  at(k: number): Time {
    const n = this.#firstWeekS.length;
    const week = Math.floor(k / n);
    return repeatAt(this.#firstWeekS[k - week * n], WEEK_S, week);
  }

  /** Mean wait of someone who comes at a random instant, seconds: sum of squared gaps over twice the week. */
  get meanWaitS(): number {
    const at = this.#firstWeekS;
    let squares = 0;
    for (let i = 0; i < at.length; i++) {
      const gap = i + 1 < at.length ? at[i + 1] - at[i] : at[0] + WEEK_S - at[i];
      squares += gap * gap;
    }
    return squares / (2 * WEEK_S);
  }
}

/** Seconds of the week of times of day on given weekdays (Monday first), rising. */
export function secondsOfWeek(timesOfDayS: readonly number[], runsOn: readonly boolean[]): number[] {
  const seconds: number[] = [];
  for (let day = 0; day < 7; day++) {
    if (runsOn[day]) for (const second of timesOfDayS) seconds.push(day * DAY_S + second);
  }
  return seconds;
}

export const EVERY_DAY: readonly boolean[] = [true, true, true, true, true, true, true];
