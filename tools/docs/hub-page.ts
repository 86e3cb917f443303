import type { ColumnSpec } from '../../src/scenario/column-spec.ts';
import { INBOUND_COLUMNS, OUTBOUND_COLUMNS, SORT_PLAN_COLUMNS } from '../../src/scenario/hub/hub-tables.ts';
import { type JsonSchema, publishedSchemas } from '../../src/scenario/json-schema.ts';
import { columnTable } from './column-table.ts';
import { distributionLines } from './distribution-lines.ts';
import { nestedOptionTable } from './nested-options.ts';
import { alternatives, optionTable, type Properties } from './option-table.ts';

/** What each part of the hub block is for; the options come from the schema itself. */
const PARTS: Record<string, string> = {
  detail: 'How finely sorters are simulated.',
  yard: 'The gate, where trailers wait, and the rule by which they get a door.',
  inbound_doors: 'Doors at which trailers are emptied, one at a time each.',
  unloading:
    'From the trailer to the belt of an induction zone. Where all lines of the zone are full, unloading stops.',
  scan: 'What the scanner of a sorter does not read, sends wrong, or never sees.',
  coding: 'People who type in what a machine could not read, and what the reject chute took.',
  irregulars: 'Parcels too heavy or too large for a sorter.',
  sorters:
    'Machines (`cross-belt` and `tilt-tray` loops, `sliding-shoe` lines) and manual sorts. Chutes are counted from 1 over the banks in their order.',
  sorts: 'Windows of the day, each with its part of the sort plan.',
  containers: 'What a chute fills before it is loaded.',
  loading: 'From chutes and containers into the trailer that stands open.',
  outbound: 'How trailers at outbound doors follow one another, and when they are sealed.',
  people: 'Shifts, breaks, what people can do, what they cost.',
  breakdowns: 'What stops by chance.',
  incidents: 'What stops at a given time.',
};

const TABLES: readonly (readonly [file: string, what: string, columns: readonly ColumnSpec[]])[] = [
  ['inbound.csv', 'Trailers that come, by origin.', INBOUND_COLUMNS],
  ['outbound.csv', 'Directions in which trailers leave.', OUTBOUND_COLUMNS],
  [
    'sort_plan.csv',
    'Which chutes take which direction. Read where `tables.sort_plan` names it; without it chutes are spread over directions by volume.',
    SORT_PLAN_COLUMNS,
  ],
];

/** The reference of a hub scenario and its tables, as Markdown, from the schema that validates them. */
export function hubPage(): string {
  const schema = publishedSchemas()['hub.schema.json'];
  const definitions = (schema.$defs ?? {}) as Properties;
  const root = definitions.HubScenario ?? schema;
  const top = root.properties as Properties;
  const { hub: _hub, ...settings } = top;
  const block = definitions.Hub;
  const parts = block.properties as Properties;
  const required = block.required as string[];
  const lines = [
    '# Hub scenarios: a sorting center down to its trays',
    '',
    'Written from the schema by `tools/docs/hub-page.ts`; a test keeps it true. A hub alone is `scenario.json` with `"kind": "hub"` and the tables below beside it, or one file with the tables `inline`. A network describes a hub by the same block, under `hubs` and the code of its facility: its lanes are then the trailers that come and leave, and the sort plan is spread by volume. Every quantity has its unit in its name; "(assumption)" marks defaults that nobody measured, "DOMAIN.md" those that have a source. Add `"$schema"` with the path of `public/hub.schema.json` for completion in an editor.',
    '',
    'Settings are changed by path, elements of lists by their code: `--set hub.inbound_doors.count=30`, `--set "hub.sorters[code=LOOP-1].speed_m_per_s=2.5"`, `--set "inbound[code=NORTH].parcels*=1.2"`.',
    '',
    '## The file',
    ...nestedOptionTable(settings, root.required as string[], definitions),
    '',
    '### run',
    ...nestedOptionTable(top.run.properties as Properties, [], definitions),
  ];
  for (const [file, what, columns] of TABLES)
    lines.push('', `### ${file}`, what, '', ...columnTable(columns));
  lines.push('', '## hub', 'The sorting center itself.');
  for (const [name, option] of Object.entries(parts)) {
    if (PARTS[name] === undefined) continue;
    lines.push('', `### ${name}`, PARTS[name], '');
    if (name === 'sorters') {
      lines.push(...sorterTables(option, definitions));
      continue;
    }
    const isNeeded = required.includes(name) ? [name] : [];
    lines.push(...nestedOptionTable({ [name]: option }, isNeeded, definitions));
  }
  const others = Object.fromEntries(Object.entries(parts).filter(([name]) => PARTS[name] === undefined));
  lines.push('', '### Others', ...optionTable(others, required, definitions));
  lines.push('', '## Duration', ...distributionLines(definitions.Duration));
  return `${lines.join('\n')}\n`;
}

/** Machines and manual sorts have options of their own under one list. */
function sorterTables(sorters: JsonSchema, definitions: Properties): string[] {
  return alternatives((sorters.items ?? {}) as JsonSchema).flatMap((kind) => {
    const properties = kind.properties as Properties;
    const title = properties.type.const === 'manual' ? 'A manual sort:' : 'A machine:';
    return [title, '', ...nestedOptionTable(properties, kind.required as string[], definitions), ''];
  });
}
