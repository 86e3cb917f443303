import type { KpiValue } from '../run.ts';

/** One plain figure of the whole, or of a class. */
export function figure(kpi: string, unit: string, value: number, ofClass = ''): KpiValue {
  return { kpi, place: '', class: ofClass, unit, value };
}

/** A quotient; NaN over nothing: what was spent on no parcel is no cost per parcel. */
export function ratio(dividend: number, divisor: number): number {
  return divisor === 0 ? Number.NaN : dividend / divisor;
}
