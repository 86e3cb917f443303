import { networkSchema } from '../../src/scenario/network/network-schema.ts';
import { buildCarrier } from './build-carrier.ts';
import { SIZING_2015, settings2015 } from './china-2015.ts';
import { placeNetwork, rounded } from './geography.ts';
import { hubSites } from './hub-sites.ts';
import { landOfChina } from './land.ts';
import { type DescribedSettings, nationalReadme } from './national-readme.ts';
import { NATIONAL_REGIONAL, NATIONAL_SIZING, type NationalSizing } from './national-rules.ts';
import { nationalSettings } from './national-settings.ts';
import { readPrefectures } from './prefectures.ts';
import { singlesDayExperiment, singlesDaySettings } from './singles-day.ts';
import { sortingCenters } from './sorting-centers.ts';
import { hubCostPerVisit } from './unit-costs.ts';
import type { WrittenScenario } from './write-scenario.ts';

/** A carrier that chooses its hubs: by what it is sized, and how it is written. */
interface Plan {
  /** As the builder's command line knows it. */
  readonly name: string;
  readonly sizing: NationalSizing;
  readonly settings: (parcelsPerDay: number, hubSortCost: number) => DescribedSettings;
  readonly experiments?: Readonly<Record<string, object>>;
}

/** A carrier of ZTO's shape. */
export const NATIONAL: Plan = { name: 'national', sizing: NATIONAL_SIZING, settings: nationalSettings };

/** The same over 11.11. */
export const SINGLES_DAY: Plan = {
  name: 'singles-day',
  sizing: NATIONAL_SIZING,
  settings: (parcels, cost) => singlesDaySettings(parcels, cost, false),
  experiments: { 'promotion-and-storm.json': singlesDayExperiment() },
};

/** The same over 11.11, and a storm. */
export const SINGLES_DAY_SNOW: Plan = {
  name: 'singles-day-snow',
  sizing: NATIONAL_SIZING,
  settings: (parcels, cost) => singlesDaySettings(parcels, cost, true),
};

/** A carrier of YTO's shape in 2015. */
export const CHINA_2015: Plan = { name: 'china-2015', sizing: SIZING_2015, settings: settings2015 };

/** Sizes a carrier for its volume. @param data folder of the geographic tables */
export function buildNational(
  { name, sizing, settings: settingsOf, experiments }: Plan,
  parcelsPerDay: number,
  data: string,
): WrittenScenario {
  const { rules } = sizing;
  const prefectures = readPrefectures(data);
  const sites = hubSites(prefectures, rules.hubs.count, NATIONAL_REGIONAL, rules.seller_weight);
  const geography = placeNetwork(prefectures, landOfChina(), rules, sites);
  const carrier = buildCarrier(geography, networkSchema.parse(settingsOf(parcelsPerDay, 0)), sizing);
  const hubs = sortingCenters(carrier, rules);
  const settings = {
    ...settingsOf(parcelsPerDay, rounded(hubCostPerVisit(carrier, rules), 3)),
    ...(Object.keys(hubs).length > 0 && { hubs }),
  };
  return {
    settings,
    geography,
    carrier,
    readme: nationalReadme(name, settings, carrier, rules),
    ...(experiments !== undefined && { experiments }),
  };
}
