import { describe, expect, it } from 'vitest';
import {
  averageOverReplications,
  settlingPoint,
  welchAverage,
} from '../../../src/engine/stats/welch-average.ts';
import cases from '../../reference/experiment-procedures.json' with { type: 'json' };
import { autoregressiveSeries, type SeriesRecipe } from './autoregressive-series.ts';

interface WelchCase {
  readonly id: string;
  readonly params: SeriesRecipe & { first5: number[]; last: number; w: number };
  readonly expected: Record<'m1' | 'm3' | 'm6' | 'm50' | 'len' | 'last', number>;
}
const welchCases = cases.filter(({ model }) => model === 'WelchMA') as unknown as WelchCase[];

describe("Welch's moving average", () => {
  it.each(welchCases)('matches the published figures of $id', ({ params, expected }) => {
    const series = autoregressiveSeries(params);
    expect(series.slice(0, 5)).toEqual(params.first5);
    expect(series.at(-1)).toBe(params.last);
    const smoothed = welchAverage(series, params.w);
    expect(smoothed).toHaveLength(expected.len);
    for (const [found, exact] of [
      [smoothed[0], expected.m1],
      [smoothed[2], expected.m3],
      [smoothed[5], expected.m6],
      [smoothed[49], expected.m50],
      [smoothed.at(-1)!, expected.last],
    ]) {
      expect(Math.abs(found - exact)).toBeLessThanOrEqual(1e-9 * Math.abs(exact));
    }
  });

  it('looks symmetrically, as far as it can, near the start, and stops a window before the end', () => {
    expect([...welchAverage([9, 0, 3, 6, 12, 6], 2)]).toEqual([9, 4, 6, 5.4]);
    expect([...welchAverage([9, 0, 3], 0)]).toEqual([9, 0, 3]);
    expect(welchAverage([9, 0, 3], 4)).toHaveLength(0);
  });

  it('skips gaps, and is a gap where there is nothing else', () => {
    expect([...welchAverage([Number.NaN, 2, Number.NaN, 6, 8], 1)]).toEqual([Number.NaN, 2, 4, 7]);
    const mean = averageOverReplications([
      [1, Number.NaN, Number.NaN],
      [3, 5, Number.NaN, 7],
    ]);
    expect([...mean]).toEqual([2, 5, Number.NaN]);
  });

  it('refuses half a window', () => {
    expect(() => welchAverage([1, 2], 0.5)).toThrow(/0\.5/);
    expect(() => averageOverReplications([])).toThrow(/at least one/);
  });
});

describe('the settling point of a smoothed curve', () => {
  const ramp = Array.from({ length: 100 }, (_, i) => Math.min(i, 40));

  it('is where it enters the band around its later level for good', () => {
    // The level is 40; within 5 % of it from 38 on.
    expect(settlingPoint(ramp)).toEqual({ cut: 38, level: 40, band: [38, 42] });
    expect(settlingPoint(ramp, 0.25).cut).toBe(30);
  });

  it('does not fall for a curve that crosses the band and leaves it again', () => {
    const crossing = ramp.map((value, i) => (i === 45 ? 60 : value));
    expect(settlingPoint(crossing).cut).toBe(46);
  });

  it('is not there where the curve still moves in its second half, or is noise about 0', () => {
    expect(settlingPoint(Array.from({ length: 100 }, (_, i) => i)).cut).toBeUndefined();
    expect(settlingPoint(Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 1 : -1))).cut).toBeUndefined();
    expect(settlingPoint([]).cut).toBeUndefined();
    expect(settlingPoint(new Array(10).fill(Number.NaN)).cut).toBeUndefined();
  });

  it('is the first value of a series without a transient', () => {
    expect(settlingPoint(new Float64Array(20).fill(3)).cut).toBe(0);
  });
});
