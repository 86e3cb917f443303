import { Delaunay } from 'd3-delaunay';
import type { NetworkWorld } from '../snapshot/network-snapshot.ts';
import { clipToConvex, type FlatRing, type LandPolygon, type LandShape, signedArea } from './land-shape.ts';
import type { Triangulate } from './outlines.ts';
import { MAP_SIZE } from './projection.ts';
import { regionOfFacilities, worldRegions } from './world-regions.ts';

/** Points around all sites, far away, so that every cell of a site is closed and no site lies at the rim. */
const RIM_POINTS = 24;
/** How far away, in extents of the sites, which count as half the map at least: a single site has none. */
const RIM_REACH = 12;
const LEAST_EXTENT = MAP_SIZE / 2;

/** Stations by which land is shared out among regions. */
export interface RegionSites {
  readonly regions: readonly string[];
  /** x, y per site, world units. */
  readonly places: readonly number[];
  /** Index into `regions` per site. */
  readonly region: readonly number[];
}

/** The stations of each region, and all facilities of a region without stations: as the model finds a point's region. */
export function regionSites(world: Pick<NetworkWorld, 'facilities'>, places: Float32Array): RegionSites {
  const regions = worldRegions(world);
  const regionOf = regionOfFacilities(world, regions);
  const isStation = (i: number) => world.facilities[i].kind === 'station';
  const known = world.facilities.map((_, i) => i).filter((i) => regionOf[i] >= 0);
  const withStations = new Set(known.filter(isStation).map((i) => regionOf[i]));
  const sites = known.filter((i) => isStation(i) || !withStations.has(regionOf[i]));
  return {
    regions,
    places: sites.flatMap((i) => [places[i * 2], places[i * 2 + 1]]),
    region: sites.map((i) => regionOf[i]),
  };
}

/**
 * Provinces without a file of borders: every point of the country belongs to the region of the station nearest to it,
 * so a province is the union of its stations' Voronoi cells, cut to the country's outline.
 */
export class Provinces {
  readonly regions: readonly string[];
  /** Triangles, x and y per corner, region after region. */
  readonly triangles: Float32Array;
  /** First corner of each region's triangles; one more number at the end. */
  readonly firstCorner: Int32Array;
  /** Four numbers per piece of border between two regions, on land. */
  readonly borders: Float32Array;
  /** The two regions of each piece. */
  readonly sides: Int16Array;
  /** Where each region's name stands: x, y; NaN for a region without land. */
  readonly middles: Float32Array;
  private readonly land: LandShape;
  private readonly delaunay: Delaunay<unknown>;
  private readonly siteRegion: readonly number[];

  private constructor(
    sites: RegionSites,
    land: LandShape,
    delaunay: Delaunay<unknown>,
    areas: readonly (readonly number[])[],
  ) {
    this.regions = sites.regions;
    this.land = land;
    this.delaunay = delaunay;
    this.siteRegion = sites.region;
    this.triangles = new Float32Array(areas.reduce((sum, area) => sum + area.length, 0));
    this.firstCorner = new Int32Array(areas.length + 1);
    areas.forEach((area, region) => {
      this.triangles.set(area, this.firstCorner[region] * 2);
      this.firstCorner[region + 1] = this.firstCorner[region] + area.length / 2;
    });
    const { borders, sides } = this.cutBorders();
    this.borders = new Float32Array(borders);
    this.sides = new Int16Array(sides);
    this.middles = Float32Array.from(areas.flatMap((area, region) => this.middleOf(area, region, sites)));
  }

  /**
   * Shares the land out. Null where there is nothing to share: no region or no land. A single region has all of it.
   * @param pause waited for between two cells, so that the page can breathe
   */
  static async divide(
    sites: RegionSites,
    land: LandShape,
    triangulate: Triangulate,
    pause: () => Promise<void>,
  ): Promise<Provinces | null> {
    if (sites.regions.length === 0 || land.polygons.length === 0) return null;
    const delaunay = new Delaunay(withRim(sites.places));
    const [left, top, right, bottom] = boundsOf(delaunay.points);
    const voronoi = delaunay.voronoi([left, top, right, bottom]);
    const areas: number[][] = sites.regions.map(() => []);
    for (let site = 0; site < sites.region.length; site++) {
      const cell = (voronoi.cellPolygon(site) as [number, number][] | null)?.slice(1).flat() ?? [];
      if (cell.length < 6) continue;
      const area = areas[sites.region[site]];
      for (const polygon of land.polygons)
        for (const value of fill(polygon, cell, triangulate)) area.push(value);
      await pause();
    }
    return new Provinces(sites, land, delaunay, areas);
  }

  /** Index of the region at a point; -1 where there is no land. */
  regionAt(x: number, y: number): number {
    if (!this.land.holds(x, y)) return -1;
    return this.siteRegion[this.delaunay.find(x, y)] ?? -1;
  }

  /** Smallest rectangle around a region; null for one without land. */
  boundsOf(region: number): { x: number; y: number; width: number; height: number } | null {
    const corners = this.triangles.subarray(this.firstCorner[region] * 2, this.firstCorner[region + 1] * 2);
    if (corners.length === 0) return null;
    const [left, top, right, bottom] = boundsOf(corners);
    return { x: left, y: top, width: right - left, height: bottom - top };
  }

  /** The pieces of border between regions of which something is true, four numbers each. */
  bordersWhere(isMeant: (a: number, b: number) => boolean): Float32Array {
    const kept: number[] = [];
    for (let piece = 0; piece < this.sides.length / 2; piece++) {
      if (!isMeant(this.sides[piece * 2], this.sides[piece * 2 + 1])) continue;
      kept.push(...this.borders.subarray(piece * 4, piece * 4 + 4));
    }
    return new Float32Array(kept);
  }

