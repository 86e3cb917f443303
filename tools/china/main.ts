import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildNational, CHINA_2015, NATIONAL, SINGLES_DAY, SINGLES_DAY_SNOW } from './build-national.ts';
import { buildProvincial } from './build-provincial.ts';
import type { WrittenScenario } from './write-scenario.ts';
import { writeScenario } from './write-scenario.ts';

interface Kind {
  readonly parcelsPerDay: number;
  readonly out: string;
  readonly build: (parcelsPerDay: number, data: string) => WrittenScenario;
}

/** Carriers that can be built, with the volume and the folder each has where none is asked for. */
const KINDS: Readonly<Record<string, Kind>> = {
  'china-31': { parcelsPerDay: 200_000, out: 'scenarios/china-31', build: buildProvincial },
  national: kindOf(NATIONAL, 1_000_000, 'scenarios/china-national'),
  'singles-day': kindOf(SINGLES_DAY, 1_000_000, 'scenarios/singles-day'),
  'singles-day-snow': kindOf(SINGLES_DAY_SNOW, 1_000_000, 'scenarios/singles-day-snow'),
  'china-2015': kindOf(CHINA_2015, 300_000, 'scenarios/china-2015'),
};

/** Builds a carrier in China for a volume and writes it as a scenario. @param args of the command line */
export function main(args: readonly string[]): void {
  const { values } = parseArgs({
    args: [...args],
    options: {
      scenario: { type: 'string', default: 'china-31' },
      'parcels-per-day': { type: 'string' },
      data: { type: 'string', default: '../shared/data/geo' },
      out: { type: 'string' },
    },
  });
  // Several at once, as in national,singles-day: those with one network have it sized once.
  for (const name of values.scenario.split(',')) {
    const kind = KINDS[name];
    if (kind === undefined)
      throw new Error(`--scenario ${name}: not one of ${Object.keys(KINDS).join(', ')}`);
    const parcelsPerDay = Number(values['parcels-per-day'] ?? kind.parcelsPerDay);
    if (!(parcelsPerDay > 0))
      throw new Error(`--parcels-per-day ${values['parcels-per-day']}: not a number above 0`);
    const scenario = kind.build(parcelsPerDay, path.resolve(values.data));
    const out = values.out ?? kind.out;
    writeScenario(path.resolve(out), scenario);
    const { carrier } = scenario;
    process.stdout.write(
      `${carrier.facilities.length} facilities, ${carrier.lanes.length} lanes, ${carrier.meanHours.toFixed(1)} h on paper: ${out}\n`,
    );
  }
}

function kindOf(plan: Parameters<typeof buildNational>[0], parcelsPerDay: number, out: string): Kind {
  return { parcelsPerDay, out, build: (parcels, data) => buildNational(plan, parcels, data) };
}
