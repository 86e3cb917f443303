import type { JsonSchema } from '../../src/scenario/json-schema.ts';
import { alternatives, type Properties, parameterList } from './option-table.ts';

/** A schema that is one of several objects of one key each, as distributions are: what it is, and a line for each key. */
export function distributionLines(definition: JsonSchema): string[] {
  const choices = alternatives(definition).map((choice) => {
    const [[key, inner]] = Object.entries(choice.properties as Properties);
    return `- \`${key}\`: ${parameterList(inner)}`;
  });
  return [String(definition.description ?? ''), '', ...choices];
}
