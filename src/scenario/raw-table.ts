import { type CsvFault, CsvReader } from './csv-reader.ts';
import { describeFound, quote } from './found.ts';
import { FORBIDDEN_KEYS, isJsonObject } from './json-value.ts';
import type { Place, Problems } from './problem.ts';
import { LIMITS } from './scenario-files.ts';
import { formatPath } from './scenario-path.ts';
import { separatorFault } from './separator-fault.ts';
import { decodeText } from './text-encoding.ts';

/** A table that stands in a JSON file: objects with the columns as keys, or lists, the first of them the header. */
export interface InlineTable {
  /** Where it stands in the file, as in `tables.facilities`. */
  readonly path: string;
  readonly rows: readonly unknown[];
}

/** Bytes of a CSV file, or a table within a JSON file. */
export type TableSource = Uint8Array | InlineTable;

/** Where the cells of a table stand: in lines of a CSV file, in objects or in lists of a JSON file. */
type Form = { readonly kind: 'csv' } | { readonly kind: 'objects' | 'lists'; readonly path: string };

/** The cells of a table as texts, spaces around them removed, before anyone asked what they mean. */
export class RawTable {
  readonly file: string;
  readonly names: string[] = [];
  /** By column, then by row; an absent cell is ''. */
  readonly cells: string[][] = [];
  /** Line in the CSV file, or index in the list of rows. */
  readonly origins: number[] = [];
  /** Rows whose cells may not stand in their columns: their problem is told, and further ones would mislead. */
  readonly broken = new Set<number>();
  readonly #form: Form;

  constructor(file: string, form: Form) {
    this.file = file;
    this.#form = form;
  }

  get rows(): number {
    return this.origins.length;
  }

  /** Whether columns are named once, in a header, so that one that is missing is one problem. */
  get hasHeader(): boolean {
    return this.#form.kind !== 'objects';
  }

  /** Place of a cell; of the whole row where the column is ''. */
  place(row: number, column: string): Place {
    return this.placeOf(this.origins[row], column);
  }

