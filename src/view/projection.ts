import type { WorldRect } from './view-camera.ts';

/** A map projection: degrees to world units, x to the east, y to the south. */
export interface Projection {
  readonly name: 'lambert-conformal-conic' | 'mercator';
  /** Longitude of the middle, degrees. */
  readonly centralLon: number;
  x(lon: number, lat: number): number;
  y(lon: number, lat: number): number;
}

/** World units along the longer side of what is fitted. */
export const MAP_SIZE = 1000;

const RADIANS = Math.PI / 180;
const CONIC_LIMIT_LON = 110;
/** Degrees shown around places that share one point. */
const POINT_SPAN = 6;

function conformalLatitude(lat: number): number {
  const clamped = Math.min(85, Math.max(-85, lat));
  return Math.log(Math.tan(Math.PI / 4 + (clamped * RADIANS) / 2));
}

function wrap(lon: number, centralLon: number): number {
  return lon - 360 * Math.round((lon - centralLon) / 360);
}

/**
 * Lambert's conformal conic projection of the sphere with two standard parallels. Angles are kept, and a country in
 * middle latitudes looks as its own atlases show it. Source: Snyder (1987), USGS Professional Paper 1395, eq. 15-1 to 15-4.
 */
function lambertConformalConic(centralLon: number, south: number, north: number): Projection {
  const cone =
    Math.abs(north - south) < 1e-6
      ? Math.sin(south * RADIANS)
      : Math.log(Math.cos(south * RADIANS) / Math.cos(north * RADIANS)) /
        (conformalLatitude(north) - conformalLatitude(south));
  const scale = (Math.cos(south * RADIANS) * Math.exp(cone * conformalLatitude(south))) / cone;
  const radius = (lat: number) => scale * Math.exp(-cone * conformalLatitude(lat));
  const angle = (lon: number) => cone * (wrap(lon, centralLon) - centralLon) * RADIANS;
  return {
    name: 'lambert-conformal-conic',
    centralLon,
    x: (lon, lat) => radius(lat) * Math.sin(angle(lon)),
    y: (lon, lat) => radius(lat) * Math.cos(angle(lon)),
  };
}

/** Mercator's projection of the sphere. Source: Snyder (1987), eq. 7-1 and 7-2. */
function mercator(centralLon: number): Projection {
  return {
    name: 'mercator',
    centralLon,
    x: (lon) => (wrap(lon, centralLon) - centralLon) * RADIANS,
    y: (_lon, lat) => -conformalLatitude(lat),
  };
}

/** A projected set of places, with the rectangle that they fill. */
export interface FittedMap {
  readonly projection: Projection;
  /** Where the places lie, world units; without extent when they share one point. */
  readonly bounds: WorldRect;
  /** Degrees around the places: what of the world's outlines is worth keeping. */
  readonly window: {
    readonly west: number;
    readonly east: number;
    readonly south: number;
    readonly north: number;
  };
}

/**
 * Chooses a projection for places and scales it so that they fill {@link MAP_SIZE} units: a conic one with standard
 * parallels a sixth in from the southern and northern ends (Snyder, p. 99) for a country in middle latitudes, Mercator
 * for what straddles the equator or spans half the world. Places that share a point get a map of about 6 degrees.
 */
export function fitMap(places: readonly { readonly lat: number; readonly lon: number }[]): FittedMap {
  const known = places.filter((place) => Number.isFinite(place.lat) && Number.isFinite(place.lon));
  const lats = known.length > 0 ? known.map((place) => place.lat) : [0];
  const { west, east } = shortestSpan(known.map((place) => place.lon));
  const south = Math.min(...lats);
  const north = Math.max(...lats);
  const centralLon = (west + east) / 2;
  const sixth = (north - south) / 6;
  const isConic =
    east - west <= CONIC_LIMIT_LON && Math.min(Math.abs(south + sixth), Math.abs(north - sixth)) > 5;
  const straddles = south < 0 && north > 0;
  const raw =
    isConic && !straddles
      ? lambertConformalConic(centralLon, south + sixth, north - sixth)
      : mercator(centralLon);

  const points = known.length > 0 ? known : [{ lat: 0, lon: 0 }];
  const xs = points.map((place) => raw.x(place.lon, place.lat));
  const ys = points.map((place) => raw.y(place.lon, place.lat));
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  const extent = Math.max(Math.max(...xs) - left, Math.max(...ys) - top);
  const span = extent > 1e-6 ? extent : POINT_SPAN * RADIANS;
  const scale = MAP_SIZE / span;
  const projection: Projection = {
    name: raw.name,
    centralLon,
    x: (lon, lat) => (raw.x(lon, lat) - left) * scale,
    y: (lon, lat) => (raw.y(lon, lat) - top) * scale,
  };
  const spanDegrees = Math.max(east - west, north - south, POINT_SPAN);
  // Room for a screen twice as wide as the map, a degree of longitude being shorter than one of latitude.
  const margin = (1.3 * spanDegrees) / Math.cos(Math.min(70, Math.abs(south + north) / 2) * RADIANS);
  const limit = raw.name === 'mercator' ? 179.9 : 150;
  return {
    projection,
    bounds: { x: 0, y: 0, width: (Math.max(...xs) - left) * scale, height: (Math.max(...ys) - top) * scale },
    window: {
      west: Math.max(centralLon - limit, west - margin),
      east: Math.min(centralLon + limit, east + margin),
      south: Math.max(-84, south - spanDegrees),
      north: Math.min(84, north + spanDegrees),
    },
  };
}

/** The shortest arc of longitude that holds all of them; `east` may pass 180 where it crosses the date line. */
export function shortestSpan(lons: readonly number[]): { west: number; east: number } {
  if (lons.length === 0) return { west: 0, east: 0 };
  const sorted = lons.map((lon) => wrap(lon, 0)).sort((a, b) => a - b);
  let west = sorted[0];
  let widest = sorted[0] + 360 - sorted[sorted.length - 1];
  for (let i = 1; i < sorted.length; i++) {
    const gap = sorted[i] - sorted[i - 1];
    if (gap > widest) {
      widest = gap;
      west = sorted[i];
    }
  }
  return { west, east: west + 360 - widest };
}
