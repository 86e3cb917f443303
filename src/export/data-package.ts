import type { TableUse } from '../experiment/row-writer.ts';
import type { TableSpec } from '../records/table.ts';
import { ConversionError } from './conversion-error.ts';
import type { ConvertedFile } from './convert.ts';

/** Types of the Frictionless Table Schema for the types of our columns. */
const FIELD_TYPES = {
  text: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  instant: 'datetime',
} as const;

/** What results are of: a scenario, an experiment. */
export interface Subject {
  readonly id: string;
  readonly title: string;
}

/**
 * `datapackage.json`: every table of a run with its columns, their units and meanings.
 * Source: Frictionless Data Package 1.0 (specs.frictionlessdata.io/data-package).
 * @param tables as written, in the order in which they are to be listed; bytes with the header
 */
export function dataPackage({ id, title }: Subject, tables: readonly TableUse[]): string {
  const described = {
    profile: 'tabular-data-package',
    name: packageName(id),
    title: `Results of ${title}`,
    description:
      'CSV in UTF-8 after RFC 4180, with LF at line ends and empty cells where there is nothing to say. Text that ' +
      'begins with apostrophes and then = + - @, tab or CR was given one leading apostrophe, so that no spreadsheet ' +
      'runs it as a formula.',
    resources: tables.map(({ table, bytes }) => csvResource(table, bytes)),
  };
  return `${JSON.stringify(described, undefined, 2)}\n`;
}

/** A converted file as it was written. */
export interface WrittenFile extends Omit<ConvertedFile, 'chunks'> {
  readonly bytes: number;
}

/**
 * `datapackage.json` with the files that were made from its tables; those of the same name are replaced.
 * @throws ConversionError where it is no JSON object
 */
export function withConverted(text: string, files: readonly WrittenFile[]): string {
  const described = parse(text);
  const paths = new Set(files.map(({ path }) => path));
  const resources = [
    ...(described.resources ?? []).filter(({ path }) => !paths.has(path)),
    ...files.map(convertedResource),
  ];
  // Files that are no CSV are no tables to this specification.
  const isTabular = resources.every(({ profile }) => profile === TABULAR);
  const profile = isTabular ? 'tabular-data-package' : 'data-package';
  return `${JSON.stringify({ ...described, profile, resources }, undefined, 2)}\n`;
}

/** `datapackage.json` of a folder that holds nothing but converted files. */
export function packageOfConverted(name: string, files: readonly WrittenFile[]): string {
  return withConverted(JSON.stringify({ profile: '', name: packageName(name) }), files);
}

const TABULAR = 'tabular-data-resource';

type Described = { readonly resources?: readonly { readonly path: string; readonly profile: string }[] };

function parse(text: string): Described {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Said below.
  }
  throw new ConversionError('datapackage.json is no JSON object');
}

function csvResource(table: TableSpec, bytes: number) {
  return {
    name: table.id,
    path: `${table.id}.csv`,
    profile: TABULAR,
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
  };
}

function convertedResource({ format, path, title, table, sources, bytes }: WrittenFile) {
  if (format === 'event-log') return { ...csvResource(table!, bytes), derived_from: sources };
  const isParquet = format === 'parquet';
  return {
    name: path,
    path,
    profile: 'data-resource',
    title,
    format: isParquet ? 'parquet' : 'json',
    mediatype: isParquet ? 'application/vnd.apache.parquet' : 'application/json',
    ...(isParquet ? {} : { encoding: 'utf-8' }),
    bytes,
    derived_from: sources,
  };
}

/** Lower-case letters, digits and `-._`, as the specification asks. */
function packageName(id: string): string {
  const plain = id
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain === '' ? 'scenario' : plain;
}