  /** Place of a column's name; where rows are objects, of its first use. */
  headerPlace(column: string): Place {
    if (this.#form.kind === 'csv') return { row: 1, column };
    const first = this.hasHeader
      ? -1
      : (this.cells[this.names.indexOf(column)] ?? []).findIndex((cell) => cell !== '');
    if (first !== -1) return this.place(first, column);
    return { path: this.#form.path };
  }

  placeOf(origin: number, column: string): Place {
    const form = this.#form;
    if (form.kind === 'csv') return { row: origin, column };
    const steps: (string | number)[] = [origin];
    if (column !== '') steps.push(form.kind === 'objects' ? column : this.names.indexOf(column));
    return { path: form.path + formatPath(steps) };
  }

  /** Ordinal of a column, which is added, empty, where it is not there. */
  columnAt(name: string): number {
    const at = this.names.indexOf(name);
    if (at !== -1) return at;
    this.cells.push(new Array<string>(this.rows).fill(''));
    return this.names.push(name) - 1;
  }

  hasRoomFor(columns: number, rows: number): boolean {
    return rows <= LIMITS.tableRows && columns * rows <= LIMITS.tableCells;
  }

  addRow(origin: number, fields: readonly string[]): void {
    this.origins.push(origin);
    for (let column = 0; column < this.names.length; column++)
      this.cells[column].push((fields[column] ?? '').trim());
  }
}

/**
 * Reads the texts of a table, CSV or inline alike.
 * Told as problems: too many bytes or rows, what is not UTF-8, other separators than commas, columns without a name or
 * with the same, rows with too many or too few fields, stray quotes. Empty lines, and rows of nothing but empty cells
 * at the end of which a spreadsheet left its commas, are skipped.
 * @returns undefined where no header could be read
 */
export function readRawTable(file: string, source: TableSource, problems: Problems): RawTable | undefined {
  return source instanceof Uint8Array ? readCsv(file, source, problems) : readInline(file, source, problems);
}

function readCsv(file: string, bytes: Uint8Array, problems: Problems): RawTable | undefined {
  if (bytes.length > LIMITS.tableBytes) {
    const allowed = `at most ${LIMITS.tableBytes} bytes in a table`;
    problems.error('limit', file, { path: '' }, { found: `${bytes.length} bytes`, allowed });
    return undefined;
  }
  const before = problems.errorCount;
  const text = decodeText(file, bytes, problems);
  if (text === undefined) return undefined;
  const table = new RawTable(file, { kind: 'csv' });
  let isReadable: boolean | undefined;
  const takeRow = (fields: string[], line: number): boolean => {
    if (fields.every(isBlank)) return true;
    if (isReadable !== undefined) return addFields(table, fields, line, problems);
    isReadable = takeHeader(table, fields, line, problems);
    return isReadable;
  };
  const takeFault = ({ line, field, ...texts }: CsvFault): void => {
    problems.error('syntax', file, { row: line, column: table.names[field] ?? '' }, texts);
  };
  new CsvReader(takeRow, takeFault).push(text, true);
  if (isReadable === undefined && problems.errorCount === before) {
    problems.error(
      'missing',
      file,
      { row: 1, column: '' },
      { found: 'an empty file', allowed: 'a line with the names of the columns' },
    );
  }
  return isReadable ? table : undefined;
}

/** False where nothing sensible can be read below this header. */
function takeHeader(table: RawTable, fields: readonly string[], origin: number, problems: Problems): boolean {
  const names = fields
    .slice(0, fields.findLastIndex((field) => !isBlank(field)) + 1)
    .map((name) => name.trim());
  const separator = separatorFault(names);
  if (separator !== undefined) {
    problems.error('syntax', table.file, table.placeOf(origin, ''), separator);
    return false;
  }
  if (names.length > LIMITS.tableColumns) return tooManyColumns(table, origin, names.length, problems);
  let isSound = true;
  names.forEach((name, column) => {
    const isTwice = names.indexOf(name) < column;
    if (name !== '' && !isTwice && !FORBIDDEN_KEYS.has(name)) return;
    isSound = false;
    const kind = isTwice ? 'duplicate' : name === '' ? 'missing' : 'unsafe';
    const place = table.placeOf(origin, name);
    problems.error(kind, table.file, place, {
      found:
        name === ''
          ? `no name for column ${column + 1}`
          : `the column ${quote(name)}${isTwice ? ' again' : ''}`,
      allowed: 'a name for each column, each once',
    });
  });
  if (!isSound) return false;
  table.names.push(...names);
  table.cells.push(...names.map(() => []));
  return true;
}

/** False where there are too many rows to read on. */
function addFields(table: RawTable, fields: readonly string[], origin: number, problems: Problems): boolean {
  if (!table.hasRoomFor(table.names.length, table.rows + 1)) return tooManyRows(table, origin, problems);
  const expected = table.names.length;
  const isLong = fields.length > expected && !fields.slice(expected).every(isBlank);
  if (isLong || fields.length < expected) {
    table.broken.add(table.rows);
    problems.error('fields', table.file, table.placeOf(origin, ''), {
      found: `${fields.length} field${fields.length === 1 ? '' : 's'}`,
      allowed: `${expected}, one for each column`,
      hint: isLong ? 'a cell with a comma in it stands in double quotes' : 'an empty cell keeps its comma',
    });
  }
  table.addRow(origin, fields);
  return true;
}

function tooManyRows(table: RawTable, origin: number, problems: Problems): false {
  const allowed = `at most ${LIMITS.tableRows} rows in a table, and ${LIMITS.tableCells} cells`;
  problems.error('limit', table.file, table.placeOf(origin, ''), { found: 'a further row', allowed });
  return false;
}

function tooManyColumns(table: RawTable, origin: number, columns: number, problems: Problems): false {
  const allowed = `at most ${LIMITS.tableColumns} columns in a table`;
  problems.error('limit', table.file, table.placeOf(origin, ''), { found: `${columns} columns`, allowed });
  return false;
}

function readInline(file: string, { path, rows }: InlineTable, problems: Problems): RawTable | undefined {
  if (Array.isArray(rows[0])) return readLists(file, path, rows, problems);
  const table = new RawTable(file, { kind: 'objects', path });
  for (const [origin, row] of rows.entries()) {
    if (!isJsonObject(row)) {
      reportCell(table, origin, '', row, 'an object with the columns as keys, like the first row', problems);
      continue;
    }
    const columns = Object.keys(row).filter((name) => !FORBIDDEN_KEYS.has(name));
    const width = table.names.length + columns.filter((name) => !table.names.includes(name)).length;
    if (width > LIMITS.tableColumns) {
      tooManyColumns(table, origin, width, problems);
      break;
    }
    if (!table.hasRoomFor(width, table.rows + 1)) {
      tooManyRows(table, origin, problems);
      break;
    }
    const fields: string[] = [];
    for (const name of columns) fields[table.columnAt(name)] = '';
    for (const name of columns) {
      const text = cellText(row[name]);
      fields[table.names.indexOf(name)] = text ?? '';
      if (text !== undefined) continue;
      reportCell(table, origin, name, row[name], SCALAR, problems);
      table.broken.add(table.rows);
    }
    table.addRow(origin, fields);
  }
  return table;
}

function readLists(
  file: string,
  path: string,
  rows: readonly unknown[],
  problems: Problems,
): RawTable | undefined {
  const table = new RawTable(file, { kind: 'lists', path });
  const header = rows[0] as readonly unknown[];
  if (!header.every((name) => typeof name === 'string')) {
    reportCell(table, 0, '', header, 'a list of the names of the columns', problems);
    return undefined;
  }
  if (!takeHeader(table, header, 0, problems)) return undefined;
  for (let origin = 1; origin < rows.length; origin++) {
    const row = rows[origin];
    if (!Array.isArray(row)) {
      reportCell(table, origin, '', row, 'a list with a value for each column, like the first row', problems);
      continue;
    }
    const texts = row.map(cellText);
    if (
      !addFields(
        table,
        texts.map((text) => text ?? ''),
        origin,
        problems,
      )
    )
      break;
    table.names.forEach((name, column) => {
      if (column >= row.length || texts[column] !== undefined) return;
      reportCell(table, origin, name, row[column], SCALAR, problems);
      table.broken.add(table.rows - 1);
    });
  }
  return table;
}

const SCALAR = 'a text, a number, true, false or null';

/** What a cell would read in a CSV file; undefined for what no cell can hold. */
function cellText(value: unknown): string | undefined {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function reportCell(
  table: RawTable,
  origin: number,
  column: string,
  found: unknown,
  allowed: string,
  problems: Problems,
): void {
  problems.error('type', table.file, table.placeOf(origin, column), { found: describeFound(found), allowed });
}

function isBlank(field: string): boolean {
  return field.trim() === '';
}