  /** Edges between cells of different regions, cut at the outline of the land. */
  private cutBorders(): { borders: number[]; sides: number[] } {
    const { triangles, halfedges, points } = this.delaunay;
    const { circumcenters } = this.delaunay.voronoi(boundsOf(points) as [number, number, number, number]);
    const borders: number[] = [];
    const sides: number[] = [];
    for (let edge = 0; edge < halfedges.length; edge++) {
      const twin = halfedges[edge];
      if (twin < edge) continue;
      const a = this.siteRegion[triangles[edge]] ?? -1;
      const b = this.siteRegion[triangles[edge % 3 === 2 ? edge - 2 : edge + 1]] ?? -1;
      if (a === b || a < 0 || b < 0) continue;
      const from = Math.floor(edge / 3) * 2;
      const to = Math.floor(twin / 3) * 2;
      const pieces = this.land.clipSegment(
        circumcenters[from],
        circumcenters[from + 1],
        circumcenters[to],
        circumcenters[to + 1],
      );
      borders.push(...pieces);
      for (let piece = 0; piece < pieces.length; piece += 4) sides.push(a, b);
    }
    return { borders, sides };
  }

  /** The centroid of a region; where it lies in another, the station nearest to it. */
  private middleOf(area: readonly number[], region: number, { places }: RegionSites): [number, number] {
    let [sumX, sumY, whole] = [0, 0, 0];
    for (let at = 0; at < area.length; at += 6) {
      const [ax, ay, bx, by, cx, cy] = area.slice(at, at + 6);
      const size = Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay));
      sumX += (size * (ax + bx + cx)) / 3;
      sumY += (size * (ay + by + cy)) / 3;
      whole += size;
    }
    if (whole === 0) return [Number.NaN, Number.NaN];
    const [x, y] = [sumX / whole, sumY / whole];
    if (this.regionAt(x, y) === region) return [x, y];
    let best = -1;
    let bestSquared = Number.POSITIVE_INFINITY;
    this.siteRegion.forEach((one, site) => {
      const squared = (places[site * 2] - x) ** 2 + (places[site * 2 + 1] - y) ** 2;
      if (one !== region || squared >= bestSquared) return;
      best = site;
      bestSquared = squared;
    });
    return [places[best * 2], places[best * 2 + 1]];
  }
}

/** Halvings of a cell at most, and how far its triangles' area may be from its own, as a share. */
const MOST_HALVINGS = 8;
const TOLERANCE = 1e-6;

/**
 * Triangles of a polygon within a convex cell. Where a cell cuts a coast into several pieces, these hang together by
 * lines without width, which a triangulation may fold over: then the cell is halved and each half filled by itself.
 */
function fill(polygon: LandPolygon, cell: FlatRing, triangulate: Triangulate, halvings = 0): number[] {
  const rings = polygon.map((ring) => clipToConvex(ring, cell)).filter((ring) => ring.length > 0);
  if (rings.length === 0) return [];
  const flat = rings.flat();
  const holes: number[] = [];
  for (let ring = 1, at = rings[0].length; ring < rings.length; at += rings[ring++].length)
    holes.push(at / 2);
  const corners = triangulate(flat, holes).flatMap((corner) => [flat[corner * 2], flat[corner * 2 + 1]]);
  const own = rings.reduce((sum, ring, i) => sum + (i === 0 ? 1 : -1) * Math.abs(signedArea(ring)), 0);
  let filled = 0;
  for (let at = 0; at < corners.length; at += 6) filled += Math.abs(signedArea(corners.slice(at, at + 6)));
  if (Math.abs(filled - own) <= TOLERANCE * own || halvings === MOST_HALVINGS) return corners;
  const [left, top, right, bottom] = boundsOf(flat);
  const isWide = right - left > bottom - top;
  const middle = isWide ? (left + right) / 2 : (top + bottom) / 2;
  const near = isWide
    ? [left, top, middle, top, middle, bottom, left, bottom]
    : [left, top, right, top, right, middle, left, middle];
  const far = isWide
    ? [middle, top, right, top, right, bottom, middle, bottom]
    : [left, middle, right, middle, right, bottom, left, bottom];
  return [near, far].flatMap((box) => {
    const half = clipToConvex(cell, box);
    return half.length === 0 ? [] : fill(polygon, half, triangulate, halvings + 1);
  });
}

function withRim(places: readonly number[]): Float64Array {
  const [left, top, right, bottom] = boundsOf(places);
  const reach = RIM_REACH * Math.max(right - left, bottom - top, LEAST_EXTENT);
  const points = new Float64Array(places.length + 2 * RIM_POINTS);
  points.set(places);
  for (let i = 0; i < RIM_POINTS; i++) {
    const angle = (2 * Math.PI * i) / RIM_POINTS;
    points[places.length + 2 * i] = (left + right) / 2 + reach * Math.cos(angle);
    points[places.length + 2 * i + 1] = (top + bottom) / 2 + reach * Math.sin(angle);
  }
  return points;
}

function boundsOf(points: ArrayLike<number>): [left: number, top: number, right: number, bottom: number] {
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < points.length; at += 2) {
    bounds[0] = Math.min(bounds[0], points[at]);
    bounds[1] = Math.min(bounds[1], points[at + 1]);
    bounds[2] = Math.max(bounds[2], points[at]);
    bounds[3] = Math.max(bounds[3], points[at + 1]);
  }
  return bounds;
}
