import { formatWithin } from '../format.ts';

/** The unit in which values of a figure are shown; tables and files keep that of the figure. */
export interface DisplayUnit {
  readonly unit: string;
  /** Value in the figure's unit over value shown. */
  readonly divisor: number;
}

/** Seconds become minutes or hours where they are many. @param size a typical value, in the figure's unit */
export function displayUnit(unit: string, size: number): DisplayUnit {
  if (unit === 's' && Math.abs(size) >= 7200) return { unit: 'h', divisor: 3600 };
  if (unit === 's' && Math.abs(size) >= 300) return { unit: 'min', divisor: 60 };
  return { unit, divisor: 1 };
}

/** `3.1 h`, to the digits that the half-width allows. */
export function valueText(value: number, halfWidth: number, { unit, divisor }: DisplayUnit): string {
  return withUnit(formatWithin(value / divisor, halfWidth / divisor), unit);
}

/** `3.1 h ± 0.6 h`; without the half-width where there is none. */
export function intervalText(value: number, halfWidth: number, shown: DisplayUnit): string {
  const text = valueText(value, halfWidth, shown);
  return Number.isFinite(halfWidth) ? `${text} ± ${valueText(halfWidth, halfWidth, shown)}` : text;
}

/** `transit time, h`: the title of an axis. */
export function axisTitle(words: string, unit: string): string {
  return unit === '' ? words : `${words}, ${unit}`;
}

function withUnit(text: string, unit: string): string {
  return unit === '' ? text : `${text} ${unit}`;
}
