import { Luck } from '../../src/model/network/luck.ts';
import { RegionTimeline } from '../../src/model/weather/region-timeline.ts';
import { RoadWeather } from '../../src/model/weather/road-weather.ts';
import { kindOf } from '../../src/model/weather/weather-effects.ts';
import type { ClimateShare, NetworkScenario } from '../../src/scenario/network/network-scenario.ts';
import { WEATHER_REGIMES, type WeatherRegime } from '../../src/scenario/network/weather-schema.ts';
import { MASTER_SEED } from '../seeds.ts';
import { type FacilityDraft, type NetworkDraft, network } from './network-draft.ts';

/** Luck of one replication, for weather alone. */
export function weatherLuck(replication = 0): Luck {
  return new Luck(MASTER_SEED.weather, replication);
}

/** The weather of a network's regions in one replication. */
export function regionTimeline(scenario: NetworkScenario, replication = 0): RegionTimeline {
  return new RegionTimeline(scenario, () => weatherLuck(replication).stream('weather'));
}

/** What it does to lanes. */
export function roadWeather(scenario: NetworkScenario, replication = 0): RoadWeather {
  return new RoadWeather(scenario, regionTimeline(scenario, replication));
}

/** A station in a region. */
export function stationIn(region: string, lon: number, lat = 30): FacilityDraft {
  return { code: `S-${region}-${lon}`, kind: 'station', region, lon, lat };
}

/** A network of which only the weather is looked at: no lanes, one zone at the first facility. */
export function weatherOnly(facilities: readonly FacilityDraft[], draft: Partial<NetworkDraft> = {}) {
  return network({
    facilities,
    zones: [{ code: 'Z', station: facilities[0].code }],
    lanes: [],
    ...draft,
  });
}

/** The same shares in every month. */
export function allYear(region: string, shares: Partial<Record<WeatherRegime, number>>): ClimateShare[] {
  return Array.from({ length: 12 }, (_, month) =>
    Object.entries(shares).map(([regime, share]) => ({
      region,
      month: month + 1,
      regime: regime as WeatherRegime,
      share,
    })),
  ).flat();
}

/** Changes of a region's weather: hours, and kinds. */
export function changesOf(timeline: RegionTimeline, region: string): [number, WeatherRegime][] {
  const { at, condition } = timeline.courses[timeline.map.regions.indexOf(region)];
  return Array.from(at, (instant, i) => [instant / 3.6e9, WEATHER_REGIMES[kindOf(condition[i])]]);
}
