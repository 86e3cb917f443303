import type { JsonSchema } from '../../src/scenario/json-schema.ts';

/** Options of a JSON Schema by name. */
export type Properties = Record<string, JsonSchema>;

/** The choices of a schema that allows one of several. */
export function alternatives(schema: JsonSchema): JsonSchema[] {
  return (schema.oneOf ?? schema.anyOf ?? []) as JsonSchema[];
}

/** A table of options: type and range, default or whether required, meaning. */
export function optionTable(
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

/** Options in one line. */
export function parameterList(schema: JsonSchema): string {
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
      : option.exclusiveMaximum !== undefined
        ? `< ${option.exclusiveMaximum}`
        : '';
  const range = [least === `≥ ${Number.MIN_SAFE_INTEGER}` ? '' : least, largest]
    .filter((part) => part !== '')
    .join(', ');
  return range === '' ? '' : ` ${range}`;
}
