import { DAY, type Time } from '../../engine/clock.ts';
import { parseInstant } from '../../scenario/instant.ts';

const DAYS_IN_ERA = 146_097;

/** Months of the local calendar of a scenario, by integers alone. */
export class LocalMonth {
  /** Local microseconds since 1970 at simulated time 0. */
  readonly #start: number;

  /** @param startsAt of the scenario, a valid instant */
  constructor(startsAt: string) {
    // The same digits read as UTC are the local clock.
    this.#start = parseInstant(startsAt.replace(/(?:Z|[+-]\d{2}:\d{2})$/, 'Z'))!;
  }

  /** 1 January to 12 December. */
  at(now: Time): number {
    return monthOfDay(Math.floor((this.#start + now) / DAY));
  }
}

/** Month of a day since 1970-01-01. Source: Hinnant (2014), "chrono-Compatible Low-Level Date Algorithms", civil_from_days. */
function monthOfDay(day: number): number {
  const shifted = day + 719_468;
  const dayOfEra = shifted - Math.floor(shifted / DAYS_IN_ERA) * DAYS_IN_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  return fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
}
