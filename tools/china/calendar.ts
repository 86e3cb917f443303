import chineseDays from 'chinese-days';

/** A day with a volume of its own, as a scenario writes it. */
export interface HolidayFactor {
  readonly date: string;
  readonly name: string;
  readonly factor: number;
}

/**
 * Volume per day from January to December over the mean of the year: express parcels of China by month, 2017 to 2019
 * (State Post Bureau), per day of the month, each year's growth of 26 % taken out; February (Spring Festival) and
 * November (11.11) stand at the mean of their neighbors, because holidays and promotions are written by themselves.
 */
export const MONTH_SHARES = [0.9, 0.94, 0.97, 0.97, 1.01, 1.05, 0.95, 0.94, 1.04, 1.02, 1.08, 1.13];

/** Factors by the holiday's English name in the package; days beside are not touched. Assumption. */
const FACTORS: Readonly<Record<string, number>> = { 'Spring Festival': 0.35, 'National Day': 0.8 };
const OTHER_HOLIDAYS = 0.85;
const MAKE_UP_DAY = 1.05;

/** Holidays and make-up working days of a year. Dates: npm package chinese-days. */
export function holidaysOf(year: number): readonly HolidayFactor[] {
  const found: HolidayFactor[] = [];
  for (let day = new Date(Date.UTC(year, 0, 1)); day.getUTCFullYear() === year; ) {
    const date = day.toISOString().slice(0, 10);
    const { work, name } = chineseDays.getDayDetail(date);
    // Holidays and make-up days have names as "National Day,国庆节,3"; other days the name of their weekday.
    if (name.includes(',')) {
      const english = name.slice(0, name.indexOf(','));
      found.push(
        work
          ? { date, name: `make-up day for ${english}`, factor: MAKE_UP_DAY }
          : { date, name: english, factor: FACTORS[english] ?? OTHER_HOLIDAYS },
      );
    }
    day = new Date(day.getTime() + 86_400_000);
  }
  return found;
}
