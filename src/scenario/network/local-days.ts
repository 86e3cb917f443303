import { hoursAfterStart } from './event-span.ts';

const DAYS_IN_ERA = 146_097;

/** The local days of a scenario: 0 is the one in which it starts, earlier ones are negative. By integers alone. */
export class LocalDays {
  readonly #startsAt: string;
  /** Days from 1 January 1970 to day 0. */
  readonly #first: number;

  /** @param startsAt a valid instant with its offset */
  constructor(startsAt: string) {
    this.#startsAt = startsAt;
    this.#first = Math.floor(-hoursAfterStart('1970-01-01T00:00', startsAt) / 24);
  }

  /** The day of a date, `2026-10-01`; NaN for what is no date. */
  ofDate(date: string): number {
    const hours = hoursAfterStart(`${date}T00:00`, this.#startsAt);
    // Day 0 began less than 24 hours before the start. NaN stays what it is, and -0 becomes 0.
    return Math.ceil(hours / 24) + 0;
  }

  /** 0 for Monday. */
  weekday(day: number): number {
    // 1 January 1970 was a Thursday.
    return (((this.#first + day + 3) % 7) + 7) % 7;
  }

  /**
   * Month of a day, 0 for January.
   * Source: Hinnant (2014), "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
   */
  month(day: number): number {
    const shifted = this.#first + day + 719_468;
    const dayOfEra = shifted - Math.floor(shifted / DAYS_IN_ERA) * DAYS_IN_ERA;
    const yearOfEra = Math.floor(
      (dayOfEra -
        Math.floor(dayOfEra / 1460) +
        Math.floor(dayOfEra / 36_524) -
        Math.floor(dayOfEra / 146_096)) /
        365,
    );
    const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
    // Counted from March.
    return (Math.floor((5 * dayOfYear + 2) / 153) + 2) % 12;
  }
}
