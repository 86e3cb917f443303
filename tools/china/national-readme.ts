import { type Carrier, carriedPerDay } from './build-carrier.ts';
import type { LaneClass } from './lane-skeleton.ts';
import type { NationalRules } from './national-rules.ts';
import { CLASS_NAMES, crewTable, ruleList } from './readme.ts';
import { classDay, hubCostPerVisit } from './unit-costs.ts';

/** What the note tells of the settings. */
export interface DescribedSettings {
  readonly title: string;
  readonly description: string;
  readonly source: string;
  readonly demand: {
    readonly parcels_per_day: number;
    readonly nearest_km: number;
    readonly distance_exponent: number;
    readonly returns?: { readonly share: number };
  };
  readonly delivery: Parameters<typeof crewTable>[1]['delivery'];
}

/** The note beside a national scenario. */
export function nationalReadme(
  scenario: string,
  settings: DescribedSettings,
  carrier: Carrier,
  rules: NationalRules,
): string {
  const parcels = settings.demand.parcels_per_day;
  return `# ${settings.title}

Written by \`npm run build-china -- --scenario ${scenario} --parcels-per-day ${parcels}\`; change the rules in \`tools/china/\` and build it
again rather than edit the tables, or edit them for a study of your own.

${settings.description}

## Where the figures come from

${settings.source}

- Every row has a \`source\`, and so has every group of settings in \`scenario.json\`. "sizing" means the rules below.
- Seats of prefectures that no list has are placed from general knowledge to about 5 km and marked as assumptions.
  Sansha lies at 16.83 N 112.34 E and is reached by sea.
- The 31 provinces' urban shares are from memory of the census bulletins: an assumption. The national share of rural
  parcels, one in three, is sourced (State Council Information Office, first half of 2021).
- A station stands for all outlets of its prefecture, a county center, township and village station for all of its.
- Borders on the map are Natural Earth's and not the standard map that publication in China requires.

## Rules

${ruleList(rules)}

Expected flows: a zone sends its share by seller weight; its parcels go to zones in proportion to population /
max(great-circle km, ${settings.demand.nearest_km})^${settings.demand.distance_exponent}, what is sent back returns to its sender, and all take the path of least expected time. These are the formula and
the load plan of the model itself (\`src/model/demand/gravity.ts\`, \`src/model/policy/load-plan.ts\`).

## What came of them

${laneTable(carrier, carriedPerDay(settings))}

"Fill" is the expected share of the capacity in parcels that runs. On paper a parcel needs ${carrier.meanHours.toFixed(1)} h from acceptance to
its last facility and passes ${carrier.meanHubs.toFixed(2)} hubs at ${hubCostPerVisit(carrier, rules).toFixed(3)} yuan each: ${(carrier.meanHubs * hubCostPerVisit(carrier, rules)).toFixed(2)} yuan for sorting.

${crewTable(carrier, settings)}
`;
}

function laneTable(carrier: Carrier, parcelsPerDay: number): string {
  const rows = (Object.keys(CLASS_NAMES) as LaneClass[]).map((laneClass) => {
    const day = classDay(carrier, laneClass);
    const fill = ((100 * day.parcels) / day.room).toFixed(0);
    const km = (day.vehicleKm / day.vehicles).toFixed(0);
    return `| ${CLASS_NAMES[laneClass]} | ${day.lanes} | ${(day.departures / day.lanes).toFixed(1)} | ${day.parcels.toFixed(0)} | ${day.vehicles.toFixed(0)} | ${fill} % | ${km} | ${(day.cost / parcelsPerDay).toFixed(2)} |`;
  });
  return [
    '| lanes | number | departures a day | parcels a day | vehicles a day | fill | km | yuan per parcel of the carrier |',
    '|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}
