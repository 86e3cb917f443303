import { parseInstant } from '../scenario/instant.ts';

const DAY_S = 86_400;
const US_PER_S = 1_000_000;
const DAYS_IN_ERA = 146_097;

/** Writes instants of simulated time in the local time of a scenario, without the calendar of the runtime. */
export class InstantText {
  readonly #offset: string;
  /** Local seconds from 1970 to simulated time 0, and the microseconds beyond them. */
  readonly #startS: number;
  readonly #startUs: number;
  #day = Number.NaN;
  #dayText = '';

  /** @param startsAt simulated time 0, as in `2026-01-05T00:00:00+08:00` @throws RangeError for what is no instant */
  constructor(startsAt: string) {
    const epochUs = parseInstant(startsAt);
    if (epochUs === undefined) throw new RangeError(`no instant in ISO 8601 with its offset: ${startsAt}`);
    const zone = /(?:Z|[+-]\d{2}:\d{2})$/.exec(startsAt)![0];
    this.#offset = zone === 'Z' ? '+00:00' : zone;
    const minutes = Number(this.#offset.slice(1, 3)) * 60 + Number(this.#offset.slice(4, 6));
    const wholeS = Math.floor(epochUs / US_PER_S);
    this.#startS = wholeS + (this.#offset[0] === '-' ? -60 : 60) * minutes;
    this.#startUs = epochUs - wholeS * US_PER_S;
  }

  /**
   * ISO 8601 with the scenario's offset; six decimals of the second, none where it is whole.
   * @param timeUs simulated time, whole µs from the start of the scenario
   */
  format(timeUs: number): string {
    // Seconds and the rest apart: µs since 1970 outgrow 2^53 in the year 2255.
    const us = timeUs + this.#startUs;
    const wholeS = Math.floor(us / US_PER_S);
    const localS = wholeS + this.#startS;
    const day = Math.floor(localS / DAY_S);
    if (day !== this.#day) {
      this.#day = day;
      this.#dayText = dateText(day);
    }
    const second = localS - day * DAY_S;
    const hour = Math.floor(second / 3600);
    const minute = Math.floor(second / 60) - hour * 60;
    const rest = us - wholeS * US_PER_S;
    const fraction = rest === 0 ? '' : `.${String(rest).padStart(6, '0')}`;
    return `${this.#dayText}T${two(hour)}:${two(minute)}:${two(second % 60)}${fraction}${this.#offset}`;
  }
}

/** Source: Hinnant (2014), "chrono-Compatible Low-Level Date Algorithms", civil_from_days. */
function dateText(daysFrom1970: number): string {
  const shifted = daysFrom1970 + 719_468;
  const era = Math.floor(shifted / DAYS_IN_ERA);
  const dayOfEra = shifted - era * DAYS_IN_ERA;
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
