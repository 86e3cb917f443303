/** What a column means. */
export interface ColumnMeaning {
  readonly unit: string;
  readonly meaning: string;
}

interface DataPackage {
  readonly resources: readonly {
    readonly path: string;
    readonly title: string;
    readonly schema: {
      readonly fields: readonly {
        readonly name: string;
        readonly description: string;
        readonly unit?: string;
      }[];
    };
  }[];
}

/** Title of a table and the meanings of its columns, by name. */
export interface TableMeaning {
  readonly title: string;
  readonly columns: ReadonlyMap<string, ColumnMeaning>;
}

/** Looks a table up in `datapackage.json`, the data dictionary that goes with every download. */
export async function meaningOf(
  dictionary: Blob | undefined,
  file: string,
): Promise<TableMeaning | undefined> {
  if (dictionary === undefined) return undefined;
  const { resources } = JSON.parse(await dictionary.text()) as DataPackage;
  const resource = resources.find(({ path }) => path === file);
  if (resource === undefined) return undefined;
  const columns = resource.schema.fields.map(
    ({ name, description, unit }) => [name, { unit: unit ?? '', meaning: description }] as const,
  );
  return { title: resource.title, columns: new Map(columns) };
}
