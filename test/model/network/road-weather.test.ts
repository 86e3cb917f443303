import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RoadWeather } from '../../../src/model/weather/road-weather.ts';
import { network, type WrittenNetwork } from '../../builders/network-draft.ts';
import { roadWeather } from '../../builders/network-weather.ts';

type Weather = NonNullable<WrittenNetwork['weather']>[number];
const HOUR = 3.6e9;

/** A lane from 110 to 120 degrees east on the 30th parallel, and bands of weather across it. */
function weatherOn(bands: readonly Band[], mode: 'road' | 'air' = 'road'): RoadWeather {
  return roadWeather(
    network({
      facilities: [
        { code: 'A', kind: 'station', lon: 110, lat: 30 },
        { code: 'B', kind: 'station', lon: 120, lat: 30 },
      ],
      zones: [{ code: 'Z', station: 'A' }],
      lanes: [{ from: 'A', to: 'B', departuresH: [0], mode }],
      settings: { weather: bands.map(toWeather) },
    }),
  );
}

interface Band {
  /** Degrees east. */
  readonly west: number;
  readonly east: number;
  readonly from_h: number;
  readonly to_h: number;
  readonly speed: number;
}

function toWeather({ west, east, from_h, to_h, speed }: Band, i: number): Weather {
  return {
    code: `W${i}`,
    name: 'rain',
    kind: 'rain',
    from_h,
    to_h,
    speed_factor: speed,
    outline: [
      [west, 29],
      [east, 29],
      [east, 31],
      [west, 31],
    ],
  };
}

describe('weather on a trip', () => {
  it('leaves a trip alone that it never touches', () => {
    const dry = weatherOn([{ west: 100, east: 109, from_h: 0, to_h: 100, speed: 0.1 }]);
    expect(dry.arrival(0, 5, 10 * HOUR)).toBe(5 + 10 * HOUR);
    expect(weatherOn([]).arrival(0, 5, 10 * HOUR)).toBe(5 + 10 * HOUR);
  });

  it('acts on roads only', () => {
    const everywhere = [{ west: 100, east: 130, from_h: 0, to_h: 1000, speed: 0.5 }];
    expect(weatherOn(everywhere, 'air').arrival(0, 0, HOUR)).toBe(HOUR);
    expect(weatherOn(everywhere).arrival(0, 0, HOUR)).toBe(2 * HOUR);
  });

  it.each([
    // Ten hours of driving when dry, the whole lane at half speed from hour 15 to 24.
    ['before it begins, with 3 dry hours and 4.5 hours of way under it', 12, 24 + 2.5],
    ['when it begins', 15, 24 + 5.5],
    ['when it has just ended', 24, 34],
    ['so early that it arrives before', 0, 10],
    ['so that it arrives when it begins', 5, 15],
  ])('does what the sum on paper says when it departs %s', (_, departure, arrival) => {
    const rain = weatherOn([{ west: 100, east: 130, from_h: 15, to_h: 24, speed: 0.5 }]);
    expect(rain.arrival(0, departure * HOUR, 10 * HOUR)).toBe(arrival * HOUR);
  });

  it('counts the slowest where several lie on one another', () => {
    const both = weatherOn([
      { west: 100, east: 130, from_h: 0, to_h: 100, speed: 0.8 },
      { west: 100, east: 130, from_h: 0, to_h: 100, speed: 0.5 },
    ]);
    expect(both.arrival(0, 0, HOUR)).toBe(2 * HOUR);
  });

  it('agrees with many small steps along any bands of weather', () => {
    // Bands begin and end on the 64ths into which a lane is cut, so that both see the same ones.
    const band = fc
      .record({
        west: fc.integer({ min: 0, max: 63 }),
        width: fc.integer({ min: 1, max: 64 }),
        from: fc.integer({ min: 0, max: 30 }),
        hours: fc.integer({ min: 1, max: 20 }),
        speed: fc.constantFrom(0.1, 0.25, 0.5, 0.9),
      })
      .map(({ west, width, from, hours, speed }) => ({
        west: 110 + west / 6.4,
        east: 110 + (west + width) / 6.4,
        from_h: from,
        to_h: from + hours,
        speed,
      }));
    fc.assert(
      fc.property(fc.array(band, { maxLength: 4 }), fc.integer({ min: 0, max: 40 }), (bands, departure) => {
        const clear = 10;
        const exact = weatherOn(bands).arrival(0, departure * HOUR, clear * HOUR) / HOUR;
        const step = 0.002;
        let gone = 0;
        let at = departure;
        while (gone < clear) {
          const lon = 110 + (gone / clear) * 10;
          const here = bands.filter(
            ({ west, east, from_h, to_h }) => lon >= west && lon < east && at >= from_h && at < to_h,
          );
          gone += step * Math.min(1, ...here.map(({ speed }) => speed));
          at += step;
        }
        // A step may take the speed of the wrong side of each edge of a band, in space and in time.
        expect(Math.abs(exact - at)).toBeLessThan(step * (4 * bands.length * 10 + 2));
      }),
      { numRuns: 60 },
    );
  });

  it('lets no trip overtake another of the same length', () => {
    const rain = weatherOn([
      { west: 112, east: 116, from_h: 3, to_h: 9, speed: 0.2 },
      { west: 114, east: 119, from_h: 5, to_h: 30, speed: 0.5 },
    ]);
    let last = 0;
    for (let minute = 0; minute < 40 * 60; minute += 7) {
      const arrival = rain.arrival(0, minute * 6e7, 8 * HOUR);
      expect(arrival).toBeGreaterThanOrEqual(last);
      last = arrival;
    }
  });
});
