import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

type Ring = readonly (readonly number[])[];

/** ISO 3166-1 numeric code. */
const CHINA = '156';

/** Whether a point lies on the land of mainland China and Hainan at the scale 1:50 million. Source: Natural Earth. */
export function landOfChina(): (lat: number, lon: number) => boolean {
  const file = createRequire(import.meta.url).resolve('world-atlas/countries-50m.json');
  const topology = JSON.parse(readFileSync(file, 'utf8')) as Topology<{ countries: GeometryCollection }>;
  const china = feature(topology, topology.objects.countries).features.find(({ id }) => id === CHINA);
  if (china === undefined || china.geometry.type !== 'MultiPolygon') throw new Error('No outline of China');
  const polygons: readonly (readonly Ring[])[] = china.geometry.coordinates;
  return (lat, lon) =>
    polygons.some((rings) => rings.filter((ring) => isInside(lon, lat, ring)).length % 2 === 1);
}

/** Even-odd rule. */
function isInside(x: number, y: number, ring: Ring): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i];
    const [xj, yj] = ring[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
