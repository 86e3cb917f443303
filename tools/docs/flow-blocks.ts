import { type JsonSchema, publishedSchemas } from '../../src/scenario/json-schema.ts';
import { distributionLines } from './distribution-lines.ts';
import { FLOW_FIGURES } from './flow-figures.ts';
import { recipeLines } from './flow-recipes.ts';
import { nestedOptionTable } from './nested-options.ts';
import { alternatives, type Properties } from './option-table.ts';

/** What each block is for, and a short example; the options come from the schema itself. */
const BLOCKS: Record<string, { readonly purpose: string; readonly example: object }> = {
  source: {
    purpose: 'Creates subjects, by exactly one of `interarrival`, `every_s`, `rate` and `at_s`.',
    example: { type: 'source', interarrival: { exponential: { mean_s: 5 } }, to: 'desk' },
  },
  population: {
    purpose: 'A closed population: a fixed number of subjects that enter at the start and circulate.',
    example: { type: 'population', size: 5, to: 'machines' },
  },
  queue: {
    purpose: 'A line in front of servers. Give `service`, or `service_by_class` for every class.',
    example: { type: 'queue', servers: 2, service: { lognormal: { mean_s: 240, cv: 0.5 } }, to: 'exit' },
  },
  delay: {
    purpose: 'Holds every subject for its own time; nobody waits for anybody.',
    example: { type: 'delay', time: { exponential: { mean_s: 600 } }, to: 'dock' },
  },
  batch: {
    purpose: 'Collects subjects that depart together: when full, by the clock, or whichever comes first.',
    example: {
      type: 'batch',
      capacity: 20,
      departs_when_full: true,
      clock: { every_s: 3600, restarts: true },
      sends: 'batch',
      to: 'road',
    },
  },
  unbatch: {
    purpose: 'Opens a batch: its members go on one by one, in the order in which they joined.',
    example: { type: 'unbatch', to: 'exit' },
  },
  gate: {
    purpose: 'Lets subjects pass while it is open and holds them, in order, while it is closed.',
    example: {
      type: 'gate',
      schedule: {
        period_s: 86400,
        steps: [
          { from_s: 0, capacity: 0 },
          { from_s: 28800, capacity: 1 },
        ],
      },
      to: 'yard',
    },
  },
  selector: {
    purpose:
      'Sends each subject to one of several branches: by `chance`, by `class`, to the `shortest` line, or in `turn`.',
    example: {
      type: 'selector',
      by: 'chance',
      branches: [
        { to: 'rework', weight: 0.1 },
        { to: 'exit', weight: 0.9 },
      ],
    },
  },
  assign: {
    purpose:
      'Changes the class of subjects, at once: to `class`, or by the class that they were (`by_class`).',
    example: {
      type: 'assign',
      by_class: { new: 'seen', seen: { weights: { seen: 3, done: 1 } } },
      to: 'desk',
    },
  },
  split: {
    purpose:
      'Sends copies of a subject along its branches, all at once, and keeps the subject until they have come together at a `join`; its time in system here is the response time of the whole. Copies have the class of their subject and luck of their own, are named after it (`in/fork.0#7` is the first copy of `in#7`; where a subject comes here repeatedly, copies are numbered as they are made), count as created, and may be split again. Every way of a copy must lead to one and the same join: no sink, no batch that travels as one, no queue that turns away without `lost_to`.',
    example: { type: 'split', branches: [{ to: 'pick' }, { to: 'pack', copies: 2 }] },
  },
  join: {
    purpose:
      'Where copies come together: each waits (its time in queue) until all, or as many as it `needs`, have come; then they end, counted as left, and their subject goes on from here.',
    example: { type: 'join', to: 'exit' },
  },
  seize: {
    purpose: 'Waits for units of a resource and goes on with them.',
    example: { type: 'seize', resource: 'forklifts', units: 1, to: 'move' },
  },
  release: {
    purpose: 'Gives units of a resource back, at once.',
    example: { type: 'release', resource: 'forklifts', units: 1, to: 'exit' },
  },
  sink: {
    purpose: 'Where subjects leave; their time in system counts from creation.',
    example: { type: 'sink' },
  },
};

/** The reference of blocks, distributions and settings of a flow, as Markdown, from the schema that validates them. */
export function flowBlocksPage(): string {
  const schema = publishedSchemas()['flow.schema.json'];
  const definitions = (schema.$defs ?? {}) as Properties;
  const root = definitions.Flow ?? schema;
  const top = root.properties as Properties;
  const blocks = alternatives((top.blocks.additionalProperties ?? {}) as JsonSchema);
  const lines = [
    '# Flow scenarios: blocks and their options',
    '',
    'Written from the schema by `tools/docs/flow-blocks.ts`; a test keeps it true. A flow is one JSON file, or a folder with `scenario.json`. Every quantity has its unit in its name. Add `"$schema"` with the path of `public/flow.schema.json` for completion in an editor.',
    '',
    '## The file',
    ...nestedOptionTable(top, root.required as string[], definitions),
    '',
    '### `run`',
    ...nestedOptionTable(top.run.properties as Properties, top.run.required as string[], definitions),
  ];
  for (const block of blocks) {
    const properties = block.properties as Properties;
    const type = String(properties.type.const);
    const { purpose, example } = BLOCKS[type];
    lines.push('', `## ${type}`, purpose, '');
    const { type: _type, ...options } = properties;
    if (Object.keys(options).length > 0)
      lines.push(...nestedOptionTable(options, block.required as string[], definitions), '');
    lines.push('```json', JSON.stringify(example), '```');
    if (type in FLOW_FIGURES) lines.push('', `Figures: ${FLOW_FIGURES[type]}.`);
  }
  lines.push('', '## How to write …', ...recipeLines());
  for (const name of ['Duration', 'Count', 'Rate', 'Schedule', 'Breakdown', 'Lab']) {
    const definition = definitions[name];
    if (definition === undefined) continue;
    if (alternatives(definition).length > 0) {
      lines.push('', `## ${name}`, ...distributionLines(definition));
      continue;
    }
    const { properties, required } = definition as { properties: Properties; required: string[] };
    lines.push('', `## ${name}`, String(definition.description ?? ''), '');
    lines.push(...nestedOptionTable(properties, required, definitions));
  }
  return `${lines.join('\n')}\n`;
}
