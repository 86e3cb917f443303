import { RegionTimeline } from '../view/region-weather.ts';
import { regionOfFacilities, worldRegions } from '../view/world-regions.ts';
import type { NetworkWorld } from './engine-port.ts';

/** What of a network is looked up again and again, worked out once per world. */
interface Lookup {
  readonly regions: readonly string[];
  readonly regionOf: Int16Array;
  /** Region under whose weather each facility lies; -1 for none. */
  readonly weatherOf: Int16Array;
  readonly weather: RegionTimeline;
  /** Lanes into and out of each facility. */
  readonly into: readonly (readonly number[])[];
  readonly outOf: readonly (readonly number[])[];
}

const lookups = new WeakMap<NetworkWorld, Lookup>();

/** Regions, their weather, and the lanes of each facility. */
export function networkLookup(world: NetworkWorld): Lookup {
  const known = lookups.get(world);
  if (known !== undefined) return known;
  const regions = worldRegions(world);
  const into: number[][] = world.facilities.map(() => []);
  const outOf: number[][] = world.facilities.map(() => []);
  world.lanes.forEach(({ from, to }, lane) => {
    outOf[from].push(lane);
    into[to].push(lane);
  });
  const weathered = world.regionWeather.regions.map((name) => regions.indexOf(name));
  const found = {
    regions,
    weatherOf: Int16Array.from(world.regionWeather.ofFacility, (region) => weathered[region] ?? -1),
    regionOf: regionOfFacilities(world, regions),
    weather: new RegionTimeline(world.regionWeather, regions),
    into,
    outOf,
  };
  lookups.set(world, found);
  return found;
}
