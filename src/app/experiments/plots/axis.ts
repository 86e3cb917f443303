import { formatStep } from '../../format.ts';
import type { Shape } from './picture.ts';

/** A straight scale from values to pixels. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly pixel: (value: number) => number;
}

/**
 * A scale over all values given, with a little room on either side.
 * @param includesZero 0 is always in sight @param span pixels of the low and the high end
 */
export function scaleOver(
  values: readonly number[],
  span: readonly [from: number, to: number],
  includesZero = false,
): Scale {
  const finite = values.filter(Number.isFinite);
  if (includesZero || finite.length === 0) finite.push(0);
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of finite) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const room = most > least ? (most - least) * 0.06 : Math.abs(most) * 0.1 || 1;
  const [low, high] = [least - room, most + room];
  const [from, to] = span;
  return { low, high, pixel: (value) => from + ((value - low) / (high - low)) * (to - from) };
}

/** Round values within a scale, 1, 2 or 5 times a power of ten apart. @param most how many there may be */
export function ticksOf({ low, high }: Pick<Scale, 'low' | 'high'>, most: number): readonly number[] {
  const rough = (high - low) / Math.max(1, most);
  if (!(rough > 0) || !Number.isFinite(rough)) return [];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((times) => times * power >= rough) ?? 10);
  const first = Math.ceil(low / step);
  const last = Math.floor(high / step);
  // Multiples of the step, so that rounding does not add up; adding 0 turns -0 into 0.
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step + 0);
}

/** Ticks with as many decimals as tell them apart. */
export function tickTexts(ticks: readonly number[]): string[] {
  const step = ticks.length > 1 ? ticks[1] - ticks[0] : 0;
  return ticks.map((tick) => formatStep(tick, step));
}

/** The ticks of an axis along the bottom, with grid lines up to the top. */
export function bottomAxis(scale: Scale, top: number, bottom: number, most: number): Shape[] {
  const ticks = ticksOf(scale, most);
  const texts = tickTexts(ticks);
  return ticks.flatMap((tick, i): Shape[] => {
    const x = scale.pixel(tick);
    return [
      { kind: 'line', from: [x, top], to: [x, bottom], ink: '--chart-grid' },
      { kind: 'text', at: [x, bottom + 16], text: texts[i], ink: '--text-muted', anchor: 'middle' },
    ];
  });
}

/** The ticks of an axis at the left, with grid lines to the right. */
export function leftAxis(scale: Scale, left: number, right: number, most: number): Shape[] {
  const ticks = ticksOf(scale, most);
  const texts = tickTexts(ticks);
  return ticks.flatMap((tick, i): Shape[] => {
    const y = scale.pixel(tick);
    return [
      { kind: 'line', from: [left, y], to: [right, y], ink: '--chart-grid' },
      { kind: 'text', at: [left - 6, y + 4], text: texts[i], ink: '--text-muted', anchor: 'end' },
    ];
  });
}
