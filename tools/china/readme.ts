import type { Carrier } from './build-carrier.ts';
import type { LaneClass } from './lane-skeleton.ts';
import type { chinaSettings } from './settings.ts';
import type { Rules } from './sizing-rules.ts';
import { NATIONAL_VEHICLES } from './vehicles.ts';

type Settings = ReturnType<typeof chinaSettings>;

/** Classes of lanes as readers know them. */
export const CLASS_NAMES: Readonly<Record<LaneClass, string>> = {
  linehaul: 'hub to hub',
  'to-hub': 'station to hub',
  'to-station': 'hub to station',
  'to-county': 'station to county center',
  'to-township': 'county center to township',
  'to-village': 'township to village station',
};

/** The note beside the scenario: what it is, by which rules it was sized, and what came of them. */
export function readmeOf(settings: Settings, carrier: Carrier, rules: Rules): string {
  const parcels = settings.demand.parcels_per_day;
  return `# ${settings.title}

Written by \`npm run build-china -- --parcels-per-day ${parcels}\`; change the rules in \`tools/china/\` and build it
again rather than edit the tables, or edit them for a study of your own.

${settings.description}

## Where the figures come from

${settings.source}

- Every row has a \`source\`, and so has every group of settings in \`scenario.json\`. "sizing" means the rules below.
- The geographic table names about half the prefectures for a town inside them. They have their own names here, and
  where a city of that name is in the GeoNames list (within 250 km) its coordinates; seats that no list has are placed
  from general knowledge to about 5 km and marked as assumptions. Sansha lies at 16.83 N 112.34 E and is reached by sea.
- The 31 provinces' urban shares are from memory of the census bulletins: an assumption. The national share of rural
  parcels, one in three, is sourced (State Council Information Office, first half of 2021).
- Relay facilities are representative: one county center, township and village station stand for all of a prefecture's.
- Borders on the map are Natural Earth's and not the standard map that publication in China requires.

## Rules

${ruleList(rules)}

Expected flows: a zone sends its share by seller weight; its parcels go to zones in proportion to population /
max(great-circle km, ${settings.demand.nearest_km})^${settings.demand.distance_exponent}, and take the path of least expected time. These are the formula and
the load plan of the model itself (\`src/model/demand/gravity.ts\`, \`src/model/policy/load-plan.ts\`).

## What came of them

${laneTable(carrier, parcels)}

"Fill" is the expected share of the capacity in parcels that runs. On paper a parcel needs ${carrier.meanHours.toFixed(1)} h from acceptance to
its last facility, and passes ${carrier.meanHubs.toFixed(2)} hubs.

${crewTable(carrier, settings)}
`;
}

/** The rules with their figures, one a line. */
export function ruleList(rules: Rules): string {
  return Object.entries<string | { readonly meaning: string }>(rules as never)
    .flatMap(([name, rule]) => {
      if (typeof rule === 'string') return [];
      const { meaning, ...figures } = rule;
      const values = Object.entries(figures).map(([key, value]) =>
        key === 'value' ? textOf(value) : `${key.replaceAll('_', ' ')} ${textOf(value)}`,
      );
      return `- **${name.replaceAll('_', ' ')}**${values.length === 0 ? '' : ` (${values.join(', ')})`}: ${meaning}.`;
    })
    .join('\n');
}

function textOf(value: unknown): string {
  return typeof value === 'object'
    ? JSON.stringify(value).replaceAll(/["{}]/g, '').replaceAll(/[,:]/g, '$& ')
    : String(value);
}

function laneTable({ lanes }: Carrier, parcelsPerDay: number): string {
  const rows = (Object.keys(CLASS_NAMES) as LaneClass[]).map((laneClass) => {
    const own = lanes.filter((lane) => lane.laneClass === laneClass);
    let [flow, vehicles, capacity, cost] = [0, 0, 0, 0];
    for (const lane of own) {
      const type = NATIONAL_VEHICLES.find(({ code }) => code === lane.vehicle)!;
      const perDay = (lane.vehicles * lane.departures.length * lane.weekdays.length) / 7;
      flow += lane.flowPerDay;
      vehicles += perDay;
      capacity += perDay * type.parcels;
      cost += perDay * (type.cost_per_trip + type.cost_per_km * lane.distanceKm);
    }
    const twice = own.filter(({ departures }) => departures.length === 2).length;
    const yuan = (cost / parcelsPerDay).toFixed(2);
    return `| ${CLASS_NAMES[laneClass]} | ${own.length} | ${twice} | ${flow.toFixed(0)} | ${vehicles.toFixed(0)} | ${((100 * flow) / capacity).toFixed(0)} % | ${yuan} |`;
  });
  return [
    '| lanes | number | twice a day | parcels a day | vehicles a day | fill | yuan per parcel of the carrier |',
    '|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

/** People and machines over all facilities. */
export function crewTable({ facilities }: Carrier, { delivery }: Pick<Settings, 'delivery'>): string {
  const total = (count: (facility: Carrier['facilities'][number]) => number, kinds: readonly string[]) =>
    facilities.filter(({ kind }) => kinds.includes(kind)).reduce((sum, facility) => sum + count(facility), 0);
  const relay = ['county-center', 'township', 'village-station'];
  return [
    '| people and machines | number |',
    '|---|---|',
    `| hubs: unloaders | ${total((one) => one.unloadWorkers, ['hub'])} |`,
    `| hubs: induction places | ${total((one) => one.infeeds, ['hub'])} |`,
    `| hubs: sorters | ${total((one) => one.sorters, ['hub'])} |`,
    `| hubs: loaders | ${total((one) => one.loadWorkers, ['hub'])} |`,
    `| stations: sort workers | ${total((one) => one.sortWorkers, ['station'])} |`,
    `| stations: couriers, ${delivery.parcels_per_round} parcels a round | ${total((one) => one.couriers, ['station'])} |`,
    `| relay facilities: workers | ${total((one) => one.sortWorkers, relay)} |`,
  ].join('\n');
}
