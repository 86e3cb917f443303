import { feature } from 'topojson-client';
import { clipRing } from './clip-outline.ts';
import { LandShape } from './land-shape.ts';
import { shifted, turns, type WorldTopology } from './outlines.ts';
import type { FittedMap } from './projection.ts';

/** Share of all places from which a country is one of the network's: a town at the border may lie just across it. */
const LEAST_SHARE = 0.04;

type Place = { readonly lat: number; readonly lon: number };
type Polygons = readonly number[][][][];

/**
 * The land, in world units, of the countries in which places lie: those with at least {@link LEAST_SHARE} of the places
 * that lie on any land, cut to the map's window.
 * @param places degrees
 * @param pause waited for between two countries, so that the page can breathe
 */
export async function countryLand(
  topology: WorldTopology,
  map: FittedMap,
  places: readonly Place[],
  pause: () => Promise<void>,
): Promise<LandShape> {
  const counted: { readonly polygons: Polygons; readonly count: number }[] = [];
  for (const country of topology.objects.countries.geometries) {
    const outlined = feature(topology, country);
    if (!('geometry' in outlined)) continue;
    const { geometry } = outlined;
    if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') continue;
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    counted.push({ polygons, count: countWithin(polygons, places) });
    await pause();
  }
  const least = LEAST_SHARE * counted.reduce((sum, { count }) => sum + count, 0);
  const { projection, window } = map;
  const polygons = counted
    .filter(({ count }) => count > 0 && count >= least)
    .flatMap((country) => country.polygons)
    .flatMap((polygon) =>
      turns(window).map((shift) =>
        polygon
          .map((ring) => clipRing(shifted(ring.slice(1), shift), window))
          .filter((ring) => ring.length > 2)
          .map((ring) => ring.flatMap(([lon, lat]) => [projection.x(lon, lat), projection.y(lon, lat)])),
      ),
    )
    .filter((polygon) => polygon.length > 0);
  return new LandShape(polygons);
}

function countWithin(polygons: Polygons, places: readonly Place[]): number {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [outside] of polygons) {
    for (const [lon, lat] of outside) {
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  }
  const near = places.filter(({ lat, lon }) => lon >= west && lon <= east && lat >= south && lat <= north);
  if (near.length === 0) return 0;
  const shape = new LandShape(polygons.map((rings) => rings.map((ring) => ring.flat())));
  return near.filter(({ lat, lon }) => shape.holds(lon, lat)).length;
}
