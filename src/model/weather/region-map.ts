import { degreesEast } from '../../engine/math/great-circle.ts';
import type { NetworkFacility } from '../../scenario/network/network-scenario.ts';
import { onSphere, type Place } from './climate-field.ts';

/** No region. */
export const NO_REGION = -1;

/**
 * Which region a point lies in: that of the nearest station, or of the nearest facility for regions without stations.
 * Hubs and relay facilities do not move the borders, so that one more of them changes nobody's weather.
 */
export class RegionMap {
  /** Names in order, as facilities have them. */
  readonly regions: readonly string[];
  /** Per region the mean of its places. */
  readonly centers: readonly Place[];
  readonly #ofFacility: Int32Array;
  readonly #tree: Branch | null;

  constructor(facilities: readonly NetworkFacility[]) {
    this.regions = [...new Set(facilities.map(({ region }) => region))].filter((name) => name !== '').sort();
    const index = new Map(this.regions.map((name, i) => [name, i]));
    const inRegion = this.regions.map(() => [] as NetworkFacility[]);
    for (const facility of facilities)
      if (facility.region !== '') inRegion[index.get(facility.region)!].push(facility);
    const places = inRegion.map((all) => {
      const stations = all.filter(({ kind }) => kind === 'station');
      return stations.length > 0 ? stations : all;
    });
    this.centers = places.map(meanPlace);
    const points = places.flatMap((all, region) =>
      all.map(({ lat, lon }) => ({ region, position: onSphere(lat, lon) })),
    );
    this.#tree = branchOf(points, 0);
    this.#ofFacility = Int32Array.from(facilities, ({ region, lat, lon }) =>
      region === '' ? this.at(lat, lon) : index.get(region)!,
    );
  }

  /** Region of a facility: its own, else that of the point where it stands; NO_REGION where nothing has a region. */
  of(facility: number): number {
    return this.#ofFacility[facility];
  }

  /** The same for all facilities. */
  get ofFacility(): ArrayLike<number> {
    return this.#ofFacility;
  }

  /** Region of a point in degrees. Of two that are equally near the first by name. */
  at(lat: number, lon: number): number {
    const nearest = { region: NO_REGION, distance: Number.POSITIVE_INFINITY };
    if (this.#tree !== null) search(this.#tree, onSphere(lat, lon), nearest);
    return nearest.region;
  }
}

function meanPlace(places: readonly Place[]): Place {
  const lons = places.map(({ lon }) => lon);
  // A region on both sides of the date line lies around it, not half the world away.
  const eastward = lons.map((lon) => (lon < 0 ? lon + 360 : lon));
  const lon = span(eastward) < span(lons) ? degreesEast(0, mean(eastward)) : mean(lons);
  return { lat: mean(places.map(({ lat }) => lat)), lon };
}

function span(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}

/** In order of size, so that the order of facilities changes no last bit. */
function mean(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b).reduce((sum, value) => sum + value, 0) / values.length;
}

type Vector = readonly [number, number, number];

interface Point {
  readonly region: number;
  readonly position: Vector;
}

/** A k-d tree over the unit sphere (Bentley 1975): a point, and those below and above it along an axis. */
interface Branch extends Point {
  readonly axis: number;
  readonly below: Branch | null;
  readonly above: Branch | null;
}

function branchOf(points: readonly Point[], depth: number): Branch | null {
  if (points.length === 0) return null;
  const axis = depth % 3;
  const sorted = [...points].sort((a, b) => a.position[axis] - b.position[axis] || a.region - b.region);
  const middle = sorted.length >> 1;
  return {
    ...sorted[middle],
    axis,
    below: branchOf(sorted.slice(0, middle), depth + 1),
    above: branchOf(sorted.slice(middle + 1), depth + 1),
  };
}

function search(branch: Branch, at: Vector, nearest: { region: number; distance: number }): void {
  const [x, y, z] = branch.position;
  const distance = (x - at[0]) * (x - at[0]) + (y - at[1]) * (y - at[1]) + (z - at[2]) * (z - at[2]);
  if (distance < nearest.distance || (distance === nearest.distance && branch.region < nearest.region)) {
    nearest.distance = distance;
    nearest.region = branch.region;
  }
  const beyond = at[branch.axis] - branch.position[branch.axis];
  const [near, far] = beyond < 0 ? [branch.below, branch.above] : [branch.above, branch.below];
  if (near !== null) search(near, at, nearest);
  if (far !== null && beyond * beyond <= nearest.distance) search(far, at, nearest);
}
