import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { degreesEast, EARTH_RADIUS_KM, greatCircleKm } from '../../../src/engine/math/great-circle.ts';

const latitude = fc.double({ min: -90, max: 90, noNaN: true });
const longitude = fc.double({ min: -180, max: 180, noNaN: true });

describe('the great-circle distance', () => {
  it('gives known distances', () => {
    // Haversine in 40 digits: Beijing to Shanghai, Urumqi to Haikou.
    expect(greatCircleKm(39.9042, 116.4074, 31.2304, 121.4737)).toBeCloseTo(1067.3116451587266, 9);
    expect(greatCircleKm(43.825, 87.6168, 20.044, 110.1999)).toBeCloseTo(3372.6225890124647, 9);
  });

  it('is a quarter of the circumference from a pole to the equator, half of it to the antipode', () => {
    expect(greatCircleKm(90, 12, 0, -70)).toBeCloseTo((Math.PI / 2) * EARTH_RADIUS_KM, 8);
    expect(greatCircleKm(30, 40, -30, -140)).toBeCloseTo(Math.PI * EARTH_RADIUS_KM, 3);
  });

  it('crosses the date line the short way', () => {
    expect(greatCircleKm(0, 179.5, 0, -179.5)).toBeCloseTo((Math.PI / 180) * EARTH_RADIUS_KM, 8);
  });

  it('is a metric: symmetric, 0 for a point and itself, never longer by a stop on the way', () => {
    fc.assert(
      fc.property(latitude, longitude, latitude, longitude, latitude, longitude, (a, b, c, d, e, f) => {
        const direct = greatCircleKm(a, b, c, d);
        expect(greatCircleKm(c, d, a, b)).toBe(direct);
        expect(greatCircleKm(a, b, a, b)).toBe(0);
        // Near antipodes rounding is worth up to a fraction of a meter.
        expect(direct).toBeLessThanOrEqual(greatCircleKm(a, b, e, f) + greatCircleKm(e, f, c, d) + 1e-3);
      }),
      { seed: 2103, numRuns: 500 },
    );
  });
});

it('counts degrees east the shorter way round', () => {
  expect(degreesEast(110, 120)).toBe(10);
  expect(degreesEast(120, 110)).toBe(-10);
  expect(degreesEast(175, -175)).toBe(10);
  expect(degreesEast(-175, 175)).toBe(-10);
  expect(degreesEast(0, 185)).toBe(-175);
});
