import type { FittedMap } from './projection.ts';

const RADIANS = Math.PI / 180;
const DAY_MS = 86_400_000;
const J2000_MS = Date.UTC(2000, 0, 1, 12);

/**
 * Unit vector from the Earth's middle to the sun, in a frame that turns with the Earth: x towards (0 N, 0 E), z towards
 * the north pole. Within about 0.01 degrees between 1950 and 2050. Source: Astronomical Almanac, "Low-precision
 * formulas for the Sun's coordinates".
 */
export function sunDirection(utcMs: number): [number, number, number] {
  const days = (utcMs - J2000_MS) / DAY_MS;
  const meanLongitude = 280.46 + 0.9856474 * days;
  const anomaly = (357.528 + 0.9856003 * days) * RADIANS;
  const ecliptic = (meanLongitude + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * RADIANS;
  const obliquity = (23.439 - 0.0000004 * days) * RADIANS;
  const declination = Math.asin(Math.sin(obliquity) * Math.sin(ecliptic));
  const rightAscension = Math.atan2(Math.cos(obliquity) * Math.sin(ecliptic), Math.cos(ecliptic));
  const siderealDegrees = 280.46062 + 360.98564737 * days;
  const lon = rightAscension - siderealDegrees * RADIANS;
  return [
    Math.cos(declination) * Math.cos(lon),
    Math.cos(declination) * Math.sin(lon),
    Math.sin(declination),
  ];
}

const COLUMNS = 28;
const ROWS = 20;

/** Triangles over the map's window, four numbers per corner: x, y, longitude, latitude (radians). */
export function nightMesh(map: FittedMap): Float32Array {
  const { west, east, south, north } = map.window;
  const out: number[] = [];
  const corner = (column: number, row: number) => {
    const lon = west + ((east - west) * column) / COLUMNS;
    const lat = south + ((north - south) * row) / ROWS;
    return [map.projection.x(lon, lat), map.projection.y(lon, lat), lon * RADIANS, lat * RADIANS];
  };
  for (let column = 0; column < COLUMNS; column++) {
    for (let row = 0; row < ROWS; row++) {
      const a = corner(column, row);
      const c = corner(column + 1, row + 1);
      out.push(...a, ...corner(column + 1, row), ...c, ...a, ...corner(column, row + 1), ...c);
    }
  }
  return new Float32Array(out);
}
