import { networkSchema } from '../../src/scenario/network/network-schema.ts';
import { buildCarrier, type Carrier } from './build-carrier.ts';
import { SIZING_2015, settings2015 } from './china-2015.ts';
import { type Geography, placeNetwork, rounded } from './geography.ts';
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

type SettingsFor = (parcelsPerDay: number, hubSortCost: number) => DescribedSettings;

/** A carrier that chooses its hubs: by what it is sized, and how it is written. */
interface Plan {
  /** As the builder's command line knows it. */
  readonly name: string;
  readonly sizing: NationalSizing;
  readonly settings: SettingsFor;
  /** Settings of the days it is sized for, where it is measured over others. */
  readonly sizedFor?: SettingsFor;
  readonly experiments?: Readonly<Record<string, object>>;
}

/** A carrier of ZTO's shape. */
export const NATIONAL: Plan = { name: 'national', sizing: NATIONAL_SIZING, settings: nationalSettings };

/** The same over 11.11. */
export const SINGLES_DAY: Plan = {
  name: 'singles-day',
  sizing: NATIONAL_SIZING,
  settings: (parcels, cost) => singlesDaySettings(parcels, cost, false),
  sizedFor: nationalSettings,
  experiments: { 'promotion-and-storm.json': singlesDayExperiment() },
};

/** The same over 11.11, and a storm. */
export const SINGLES_DAY_SNOW: Plan = {
  name: 'singles-day-snow',
  sizing: NATIONAL_SIZING,
  settings: (parcels, cost) => singlesDaySettings(parcels, cost, true),
  sizedFor: nationalSettings,
};

/** A carrier of YTO's shape in 2015. */
export const CHINA_2015: Plan = { name: 'china-2015', sizing: SIZING_2015, settings: settings2015 };

interface Sized {
  readonly geography: Geography;
  readonly carrier: Carrier;
}

/** Carriers that were sized, so that those who share one are not sized again. */
const SIZED = new Map<string, Sized>();

function sized(settingsOf: SettingsFor, sizing: NationalSizing, parcelsPerDay: number, data: string): Sized {
  const settings = networkSchema.parse(settingsOf(parcelsPerDay, 0));
  const key = JSON.stringify([settings, data]);
  const known = SIZED.get(key);
  if (known !== undefined) return known;
  const { rules } = sizing;
  const prefectures = readPrefectures(data);
  const sites = hubSites(prefectures, rules.hubs.count, NATIONAL_REGIONAL, rules.seller_weight);
  const geography = placeNetwork(prefectures, landOfChina(), rules, sites);
  const fresh = { geography, carrier: buildCarrier(geography, settings, sizing) };
  SIZED.set(key, fresh);
  return fresh;
}

/** Sizes a carrier for its volume. @param data folder of the geographic tables */
export function buildNational(
  { name, sizing, settings: settingsOf, sizedFor = settingsOf, experiments }: Plan,
  parcelsPerDay: number,
  data: string,
): WrittenScenario {
  const { rules } = sizing;
  const { geography, carrier } = sized(sizedFor, sizing, parcelsPerDay, data);
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
