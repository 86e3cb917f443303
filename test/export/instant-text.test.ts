import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InstantText } from '../../src/export/instant-text.ts';

/** What the calendar of the runtime says of an instant with whole milliseconds, in local time. */
function byDate(epochMs: number, offsetMinutes: number): string {
  return new Date(epochMs + offsetMinutes * 60_000).toISOString().slice(0, 19);
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

describe('an instant as text', () => {
  it('agrees with the calendar of the runtime for any start, offset and microsecond of 280 years', () => {
    const start = fc.integer({ min: 86_400, max: 6_000_000_000 });
    const offset = fc.integer({ min: -14 * 60, max: 14 * 60 });
    const time = fc.integer({ min: 0, max: 2 ** 53 - 1 });
    fc.assert(
      fc.property(start, offset, time, (startS, offsetMinutes, timeUs) => {
        const zone = offsetText(offsetMinutes);
        const text = new InstantText(byDate(startS * 1000, offsetMinutes) + zone).format(timeUs);
        const wholeS = Math.floor(timeUs / 1e6);
        const us = timeUs - wholeS * 1e6;
        const fraction = us === 0 ? '' : `.${String(us).padStart(6, '0')}`;
        expect(text).toBe(byDate((startS + wholeS) * 1000, offsetMinutes) + fraction + zone);
      }),
      { numRuns: 2000 },
    );
  });

  it('carries the fraction of the start over', () => {
    expect(new InstantText('2026-12-31T23:59:59.75Z').format(250_000)).toBe('2027-01-01T00:00:00+00:00');
  });

  it('refuses what is no instant', () => {
    expect(() => new InstantText('2026-02-30T00:00:00Z')).toThrow(RangeError);
    expect(() => new InstantText('2026-01-05T00:00:00')).toThrow(RangeError);
  });
});
