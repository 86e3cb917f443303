import { allowedText, type CellFault, emptyFault, readCell } from './cell-value.ts';
import { type ColumnSpec, emptyValue, isTextColumn, type TextType } from './column-spec.ts';
import { didYouMean } from './did-you-mean.ts';
import { listed, quote } from './found.ts';
import { type CellOverride, overrideCell } from './override-cell.ts';
import type { Place, Problems } from './problem.ts';
import { type RawTable, readRawTable, type TableSource } from './raw-table.ts';

/** The values of a column: texts for `text` and `code`, else numbers. */
export type ColumnValues<
  Columns extends readonly ColumnSpec[],
  Name extends Columns[number]['name'],
> = Extract<Columns[number], { readonly name: Name }>['type'] extends TextType
  ? readonly string[]
  : Float64Array;

/** A table whose every column of the specification is there, empty cells replaced by their defaults. */
export class Table<Columns extends readonly ColumnSpec[] = readonly ColumnSpec[]> {
  readonly file: string;
  readonly rows: number;
  readonly #raw: RawTable;
  readonly #values: ReadonlyMap<string, readonly string[] | Float64Array>;

  constructor(raw: RawTable, values: ReadonlyMap<string, readonly string[] | Float64Array>) {
    this.file = raw.file;
    this.rows = raw.rows;
    this.#raw = raw;
    this.#values = values;
  }

  /** An optional cell that was empty and has no default is '' or NaN. @throws RangeError for an unknown column */
  column<Name extends Columns[number]['name']>(name: Name): ColumnValues<Columns, Name> {
    const values = this.#values.get(name);
    if (values === undefined) throw new RangeError(`the table ${this.file} has no column ${name}`);
    return values as ColumnValues<Columns, Name>;
  }

  /** Line of a row in the CSV file, from 1; for a table within a JSON file, the row's index in its list. */
  line(row: number): number {
    return this.#raw.origins[row];
  }

  /** Place of a cell, for problems that only the model can see; of the whole row where the column is ''. */
  place(row: number, column: Columns[number]['name'] | ''): Place {
    return this.#raw.place(row, column);
  }

  /** By column, as canonicalJson takes it: the same for CSV and inline tables with the same content. */
  toCanonical(): Record<string, readonly string[] | Float64Array> {
    return Object.fromEntries(this.#values);
  }
}

/** What else can be said about reading a table. */
export interface TableOptions {
  /** Columns of which no two rows may hold the same together; for a single one say `unique` in its specification. */
  readonly key?: readonly string[];
  /** Of instants written without an offset; such are refused without it. */
  readonly utcOffsetMinutes?: number;
  /** Cells that the user replaces, in order. */
  readonly overrides?: readonly CellOverride[];
}

/**
 * Reads a table and reports every problem in it.
 * @returns undefined where not even a header could be read; otherwise the table, also where there were problems, so
 * that what refers to it can be checked in the same pass: a faulty text stays as it is, a faulty number is NaN
 */
export function readTable<const Columns extends readonly ColumnSpec[]>(
  file: string,
  source: TableSource,
  columns: Columns,
  problems: Problems,
  options: TableOptions = {},
): Table<Columns> | undefined {
  const raw = readRawTable(file, source, problems);
  if (raw === undefined) return undefined;
  for (const override of options.overrides ?? []) overrideCell(raw, columns, override, problems);
  return new TableReader(raw, columns, problems, options).read() as Table<Columns>;
}

class TableReader {
  readonly #raw: RawTable;
  readonly #columns: readonly ColumnSpec[];
  readonly #problems: Problems;
  readonly #options: TableOptions;
  readonly #values = new Map<string, string[] | Float64Array>();

  constructor(raw: RawTable, columns: readonly ColumnSpec[], problems: Problems, options: TableOptions) {
    this.#raw = raw;
    this.#columns = columns;
    this.#problems = problems;
    this.#options = options;
  }

