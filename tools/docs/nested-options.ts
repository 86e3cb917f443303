import type { JsonSchema } from '../../src/scenario/json-schema.ts';
import { alternatives, optionTable, type Properties } from './option-table.ts';

/** Options of the file that have a section of their own. */
const LATER: ReadonlySet<string> = new Set(['blocks', 'run']);

/** A table of options, and below each the options inside: `group.at_least`, `branches[].to`, `resources.<name>.capacity`. */
export function nestedOptionTable(
  properties: Properties,
  required: readonly string[] = [],
  definitions: Properties,
): string[] {
  const flat: Properties = {};
  const needed: string[] = [];
  collect(properties, required, '', (path, option, isRequired) => {
    flat[path] = option;
    if (isRequired) needed.push(path);
  });
  return optionTable(flat, needed, definitions);
}

type Found = (path: string, option: JsonSchema, isRequired: boolean) => void;

function collect(properties: Properties, required: readonly string[], before: string, found: Found): void {
  for (const [name, option] of Object.entries(properties)) {
    const path = `${before}${name}`;
    found(path, option, required.includes(name));
    if (option.$ref !== undefined || LATER.has(path)) continue;
    const [inner, at] = elementOf(option, path);
    if (inner.$ref !== undefined) continue;
    for (const schema of [inner, ...alternatives(inner)]) {
      if (schema.properties === undefined) continue;
      collect(schema.properties as Properties, (schema.required ?? []) as string[], `${at}.`, found);
    }
  }
}

/** What a list or a record holds, and how it is written in a path; the option itself where it is neither. */
function elementOf(option: JsonSchema, path: string): readonly [JsonSchema, string] {
  if (option.type === 'array') return [(option.items ?? {}) as JsonSchema, `${path}[]`];
  const values = option.additionalProperties;
  return typeof values === 'object' && values !== null
    ? [values as JsonSchema, `${path}.<name>`]
    : [option, path];
}
