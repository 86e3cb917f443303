/** Numbers and dates in the user's locale. All functions give an en dash where there is nothing to say. */
const locale = navigator.language;

const NOTHING = '–';
const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3, notation: 'compact' });
const threeDigits = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
const allDigits = new Intl.NumberFormat(locale, { maximumSignificantDigits: 17 });
const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
// Local time of a scenario has an offset of its own: the shifted instant is written as if it were UTC.
const clock = new Intl.DateTimeFormat(locale, {
  timeZone: 'UTC',
  weekday: 'short',
  day: '2-digit',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const day = new Intl.DateTimeFormat(locale, {
  timeZone: 'UTC',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});
const hour = new Intl.DateTimeFormat(locale, {
  timeZone: 'UTC',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

const minute = new Intl.DateTimeFormat(locale, {
  timeZone: 'UTC',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** A whole number, thousands apart. */
export function formatCount(value: number): string {
  return Number.isFinite(value) ? count.format(value) : NOTHING;
}

/** At most three significant digits, shortened beyond a thousand: for cards. */
export function formatShort(value: number): string {
  if (!Number.isFinite(value)) return NOTHING;
  return Math.abs(value) < 1000 ? threeDigits.format(value) : short.format(value);
}

/** Every digit of the number: for tables. */
export function formatExact(value: number): string {
  return Number.isFinite(value) ? allDigits.format(value) : '';
}

/** A tick of an axis, with the decimals that tell it from the next. @param step from one tick to the next */
export function formatStep(value: number, step: number): string {
  if (!Number.isFinite(value)) return NOTHING;
  if (Math.abs(value) >= 1e6 && step >= 1000) return short.format(value);
  return withDecimals(value, step > 0 ? Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) : 2);
}

/**
 * An estimate to the second digit of its half-width: what lies beyond is not known.
 * Three significant digits where there is no half-width.
 */
export function formatWithin(value: number, halfWidth: number): string {
  if (!Number.isFinite(value)) return NOTHING;
  if (!(halfWidth > 0) || !Number.isFinite(halfWidth)) return threeDigits.format(value);
  return withDecimals(value, Math.max(0, 1 - Math.floor(Math.log10(halfWidth))));
}

/** By number of decimals: making a format costs a thousand times what using it does. */
const fixed = new Map<number, Intl.NumberFormat>();

function withDecimals(value: number, decimals: number): string {
  const digits = Math.min(15, decimals);
  let format = fixed.get(digits);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: 'negative',
    });
    fixed.set(digits, format);
  }
  // The sign of a number, not a hyphen.
  return format.format(value).replace('-', '−');
}

/** A share from 0 to 1. */
export function formatShare(value: number): string {
  return Number.isFinite(value) ? percent.format(value) : NOTHING;
}

/** A value and its unit, apart, so that the unit can be set lighter. */
export interface Quantity {
  readonly text: string;
  readonly unit: string;
}

/** A time, seconds, in the unit that suits its size, three significant digits. */
export function durationQuantity(seconds: number): Quantity {
  if (!Number.isFinite(seconds)) return { text: NOTHING, unit: '' };
  if (seconds < 120) return { text: threeDigits.format(seconds), unit: 's' };
  if (seconds < 7200) return { text: threeDigits.format(seconds / 60), unit: 'min' };
  return { text: threeDigits.format(seconds / 3600), unit: 'h' };
}

/** The same as one text. */
export function formatDuration(seconds: number): string {
  const { text, unit } = durationQuantity(seconds);
  return unit === '' ? text : `${text} ${unit}`;
}

/** Bytes in the unit that suits their size. */
export function formatBytes(bytes: number): string {
  const size =
    bytes < 1e3
      ? ([bytes, 'byte'] as const)
      : bytes < 1e6
        ? ([bytes / 1e3, 'kilobyte'] as const)
        : ([bytes / 1e6, 'megabyte'] as const);
  return new Intl.NumberFormat(locale, { style: 'unit', unit: size[1], maximumSignificantDigits: 3 }).format(
    size[0],
  );
}

/** Writes instants of simulated time on the clock of a scenario. */
export class ScenarioClock {
  readonly #startMs: number;

  /** @param startsAt ISO 8601 instant of simulated time 0 with its offset, which holds throughout */
  constructor(startsAt: string) {
    // The digits of the local clock, read as if they were UTC.
    this.#startMs = Date.parse(startsAt.replace(/(?:Z|[+-]\d{2}:\d{2})$/, 'Z'));
  }

  /** Weekday, date, hour and minute. @param us simulated time */
  instant(us: number): string {
    return clock.format(this.localMs(us));
  }

  weekdayAndHour(us: number): string {
    return hour.format(this.localMs(us));
  }

  /** Hour and minute. */
  timeOfDay(us: number): string {
    return minute.format(this.localMs(us));
  }

  day(us: number): string {
    return day.format(this.localMs(us));
  }

  /** Local midnights within a span of simulated time, µs; at most 400. */
  midnights(fromUs: number, toUs: number): number[] {
    const DAY_MS = 86_400_000;
    const first = Math.ceil(this.localMs(fromUs) / DAY_MS) * DAY_MS;
    const found: number[] = [];
    for (let ms = first; found.length < 400; ms += DAY_MS) {
      const us = (ms - this.#startMs) * 1000;
      if (us > toUs) break;
      found.push(us);
    }
    return found;
  }

  /** Milliseconds that, read as UTC, show the local clock. */
  localMs(us: number): number {
    return this.#startMs + us / 1000;
  }
}
