import type { ColumnSpec } from '../../src/scenario/column-spec.ts';
import { type JsonSchema, publishedSchemas } from '../../src/scenario/json-schema.ts';
import {
  CLIMATE_COLUMNS,
  FACILITY_COLUMNS,
  LANE_COLUMNS,
  OD_COLUMNS,
  ORDER_COLUMNS,
  PLAN_COLUMNS,
  WEATHER_COLUMNS,
  ZONE_COLUMNS,
} from '../../src/scenario/network/network-tables.ts';
import { columnTable } from './column-table.ts';
import { distributionLines } from './distribution-lines.ts';
import { nestedOptionTable } from './nested-options.ts';
import { optionTable, type Properties } from './option-table.ts';

/** What each part of the settings is for; the options come from the schema itself. */
const PARTS: Record<string, string> = {
  run: 'Which parcels are measured, how often, and when a run ends.',
  demand: 'How many parcels, from where to where, when, of what kind.',
  pickup: 'From the order to the station.',
  handling:
    'What people and machines do with a parcel in stations, relay facilities, and hubs without a block of their own.',
  shifts: 'Who is on duty.',
  delivery: 'From the station to the door.',
  village: 'The shelf at the end of the rural relay.',
  vehicles: 'What runs on lanes.',
  linehaul: 'How vehicles run: distance, speed by the hour, incidents, the fleet.',
  routing: 'Which way parcels take, and what becomes of them when it is barred.',
  disruptions: 'What stands still, or is slow, for a time.',
  weather: 'Weather that is drawn: over regions or an outline, from when to when.',
  climate:
    'Weather that comes and goes by itself; how often each kind occurs is in the table `climate_shares`.',
  weather_effects:
    'What each kind of weather does, in place of the defaults (MODEL.md has them with their sources).',
  forecast: 'What forecast-aware routing sees of the weather to come.',
  costs: 'What is booked for each activity, in units of the currency.',
};

const TABLES: readonly (readonly [file: string, what: string, columns: readonly ColumnSpec[]])[] = [
  ['facilities.csv', 'Buildings.', FACILITY_COLUMNS],
  ['zones.csv', 'Where parcels begin and end.', ZONE_COLUMNS],
  ['lanes.csv', 'Directed links, and when trips run on them.', LANE_COLUMNS],
  [
    'od',
    'Where `tables.od` names it: who sends how much to whom, in place of the gravity model.',
    OD_COLUMNS,
  ],
  [
    'orders',
    'Where `tables.orders` names it: real orders in place of drawn ones, streamed, so that a file may be of any length. Orders come as they stand: `demand.parcels_per_day`, shares by hour, weekday and month, `holidays`, `promotions`, `forecast_error` and `demand_factor` of `weather_effects` do nothing beside it.',
    ORDER_COLUMNS,
  ],
  ['plan_edits', 'Where `tables.plan_edits` names it: what the load plan is told to do.', PLAN_COLUMNS],
  ['climate_shares', 'Where `tables.climate_shares` names it.', CLIMATE_COLUMNS],
  [
    'observed_weather',
    'Where `tables.observed_weather` names it: weather that was, replayed.',
    WEATHER_COLUMNS,
  ],
];

/** The reference of a network scenario and its tables, as Markdown, from the schema that validates them. */
export function networkPage(): string {
  const schema = publishedSchemas()['network.schema.json'];
  const definitions = (schema.$defs ?? {}) as Properties;
  const root = definitions.Network ?? schema;
  const top = root.properties as Properties;
  const required = root.required as string[];
  const others = Object.fromEntries(Object.entries(top).filter(([name]) => PARTS[name] === undefined));
  const lines = [
    '# Network scenarios: stations, hubs, lanes and the world around them',
    '',
    'Written from the schema by `tools/docs/network-page.ts`; a test keeps it true. A network is `scenario.json` with `"kind": "network"` and the tables below beside it, or one file with the tables `inline`. Every quantity has its unit in its name. Add `"$schema"` with the path of `public/network.schema.json` for completion in an editor.',
    '',
    'Settings are changed by path, elements of lists by their code, cells by their row: `--set demand.parcels_per_day=150000`, `--set "weather[code=SNOW].to_h=60"`, `--set "lanes[code=HUB-11:HUB-31].dispatch=full"`.',
    '',
    '## The file',
    ...optionTable(others, required, definitions),
  ];
  for (const [name, what] of Object.entries(PARTS)) {
    lines.push('', `## ${name}`, what, '');
    lines.push(...partTable(name, top[name], required, definitions));
  }
  for (const name of definitionsIn(others, top, definitions)) {
    const { properties, required: needed = [], items } = definitions[name];
    const shape = (items as JsonSchema | undefined)?.properties ?? properties;
    if (shape === undefined) continue;
    lines.push('', `## ${name}`, String(definitions[name].description ?? ''), '');
    lines.push(...nestedOptionTable(shape as Properties, needed as string[], definitions));
  }
  lines.push('', '## Tables');
  for (const [file, what, columns] of TABLES)
    lines.push('', `### ${file}`, what, '', ...columnTable(columns));
  lines.push('', '## Duration', ...distributionLines(definitions.Duration));
  return `${lines.join('\n')}\n`;
}

/** A part with all that is in it, lists by what one of their elements has. */
function partTable(
  name: string,
  part: JsonSchema,
  required: readonly string[],
  definitions: Properties,
): string[] {
  if (name === 'run') {
    const needed = (part.required ?? []) as string[];
    return optionTable(part.properties as Properties, needed, definitions);
  }
  return nestedOptionTable({ [name]: part }, required.includes(name) ? [name] : [], definitions);
}

/** Names of the definitions that the parts refer to, in order; durations and hubs are described elsewhere. */
function definitionsIn(others: Properties, top: Properties, definitions: Properties): string[] {
  const { hubs: _hubs, ...mentioned } = { ...others, ...top };
  const found: string[] = [];
  const visit = (schema: unknown): void => {
    for (const [, name] of JSON.stringify(schema).matchAll(/"#\/\$defs\/(\w+)"/g)) {
      if (name === 'Duration' || name.startsWith('__') || found.includes(name)) continue;
      found.push(name);
      visit(definitions[name]);
    }
  };
  visit(mentioned);
  return found;
}
