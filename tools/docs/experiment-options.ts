import { type JsonSchema, publishedSchemas } from '../../src/scenario/json-schema.ts';
import { alternatives, optionTable, type Properties } from './option-table.ts';

/** Between these lines the page is written from the schema; the rest of it by people. */
const FIRST_LINE = '<!-- options: written from the schema by tools/docs/experiment-options.ts -->';
const LAST_LINE = '<!-- end of options -->';

const START = `# Experiments

An experiment file says which scenarios or design points are run, how often, and what is told of them. It lies in \`experiments/\` in the folder of its scenario, and is run by \`npm run simulate -- experiment FILE [--out DIR]\`.

${FIRST_LINE}
${LAST_LINE}
`;

/** What each part is for, and a short example; the options come from the schema itself. */
const PARTS: Record<string, object> = {
  Response: { kpi: 'transit_time', better: 'lower' },
  Precision: { relative_half_width: 0.02, at_least: 10, at_most: 200 },
  WarmUp: { mser5: { pilot_replications: 5, every_s: 60 } },
  BatchMeans: { batches: 30 },
  Alternative: { name: 'one more courier', set: ['facilities[kind=station].couriers+=1'] },
  Comparison: { pairs: 'control', control: 'today', correction: 'dunnett' },
  Selection: { kpi: 'transit_time', best: 'lowest', indifference_zone: 0.5 },
  Factor: {
    name: 'couriers',
    path: 'facilities[kind=station].couriers',
    change: 'add',
    low: 0,
    high: 2,
    is_integer: true,
  },
  Design: { fractional_factorial: { generators: ['D=ABC'] } },
};

/** Complete files: one that compares alternatives, one that varies factors. The loader reads them in a test. */
export const EXPERIMENT_EXAMPLES: readonly object[] = [
  {
    $schema: '../../../public/experiment.schema.json',
    version: 1,
    kind: 'experiment',
    title: 'One more courier per station',
    replications: { relative_half_width: 0.02, at_most: 100 },
    responses: [{ kpi: 'transit_time', better: 'lower' }],
    alternatives: [
      { name: 'today' },
      { name: 'one more', set: ['facilities[kind=station].couriers+=1'] },
      { name: 'one fewer', set: ['facilities[kind=station].couriers-=1'] },
    ],
    comparison: { pairs: 'control', control: 'today', correction: 'dunnett' },
  },
  {
    version: 1,
    kind: 'experiment',
    title: 'What the line depends on',
    replications: 20,
    warm_up: { mser5: {} },
    responses: [{ kpi: 'time_in_queue', place: 'desk', better: 'lower' }],
    factors: [
      { name: 'clerks', path: 'blocks.desk.servers', low: 1, high: 3, is_integer: true },
      {
        name: 'gap',
        path: 'blocks.arrivals.interarrival.exponential.mean_s',
        change: 'multiply',
        low: 0.9,
        high: 1.1,
      },
      { name: 'order', path: 'blocks.desk.discipline', levels: ['fifo', 'lifo'] },
    ],
    design: { full_factorial: {} },
  },
];

/** The page with its options as the schema has them. @param standing the page as it stands, '' where there is none */
export function experimentsPage(standing: string): string {
  const page = standing.includes(FIRST_LINE) && standing.includes(LAST_LINE) ? standing : START;
  const before = page.slice(0, page.indexOf(FIRST_LINE) + FIRST_LINE.length);
  const after = page.slice(page.indexOf(LAST_LINE));
  return [before, ...experimentOptions(), after].join('\n');
}

function experimentOptions(): string[] {
  const schema = publishedSchemas()['experiment.schema.json'];
  const definitions = (schema.$defs ?? {}) as Properties;
  const root = definitions.Experiment;
  const lines = [
    '## Options of an experiment file',
    'Beside the points, `alternatives` or `factors`, everything but `responses` may be left out. Add `"$schema"` with the path of `public/experiment.schema.json` for completion in an editor. What a level or an override does is checked when the scenario is loaded with it.',
    '',
    ...optionTable(root.properties as Properties, root.required as string[], definitions),
  ];
  for (const [name, example] of Object.entries(PARTS)) {
    const part = definitions[name];
    lines.push('', `### ${name}`, String(part.description ?? ''), '');
    const choices = alternatives(part);
    if (choices.length > 0) for (const choice of choices) lines.push(...choiceLines(choice, definitions));
    else
      lines.push(...optionTable(part.properties as Properties, part.required as string[], definitions), '');
    lines.push('```json', JSON.stringify(example), '```');
  }
  lines.push(
    '',
    '### Paths and changes',
    '| written | does |',
    '|---|---|',
    '| `run.measured_days=2` | replaces a setting |',
    '| `blocks.desk.servers+=1` | adds to a number; `-=` subtracts |',
    '| `vehicles[code=truck].cost_per_km*=1.1` | multiplies a number, in the element of a list whose `code` is `truck` |',
    '| `facilities[kind=station].couriers+=1` | changes a cell in every row of a table whose `kind` is `station` |',
    '',
    'A change passes over cells and elements without a number, and is refused where none has one. In a column of whole numbers a product is rounded to the nearest; anything else must fit as if it stood in the file.',
    '',
    '### Examples',
  );
  for (const example of EXPERIMENT_EXAMPLES)
    lines.push('```json', JSON.stringify(example, null, 2), '```', '');
  return lines.slice(0, -1);
}

/** One of several forms: its name, its meaning, and its options. */
function choiceLines(choice: JsonSchema, definitions: Properties): string[] {
  const [[name, inner]] = Object.entries(choice.properties as Properties);
  const options = inner.properties as Properties | undefined;
  if (options === undefined)
    return [...optionTable(choice.properties as Properties, [name], definitions), ''];
  const lines = [`\`${name}\`: ${String(inner.description ?? '')}`, ''];
  if (Object.keys(options).length > 0)
    lines.push(...optionTable(options, inner.required as string[], definitions), '');
  return lines;
}
