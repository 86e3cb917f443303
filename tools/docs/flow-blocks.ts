import { type JsonSchema, publishedSchemas } from '../../src/scenario/json-schema.ts';

type Properties = Record<string, JsonSchema>;

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
    ...optionTable(top, root.required as string[], definitions),
    '',
    '### `run`',
    ...optionTable(top.run.properties as Properties, top.run.required as string[], definitions),
  ];
  for (const block of blocks) {
    const properties = block.properties as Properties;
    const type = String(properties.type.const);
    const { purpose, example } = BLOCKS[type];
    lines.push('', `## ${type}`, purpose, '');
    const { type: _type, ...options } = properties;
    if (Object.keys(options).length > 0)
      lines.push(...optionTable(options, block.required as string[], definitions), '');
    lines.push('```json', JSON.stringify(example), '```');
  }
  for (const name of ['Duration', 'Count', 'Rate', 'Schedule', 'Breakdown']) {
    const definition = definitions[name];
    if (definition === undefined) continue;
    lines.push('', `## ${name}`, String(definition.description ?? ''), '');
    const choices = alternatives(definition);
    if (choices.length === 0) {
      lines.push(
        ...optionTable(definition.properties as Properties, definition.required as string[], definitions),
      );
      continue;
    }
    for (const choice of choices) {
      const [[key, inner]] = Object.entries(choice.properties as Properties);
      lines.push(`- \`${key}\`: ${parameterList(inner)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function alternatives(schema: JsonSchema): JsonSchema[] {
  return (schema.oneOf ?? schema.anyOf ?? []) as JsonSchema[];
}

function optionTable(
  properties: Properties,
  required: readonly string[] = [],
  definitions: Properties,
): string[] {
  const rows = Object.entries(properties).map(([name, option]) => {
    const fallback =
      option.default === undefined
        ? required.includes(name)
          ? 'required'
          : ''
        : `\`${JSON.stringify(option.default)}\``;
    return `| \`${name}\` | ${typeText(option, definitions)} | ${fallback} | ${String(option.description ?? '')} |`;
  });
  return ['| option | type | default | meaning |', '|---|---|---|---|', ...rows];
}

function parameterList(schema: JsonSchema): string {
  const required = (schema.required ?? []) as string[];
  return Object.entries((schema.properties ?? {}) as Properties)
    .map(([name, option]) => {
      const meaning = option.description === undefined ? '' : ` (${String(option.description)})`;
      return `\`${name}\`${required.includes(name) ? '' : ', optional'}${meaning}`;
    })
    .join('; ');
}

function typeText(option: JsonSchema, definitions: Properties): string {
  const reference = option.$ref as string | undefined;
  if (reference !== undefined) {
    const name = reference.split('/').at(-1)!;
    return name in definitions && !name.startsWith('__') ? `[${name}](#${name.toLowerCase()})` : 'object';
  }
  if (option.enum !== undefined)
    return (option.enum as unknown[]).map((one) => `\`${String(one)}\``).join(' ');
  if (option.const !== undefined) return `\`${JSON.stringify(option.const)}\``;
  const choices = alternatives(option);
  if (choices.length > 0) return choices.map((choice) => typeText(choice, definitions)).join(' or ');
  if (option.type === 'object')
    return `{ ${Object.keys((option.properties ?? {}) as Properties).join(', ')} }`;
  if (option.type === 'array') return `list of ${typeText((option.items ?? {}) as JsonSchema, definitions)}`;
  return `${String(option.type ?? 'any')}${rangeText(option)}`;
}

function rangeText(option: JsonSchema): string {
  const least =
    option.exclusiveMinimum !== undefined
      ? `> ${option.exclusiveMinimum}`
      : option.minimum !== undefined
        ? `≥ ${option.minimum}`
        : '';
  const largest =
    option.maximum !== undefined && Number(option.maximum) < Number.MAX_SAFE_INTEGER
      ? `≤ ${option.maximum}`
      : '';
  const range = [least === `≥ ${Number.MIN_SAFE_INTEGER}` ? '' : least, largest]
    .filter((part) => part !== '')
    .join(', ');
  return range === '' ? '' : ` ${range}`;
}
