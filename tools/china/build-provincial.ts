import { buildCarrier } from './build-carrier.ts';
import { placeNetwork, rounded } from './geography.ts';
import { landOfChina } from './land.ts';
import { SERVICES } from './lane-service.ts';
import { readPrefectures } from './prefectures.ts';
import { readmeOf } from './readme.ts';
import { chinaSettings, parsedSettings, SORTING_COST } from './settings.ts';
import { RULES } from './sizing-rules.ts';
import { sortingCenters } from './sorting-centers.ts';
import type { WrittenScenario } from './write-scenario.ts';

/** A carrier with a hub in every province. @param data folder of the geographic tables */
export function buildProvincial(parcelsPerDay: number, data: string): WrittenScenario {
  const geography = placeNetwork(readPrefectures(data), landOfChina(), RULES);
  const carrier = buildCarrier(geography, parsedSettings(parcelsPerDay), {
    rules: RULES,
    services: SERVICES,
  });
  const hubs = sortingCenters(carrier, RULES);
  const settings = {
    ...chinaSettings(parcelsPerDay, rounded(SORTING_COST / carrier.meanHubs, 3)),
    ...(Object.keys(hubs).length > 0 && { hubs }),
  };
  return { settings, geography, carrier, readme: readmeOf(settings, carrier, RULES) };
}
