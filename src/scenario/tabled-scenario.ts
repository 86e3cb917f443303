import { type OpenFile, wholeFile } from './byte-source.ts';
import type { ColumnSpec } from './column-spec.ts';
import { isJsonObject, type JsonObject } from './json-value.ts';
import { applyOverride, cellOverride, parseOverride } from './override.ts';
import type { CellOverride } from './override-cell.ts';
import type { Problems } from './problem.ts';
import type { TableSource } from './raw-table.ts';
import { readTable, type Table } from './read-table.ts';
import { LIMITS, namedFile, type ScenarioFiles } from './scenario-files.ts';

/** A scenario as it stands in its main file, and the files beside it. */
export interface WrittenScenario {
  /** The main file's content, of the current version. */
  readonly written: JsonObject;
  /** Its name, for problems. */
  readonly file: string;
  /** Files by their path relative to its folder. */
  readonly files: ScenarioFiles;
  /** Opens those of them that are not held. */
  readonly open: OpenFile;
}

/** Settings in one file with tables beside it or within it, as the user changed them. */
export class TabledScenario<Name extends string> {
  readonly file: string;
  readonly #files: ScenarioFiles;
  readonly #open: OpenFile;
  readonly #mayCreate: ReadonlySet<string>;
  readonly #problems: Problems;
  readonly #cells: ReadonlyMap<Name, CellOverride[]>;
  #written: JsonObject;

  /**
   * @param names of its tables, as `tables` and `inline` know them
   * @param mayCreate paths of objects that a scenario may leave out and an override may begin
   */
  constructor(
    { written, file, files, open }: WrittenScenario,
    names: readonly Name[],
    mayCreate: ReadonlySet<string>,
    problems: Problems,
  ) {
    this.file = file;
    this.#files = files;
    this.#open = open;
    this.#mayCreate = mayCreate;
    this.#problems = problems;
    this.#cells = new Map(names.map((name) => [name, []]));
    this.#written = written;
  }

  /** The settings, changes included. */
  get written(): JsonObject {
    return this.#written;
  }

  /** Changes a setting by path, `run.seed=4`, or cells by table, row and column, `lanes[code=A].vehicle=van`. */
  override(text: string): void {
    const override = parseOverride(text, this.#problems);
    if (override === undefined) return;
    for (const [name, cells] of this.#cells) {
      const cell = cellOverride(override, name);
      if (cell === undefined) continue;
      cells.push(cell);
      return;
    }
    const changed = applyOverride(this.#written, override, this.#problems, this.#mayCreate);
    if (isJsonObject(changed)) this.#written = changed;
  }

  /** Whether a table is named or written in the main file; one that is not may stand under its usual name. */
  mentions(name: Name): boolean {
    const { inline, tables } = this.#written;
    return [inline, tables].some((part) => isJsonObject(part) && part[name] !== undefined);
  }

  /**
   * Reads a table with its changed cells, from `name.csv` where nothing else is said.
   * @param row what one row is, where there must be at least one: `one zone`
   * @param utcOffsetMinutes of instants that it writes without an offset
   * @returns undefined where it could not be read at all, with a problem
   */
  table<const Columns extends readonly ColumnSpec[]>(
    name: Name,
    columns: Columns,
    row = '',
    utcOffsetMinutes?: number,
  ): Table<Columns> | undefined {
    const found = this.#source(name);
    if (found === undefined) return undefined;
    const overrides = this.#cells.get(name) ?? [];
    const table = readTable(found.file, found.source, columns, this.#problems, {
      overrides,
      ...(utcOffsetMinutes === undefined ? {} : { utcOffsetMinutes }),
    });
    if (table?.rows === 0 && row !== '') {
      const place = found.source instanceof Uint8Array ? { row: 1, column: '' } : { path: found.source.path };
      this.#problems.error('missing', found.file, place, { found: 'no rows', allowed: `at least ${row}` });
    }
    return table;
  }

  /** Where a table stands, read leniently: the schema reports what is wrong with the names themselves. */
  #source(name: Name): { file: string; source: TableSource } | undefined {
    const { inline, tables = {} } = this.#written;
    const rows = isJsonObject(inline) ? inline[name] : undefined;
    const written = isJsonObject(tables) ? tables[name] : null;
    if (rows !== undefined) {
      if (!Array.isArray(rows)) return undefined;
      if (written !== undefined) {
        this.#problems.error(
          'rule',
          this.file,
          { path: `inline.${name}` },
          {
            found: 'a table within this file',
            allowed: `either a table here or the name of a file in tables.${name}`,
            hint: 'remove one of them',
          },
        );
      }
      return { file: this.file, source: { path: `inline.${name}`, rows } };
    }
    const path = written === undefined ? `${name}.csv` : written;
    if (typeof path !== 'string') return undefined;
    const stored = namedFile(
      this.#files,
      path,
      { file: this.file, place: { path: `tables.${name}` } },
      this.#problems,
    );
    if (stored === undefined) return undefined;
    // A table that is read whole has a limit, which is told by its size.
    return { file: path, source: wholeFile(stored, this.#open, LIMITS.tableBytes + 1) };
  }
}
