import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import worldUrl from 'world-atlas/countries-50m.json?url';
import { acrossDateLine, clipLine, clipRing, type GeoWindow, type LonLat } from './clip-outline.ts';
import type { FittedMap } from './projection.ts';

/** The shape of the world-atlas file. */
export type WorldTopology = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

/** Splits a polygon, given flat (x, y, x, y …) with the indices at which holes begin, into triangles of indices. */
export type Triangulate = (flat: number[], holes?: number[]) => number[];

/** What of the world lies around a map, in world units. */
export interface Outlines {
  /** Triangles: x, y of each corner. */
  readonly land: Float32Array;
  /** Four numbers per piece of line. */
  readonly coast: Float32Array;
  readonly borders: Float32Array;
}

let loading: Promise<WorldTopology> | null = null;

/** Natural Earth 1:50m in the form of the world-atlas package, from the site's own files; asked for once. */
export function loadWorldTopology(): Promise<WorldTopology> {
  loading ??= fetch(worldUrl)
    .then((response) => {
      if (!response.ok) throw new Error(`The map outlines could not be loaded (HTTP ${response.status}).`);
      return response.json() as Promise<WorldTopology>;
    })
    .catch((error: unknown) => {
      loading = null;
      throw error;
    });
  return loading;
}

/** Shifts an outline by whole turns so that a window that passes the date line gets both of its sides. */
export function turns(window: GeoWindow): readonly number[] {
  return [-360, 0, 360].filter((shift) => window.west < 180 + shift && window.east > -180 + shift);
}

/** An outline moved by whole turns, across the date line where it crosses it. */
export function shifted(line: readonly number[][], shift: number): LonLat[] {
  return acrossDateLine(line as unknown as LonLat[]).map(([lon, lat]) => [lon + shift, lat]);
}

/** Longest stretch of work between two pauses, milliseconds. */
const SLICE_MS = 8;

/** Lets the page breathe: a pause waits a turn when it comes more than a slice after the last one. */
export class Pace {
  private since = performance.now();

  async pause(): Promise<void> {
    if (performance.now() - this.since < SLICE_MS) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.since = performance.now();
  }
}

/** Cuts the world to the map's window, projects it, and splits the land into triangles; in slices, off and on. */
export async function cutOutlines(
  topology: WorldTopology,
  map: FittedMap,
  triangulate: Triangulate,
): Promise<Outlines> {
  const { countries, land } = topology.objects;
  const pace = new Pace();
  const polygons: number[][][][] = [];
  for (const { geometry } of feature(topology, land).features) {
    if (geometry.type === 'Polygon') polygons.push(geometry.coordinates);
    else if (geometry.type === 'MultiPolygon') polygons.push(...geometry.coordinates);
  }
  await pace.pause();
  const coast = mesh(topology, countries, (a, b) => a === b).coordinates;
  await pace.pause();
  const borders = mesh(topology, countries, (a, b) => a !== b).coordinates;
  await pace.pause();
  return {
    land: await landTriangles(polygons, map, triangulate, pace),
    coast: await linePieces(coast, map, pace),
    borders: await linePieces(borders, map, pace),
  };
}

/** Degrees of longitude of the strips into which land is cut: meridians stay straight in both projections. */
const STRIP = 2.5;
/** Strips overlap by this much, so that no seam shows between them. */
const OVERLAP = 0.01;

/** Strip by strip: triangulating a whole continent at once would stop the page for a fifth of a second. */
async function landTriangles(
  polygons: number[][][][],
  map: FittedMap,
  triangulate: Triangulate,
  pace: Pace,
): Promise<Float32Array> {
  const out: number[] = [];
  const cut = async (rings: LonLat[][], window: GeoWindow): Promise<void> => {
    const pieces = rings.map((ring) => clipRing(ring, window));
    await pace.pause();
    if (pieces[0].length < 3) return;
    if (window.east - window.west <= STRIP) {
      for (const value of polygonTriangles(pieces, map, triangulate)) out.push(value);
      return;
    }
    const middle = (window.west + window.east) / 2;
    await cut(pieces, { ...window, east: middle + OVERLAP });
    await cut(pieces, { ...window, west: middle });
  };
  for (const shift of turns(map.window)) {
    for (const polygon of polygons) {
      await cut(
        polygon.map((ring) => shifted(ring, shift)),
        map.window,
      );
    }
  }
  return new Float32Array(out);
}

/**
 * Projected triangles of one polygon whose first ring is its outside, x and y of each corner. They are found in degrees,
 * where points along a clipped edge lie exactly on one line; after projecting, rounding would make them cross.
 */
export function polygonTriangles(
  rings: readonly (readonly LonLat[])[],
  { projection }: Pick<FittedMap, 'projection'>,
  triangulate: Triangulate,
): number[] {
  const flat: number[] = [];
  const holes: number[] = [];
  for (const ring of rings) {
    if (ring.length < 3) continue;
    if (flat.length > 0) holes.push(flat.length / 2);
    for (const [lon, lat] of ring) flat.push(lon, lat);
  }
  return triangulate(flat, holes).flatMap((index) => {
    const lon = flat[index * 2];
    const lat = flat[index * 2 + 1];
    return [projection.x(lon, lat), projection.y(lon, lat)];
  });
}

async function linePieces(lines: readonly number[][][], map: FittedMap, pace: Pace): Promise<Float32Array> {
  const out: number[] = [];
  for (const shift of turns(map.window)) {
    for (const line of lines) {
      await pace.pause();
      for (const piece of clipLine(shifted(line, shift), map.window)) {
        for (let i = 0; i + 1 < piece.length; i++) {
          const [fromLon, fromLat] = piece[i];
          const [toLon, toLat] = piece[i + 1];
          out.push(
            map.projection.x(fromLon, fromLat),
            map.projection.y(fromLon, fromLat),
            map.projection.x(toLon, toLat),
            map.projection.y(toLon, toLat),
          );
        }
      }
    }
  }
  return new Float32Array(out);
}
