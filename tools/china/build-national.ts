import { buildCarrier, type Carrier } from './build-carrier.ts';
import { type Geography, placeNetwork, rounded } from './geography.ts';
import { hubSites } from './hub-sites.ts';
import { landOfChina } from './land.ts';
import { nationalReadme } from './national-readme.ts';
import { NATIONAL_REGIONAL, NATIONAL_SIZING } from './national-rules.ts';
import { nationalSettings, parsedNational } from './national-settings.ts';
import { readPrefectures } from './prefectures.ts';
import { sortingCenters } from './sorting-centers.ts';
import { hubCostPerVisit } from './unit-costs.ts';
import type { WrittenScenario } from './write-scenario.ts';

/** A carrier of ZTO's shape. @param data folder of the geographic tables */
export function buildNational(parcelsPerDay: number, data: string): WrittenScenario {
  const { geography, carrier } = nationalCarrier(parcelsPerDay, data);
  const { rules } = NATIONAL_SIZING;
  const hubs = sortingCenters(carrier, rules);
  const settings = {
    ...nationalSettings(parcelsPerDay, rounded(hubCostPerVisit(carrier, rules), 3)),
    ...(Object.keys(hubs).length > 0 && { hubs }),
  };
  return { settings, geography, carrier, readme: nationalReadme(settings, carrier, rules) };
}

/** The carrier alone, sized for its volume. */
export function nationalCarrier(
  parcelsPerDay: number,
  data: string,
): { readonly geography: Geography; readonly carrier: Carrier } {
  const { rules } = NATIONAL_SIZING;
  const prefectures = readPrefectures(data);
  const sites = hubSites(prefectures, rules.hubs.count, NATIONAL_REGIONAL);
  const geography = placeNetwork(prefectures, landOfChina(), rules, sites);
  const settings = parsedNational(nationalSettings(parcelsPerDay, 0));
  return { geography, carrier: buildCarrier(geography, settings, NATIONAL_SIZING) };
}
