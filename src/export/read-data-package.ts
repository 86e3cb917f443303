import type { Column, TableSpec } from '../records/table.ts';
import { ConversionError } from './conversion-error.ts';

/** A CSV table that a result folder announces. */
export interface ListedTable {
  readonly table: TableSpec;
  /** Name of its file in the folder. */
  readonly path: string;
}

const COLUMN_TYPES: Readonly<Record<string, Column['type']>> = {
  string: 'text',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  datetime: 'instant',
};

/**
 * The tables of a result folder by its own account, in order; files made from them are left out.
 * @param text `datapackage.json` as this product writes it
 * @throws ConversionError where it is none
 */
export function readDataPackage(text: string): readonly ListedTable[] {
  const { resources } = parse(text) as { resources?: unknown };
  if (!Array.isArray(resources)) throw new ConversionError('datapackage.json lists no resources');
  return resources.flatMap((resource: Resource) => (isTable(resource) ? [listed(resource)] : []));
}

interface Resource {
  readonly name?: unknown;
  readonly path?: unknown;
  readonly title?: unknown;
  readonly derived_from?: unknown;
  readonly schema?: { readonly fields?: unknown };
}

function parse(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Said below.
  }
  throw new ConversionError('datapackage.json is no JSON object');
}

function isTable({ path, derived_from: source }: Resource): boolean {
  return typeof path === 'string' && /^[a-z0-9_-]+\.csv$/.test(path) && source === undefined;
}

function listed(resource: Resource): ListedTable {
  const path = String(resource.path);
  const fields = resource.schema?.fields;
  if (!Array.isArray(fields) || fields.length === 0)
    throw new ConversionError(`datapackage.json says nothing of the columns of ${path}`);
  const columns = fields.map(({ name, type, unit, description }: Record<string, unknown>): Column => {
    const known = COLUMN_TYPES[String(type)];
    if (typeof name !== 'string' || known === undefined)
      throw new ConversionError(
        `datapackage.json: ${path} has a column ${String(name)} of type ${String(type)}`,
      );
    return { name, type: known, unit: String(unit ?? ''), meaning: String(description ?? '') };
  });
  const id = path.slice(0, -'.csv'.length);
  return { table: { id, title: String(resource.title ?? id), columns }, path };
}
