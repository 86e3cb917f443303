import { asin, cos, sin } from './transcendental.ts';

/** Mean radius of the Earth in km. Source: IUGG, R1 = (2a + b) / 3 of GRS 80 (Moritz 2000). */
export const EARTH_RADIUS_KM = 6371.0088;

const RADIANS_PER_DEGREE = Math.PI / 180;

/**
 * Great-circle distance in km between two points in degrees of latitude (-90 to 90) and longitude (any).
 * On a sphere: within about 0.5 % of the ellipsoid. Source: haversine formula (Sinnott 1984).
 */
export function greatCircleKm(latA: number, lonA: number, latB: number, lonB: number): number {
  const sinLat = sin((latB - latA) * RADIANS_PER_DEGREE * 0.5);
  const sinLon = sin((lonB - lonA) * RADIANS_PER_DEGREE * 0.5);
  const cosines = cos(latA * RADIANS_PER_DEGREE) * cos(latB * RADIANS_PER_DEGREE);
  const haversine = sinLat * sinLat + cosines * (sinLon * sinLon);
  // Rounding can carry antipodes past 1.
  return 2 * EARTH_RADIUS_KM * asin(Math.min(1, Math.sqrt(haversine)));
}

/** Degrees from one longitude east to another, negative to the west: the shorter way round, -180 to 180. */
export function degreesEast(from: number, to: number): number {
  const east = to - from;
  if (east > 180) return east - 360;
  return east < -180 ? east + 360 : east;
}
