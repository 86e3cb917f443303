import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildCarrier } from './build-carrier.ts';
import { placeNetwork, rounded } from './geography.ts';
import { landOfChina } from './land.ts';
import { SERVICES } from './lane-service.ts';
import { readPrefectures } from './prefectures.ts';
import { readmeOf } from './readme.ts';
import { chinaSettings, parsedSettings, SORTING_COST } from './settings.ts';
import { RULES } from './sizing-rules.ts';
import { sortingCenters } from './sorting-centers.ts';
import { writeScenario } from './write-scenario.ts';

/** Builds a carrier in China for a volume and writes it as a scenario. @param args of the command line */
export function main(args: readonly string[]): void {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'parcels-per-day': { type: 'string', default: '200000' },
      data: { type: 'string', default: '../shared/data/geo' },
      out: { type: 'string', default: 'scenarios/china-31' },
    },
  });
  const parcelsPerDay = Number(values['parcels-per-day']);
  if (!(parcelsPerDay > 0))
    throw new Error(`--parcels-per-day ${values['parcels-per-day']}: not a number above 0`);
  const geography = placeNetwork(readPrefectures(path.resolve(values.data)), landOfChina(), RULES);
  const carrier = buildCarrier(geography, parsedSettings(parcelsPerDay), {
    rules: RULES,
    services: SERVICES,
  });
  const hubs = sortingCenters(carrier, RULES);
  const settings = {
    ...chinaSettings(parcelsPerDay, rounded(SORTING_COST / carrier.meanHubs, 3)),
    ...(Object.keys(hubs).length > 0 && { hubs }),
  };
  writeScenario(path.resolve(values.out), {
    settings,
    geography,
    carrier,
    readme: readmeOf(settings, carrier, RULES),
  });
  process.stdout.write(
    `${carrier.facilities.length} facilities, ${carrier.lanes.length} lanes, ${carrier.meanHours.toFixed(1)} h on paper: ${values.out}\n`,
  );
}
