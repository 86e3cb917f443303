import { Luck } from '../../src/model/network/network-context.ts';
import { RegionTimeline } from '../../src/model/weather/region-timeline.ts';
import { RoadWeather } from '../../src/model/weather/road-weather.ts';
import type { NetworkScenario } from '../../src/scenario/network/network-scenario.ts';
import { MASTER_SEED } from '../seeds.ts';

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
