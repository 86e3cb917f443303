import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitMap, MAP_SIZE, shortestSpan } from '../../src/view/projection.ts';

const china = [
  { lat: 39.9, lon: 116.4 },
  { lat: 43.8, lon: 87.6 },
  { lat: 18.2, lon: 109.5 },
  { lat: 50.2, lon: 127.5 },
];

/** Scale of the projection along the meridian and along the parallel at a place, world units per degree of arc. */
function scales(
  places: typeof china,
  lon: number,
  lat: number,
): { north: number; east: number; shear: number } {
  const { projection } = fitMap(places);
  const d = 1e-4;
  const at = (dLon: number, dLat: number) => [
    projection.x(lon + dLon, lat + dLat),
    projection.y(lon + dLon, lat + dLat),
  ];
  const [x0, y0] = at(0, 0);
  const [xe, ye] = at(d, 0);
  const [xn, yn] = at(0, d);
  const shrink = Math.cos((lat * Math.PI) / 180);
  const east = Math.hypot(xe - x0, ye - y0) / d / shrink;
  const north = Math.hypot(xn - x0, yn - y0) / d;
  const shear = ((xe - x0) * (xn - x0) + (ye - y0) * (yn - y0)) / (d * d * east * north * shrink);
  return { north, east, shear };
}

describe('the map projection', () => {
  it('is conic for China and conformal: scales north and east agree and stay at right angles', () => {
    expect(fitMap(china).projection.name).toBe('lambert-conformal-conic');
    for (const [lon, lat] of [
      [116.4, 39.9],
      [80, 30],
      [130, 48],
      [105, 20],
    ]) {
      const { north, east, shear } = scales(china, lon, lat);
      expect(north / east).toBeCloseTo(1, 4);
      expect(shear).toBeCloseTo(0, 4);
    }
  });

  it('has the same scale on both standard parallels, a sixth in from the ends', () => {
    const sixth = (50.2 - 18.2) / 6;
    const south = scales(china, 110, 18.2 + sixth);
    const north = scales(china, 110, 50.2 - sixth);
    expect(south.north / north.north).toBeCloseTo(1, 4);
  });

  it('fills the map with its places, north up and east to the right', () => {
    const { projection, bounds } = fitMap(china);
    expect(Math.max(bounds.width, bounds.height)).toBeCloseTo(MAP_SIZE, 6);
    for (const { lon, lat } of china) {
      expect(projection.x(lon, lat)).toBeGreaterThanOrEqual(-1e-9);
      expect(projection.x(lon, lat)).toBeLessThanOrEqual(bounds.width + 1e-9);
      expect(projection.y(lon, lat)).toBeGreaterThanOrEqual(-1e-9);
      expect(projection.y(lon, lat)).toBeLessThanOrEqual(bounds.height + 1e-9);
    }
    expect(projection.y(105, 45)).toBeLessThan(projection.y(105, 25));
    expect(projection.x(110, 35)).toBeGreaterThan(projection.x(100, 35));
  });

  it('turns the cone over in the southern hemisphere, with north still up', () => {
    const { projection } = fitMap([
      { lat: -38, lon: 145 },
      { lat: -20, lon: 118 },
    ]);
    expect(projection.name).toBe('lambert-conformal-conic');
    expect(projection.y(130, -22)).toBeLessThan(projection.y(130, -35));
    expect(projection.x(140, -30)).toBeGreaterThan(projection.x(120, -30));
  });

  it('falls back to Mercator across the equator', () => {
    expect(
      fitMap([
        { lat: -30, lon: -50 },
        { lat: 5, lon: -60 },
      ]).projection.name,
    ).toBe('mercator');
  });

  it('gives finite places for one facility, none, and many at one point', () => {
    for (const places of [[], [china[0]], [china[0], china[0]]]) {
      const { projection, bounds } = fitMap(places);
      expect(bounds.width).toBeCloseTo(0, 6);
      expect(bounds.height).toBeCloseTo(0, 6);
      expect(Number.isFinite(projection.x(116.4, 39.9))).toBe(true);
      expect(Number.isFinite(projection.y(116.4, 39.9))).toBe(true);
    }
  });

  it('finds the shortest span of longitudes across the date line', () => {
    expect(shortestSpan([170, -170])).toEqual({ west: 170, east: 190 });
    expect(shortestSpan([100, 120, 110])).toEqual({ west: 100, east: 120 });
  });

  it('puts any places into finite positions within the map', () => {
    const place = fc.record({
      lat: fc.double({ min: -80, max: 80, noNaN: true }),
      lon: fc.double({ min: -180, max: 180, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 12 }), (places) => {
        const { projection } = fitMap(places);
        for (const { lon, lat } of places) {
          const x = projection.x(lon, lat);
          const y = projection.y(lon, lat);
          expect(x).toBeGreaterThanOrEqual(-1e-6);
          expect(x).toBeLessThanOrEqual(MAP_SIZE + 1e-6);
          expect(y).toBeGreaterThanOrEqual(-1e-6);
          expect(y).toBeLessThanOrEqual(MAP_SIZE + 1e-6);
        }
      }),
    );
  });
});