  read(): Table {
    this.#checkHeader();
    const { rows } = this.#raw;
    for (const spec of this.#columns) {
      this.#values.set(spec.name, isTextColumn(spec) ? new Array<string>(rows) : new Float64Array(rows));
    }
    const cells = this.#columns.map(({ name }) => this.#raw.cells[this.#raw.names.indexOf(name)]);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < cells.length; column++)
        this.#readCell(row, this.#columns[column], cells[column]);
    }
    for (const spec of this.#columns) if (spec.unique) this.#checkUnique([spec.name]);
    if (this.#options.key !== undefined) this.#checkUnique(this.#options.key);
    return new Table(this.#raw, this.#values);
  }

  #checkHeader(): void {
    const known = this.#columns.map(({ name }) => name);
    const missing = this.#columns.filter(({ name, required }) => required && !this.#raw.names.includes(name));
    for (const name of this.#raw.names) {
      if (known.includes(name)) continue;
      const near = didYouMean(
        name,
        known.filter((other) => !this.#raw.names.includes(other)),
      );
      this.#problems.error('unknown', this.#raw.file, this.#raw.headerPlace(name), {
        found: `the unknown column ${quote(name)}`,
        allowed: listed(known, known.length),
        hint: near === '' ? 'remove it' : near,
      });
    }
    if (!this.#raw.hasHeader) return;
    for (const spec of missing) {
      this.#problems.error('missing', this.#raw.file, this.#raw.headerPlace(spec.name), {
        found: `no column ${quote(spec.name)}`,
        allowed: `a column ${quote(spec.name)} with ${allowedText(spec)}`,
        hint: spec.meaning,
      });
    }
  }

  #readCell(row: number, spec: ColumnSpec, cells: readonly string[] | undefined): void {
    const text = cells?.[row] ?? '';
    if (text === '') {
      const value = emptyValue(spec);
      this.#set(row, spec, value);
      // A required column that is missing altogether has been told once.
      const isTold = cells === undefined && this.#raw.hasHeader;
      if (spec.required && !isTold) this.#report(row, spec, text, emptyFault(spec));
      return;
    }
    const value = readCell(spec, text, this.#options.utcOffsetMinutes);
    if (typeof value !== 'object') this.#set(row, spec, value);
    else {
      this.#set(row, spec, isTextColumn(spec) ? text : Number.NaN);
      this.#report(row, spec, text, value);
    }
  }

  #set(row: number, spec: ColumnSpec, value: string | number): void {
    (this.#values.get(spec.name) as (string | number)[])[row] = value;
  }

  #report(row: number, spec: ColumnSpec, text: string, { kind, allowed, hint }: CellFault): void {
    if (this.#raw.broken.has(row)) return;
    const found = text === '' ? 'nothing' : quote(text);
    const place = this.#raw.place(row, spec.name);
    this.#problems.error(kind, this.#raw.file, place, {
      found,
      allowed,
      hint: hint === '' ? spec.meaning : hint,
    });
  }

  #checkUnique(names: readonly string[]): void {
    const columns = names.map((name) => this.#values.get(name)!);
    const firsts = new Map<string, number>();
    for (let row = 0; row < this.#raw.rows; row++) {
      const values = columns.map((column) => column[row]);
      // Empty cells are told where they must not be, and are no key where they may.
      if (this.#raw.broken.has(row) || values.every((value) => value === '' || Number.isNaN(value))) continue;
      const key = JSON.stringify(values);
      const first = firsts.get(key);
      if (first === undefined) firsts.set(key, row);
      else this.#reportTwice(names, values, row, first);
    }
  }

  #reportTwice(
    names: readonly string[],
    values: readonly (string | number)[],
    row: number,
    first: number,
  ): void {
    const place = this.#raw.place(first, names[0]);
    this.#problems.error('duplicate', this.#raw.file, this.#raw.place(row, names[0]), {
      found: `${values.map((value) => (typeof value === 'string' ? quote(value) : value)).join(', ')} again`,
      allowed: `each ${names.join(' with ')} once`,
      hint: `it stands first ${'row' in place ? `in line ${place.row}` : `at ${place.path}`}`,
    });
  }
}
