import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WEATHER_KINDS } from '../../src/snapshot/network-snapshot.ts';
import { RegionTimeline, strengthWithin } from '../../src/view/region-weather.ts';

const HOUR = 3600e6;
const kindOf = (name: (typeof WEATHER_KINDS)[number]) => WEATHER_KINDS.indexOf(name);

function timeline(changes: readonly (readonly [hour: number, region: number, kind: number])[]) {
  return new RegionTimeline(
    {
      regions: ['North', 'South', 'Elsewhere'],
      atUs: Float64Array.from(changes, ([hour]) => hour * HOUR),
      region: Uint16Array.from(changes, ([, region]) => region),
      kind: Uint8Array.from(changes, ([, , kind]) => kind),
    },
    // The world counts its regions in an order of its own, and does not know them all.
    ['South', 'North', 'West'],
  );
}

const STORM = timeline([
  [2, 0, kindOf('snow')],
  [2, 1, kindOf('rain')],
  [5, 0, kindOf('heavy-snow')],
  [6, 2, kindOf('typhoon')],
  [9, 0, kindOf('clear')],
]);

describe('weather by region', () => {
  it('is clear before the first change, holds from a change on, and is clear where nothing is told', () => {
    const kinds = (region: number) =>
      [0, 1.999, 2, 4.999, 5, 8.999, 9, 99].map((hour) => WEATHER_KINDS[STORM.kindAt(region, hour * HOUR)]);
    expect(kinds(1)).toEqual([
      'clear',
      'clear',
      'snow',
      'snow',
      'heavy-snow',
      'heavy-snow',
      'clear',
      'clear',
    ]);
    expect(kinds(0)).toEqual(['clear', 'clear', 'rain', 'rain', 'rain', 'rain', 'rain', 'rain']);
    expect(kinds(2)).toEqual(Array(8).fill('clear'));
    expect(STORM.kindAt(7, 0)).toBe(0);
  });

  it('is the same for an instant, however one comes to it', () => {
    const changes = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.nat(1), fc.nat(7)), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(changes, fc.array(fc.integer({ min: 0, max: 60 })), (unordered, hours) => {
        const ordered = [...unordered].sort((a, b) => a[0] - b[0]);
        const told = timeline(ordered);
        for (const hour of hours) {
          const known = ordered.filter(([at, region]) => region === 0 && at <= hour);
          expect(told.kindAt(1, hour * HOUR)).toBe(known[known.length - 1]?.[2] ?? 0);
        }
      }),
    );
  });

  it('rises from clear and falls to clear, and changes from kind to kind in full', () => {
    expect(STORM.strengthAt(1, 1.9 * HOUR)).toBe(0);
    expect(STORM.strengthAt(1, 2 * HOUR)).toBeCloseTo(0.3, 12);
    expect(STORM.strengthAt(1, 2.25 * HOUR)).toBeCloseTo(0.65, 12);
    expect(STORM.strengthAt(1, 5 * HOUR)).toBe(1);
    expect(STORM.strengthAt(1, 8.75 * HOUR)).toBeCloseTo(0.65, 12);
    expect(STORM.strengthAt(1, 9 * HOUR)).toBe(0);
    expect(STORM.strengthAt(0, 1000 * HOUR)).toBe(1);
  });

  it('tells which kinds there are anywhere', () => {
    expect(STORM.kindsAt(0)).toEqual([]);
    expect(STORM.kindsAt(3 * HOUR)).toEqual([kindOf('rain'), kindOf('snow')]);
    expect(STORM.kindsAt(7 * HOUR)).toEqual([kindOf('rain'), kindOf('heavy-snow')]);
  });
});

describe('the strength of a drawn event', () => {
  it('is nothing outside its time, whole in the middle, and never above one where it is short', () => {
    expect([-1, 0, 10, 20].map((us) => strengthWithin(0, 20, us))).toEqual([0, 0.3, 1, 0]);
    expect(strengthWithin(0, 10 * HOUR, 5 * HOUR)).toBe(1);
  });
});
