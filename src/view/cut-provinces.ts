import * as Phaser from 'phaser';
import type { NetworkWorld } from '../snapshot/network-snapshot.ts';
import { countryLand } from './country-land.ts';
import { loadWorldTopology, Pace } from './outlines.ts';
import type { FittedMap } from './projection.ts';
import { Provinces, regionSites } from './provinces.ts';

/**
 * The provinces of a network, in slices, so that the page can be used meanwhile; null where it has no
 * region. @param places x and y per facility, world units
 */
export async function cutProvinces(
  world: NetworkWorld,
  places: Float32Array,
  map: FittedMap,
): Promise<Provinces | null> {
  const sites = regionSites(world, places);
  if (sites.regions.length === 0) return null;
  const pace = new Pace();
  const pause = () => pace.pause();
  const land = await countryLand(await loadWorldTopology(), map, world.facilities, pause);
  return Provinces.divide(sites, land, (flat, holes) => Phaser.Geom.Polygon.Earcut(flat, holes), pause);
}
