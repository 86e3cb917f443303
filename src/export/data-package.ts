import type { TableUse } from '../experiment/row-writer.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { settingsOf } from '../scenario/scenario-settings.ts';

/** Types of the Frictionless Table Schema for the types of our columns. */
const FIELD_TYPES = {
  text: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  instant: 'datetime',
} as const;

/**
 * `datapackage.json`: every table of a run with its columns, their units and meanings.
 * Source: Frictionless Data Package 1.0 (specs.frictionlessdata.io/data-package).
 * @param tables as written, in the order in which they are to be listed; bytes with the header
 */
export function dataPackage(scenario: Scenario, tables: readonly TableUse[]): string {
  const described = {
    profile: 'tabular-data-package',
    name: packageName(scenario.id),
    title: `Results of ${settingsOf(scenario).title}`,
    description:
      'CSV in UTF-8 after RFC 4180, with LF at line ends and empty cells where there is nothing to say. Text that ' +
      'begins with apostrophes and then = + - @, tab or CR was given one leading apostrophe, so that no spreadsheet ' +
      'runs it as a formula.',
    resources: tables.map(({ table, bytes }) => ({
      name: table.id,
      path: `${table.id}.csv`,
      profile: 'tabular-data-resource',
      title: table.title,
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      bytes,
      dialect: { delimiter: ',', lineTerminator: '\n', quoteChar: '"', doubleQuote: true, header: true },
      schema: {
        missingValues: [''],
        fields: table.columns.map(({ name, type, unit, meaning }) => ({
          name,
          type: FIELD_TYPES[type],
          ...(type === 'instant' ? { format: 'any' } : {}),
          description: meaning,
          ...(unit === '' ? {} : { unit }),
        })),
      },
    })),
  };
  return `${JSON.stringify(described, undefined, 2)}\n`;
}

/** Lower-case letters, digits and `-._`, as the specification asks. */
function packageName(id: string): string {
  const plain = id
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain === '' ? 'scenario' : plain;
}
