import type { ColumnSpec } from './column-spec.ts';
import { didYouMean } from './did-you-mean.ts';
import { listed, quote } from './found.ts';
import type { Problems } from './problem.ts';
import type { RawTable } from './raw-table.ts';
import type { Selector } from './scenario-path.ts';

/** The file that problems with overrides name: the option of the terminal they come from. */
export const OVERRIDE_FILE = '--set';

/** A cell, or one cell in each of several rows, that the user replaces. */
export interface CellOverride {
  /** As the user wrote it, before the value. */
  readonly path: string;
  /** Rows in which this column reads this text. */
  readonly rows: Selector;
  readonly column: string;
  /** What the cell shall read, as if it stood in the file. */
  readonly text: string;
}

/** Replaces cells in place; a column of the specification that the table does not have is added. */
export function overrideCell(
  table: RawTable,
  columns: readonly ColumnSpec[],
  override: CellOverride,
  problems: Problems,
): void {
  const known = columns.map(({ name }) => name);
  for (const name of [override.rows.column, override.column]) {
    if (known.includes(name)) continue;
    const near = didYouMean(name, known);
    problems.error(
      'override',
      OVERRIDE_FILE,
      { path: override.path },
      {
        found: `the unknown column ${quote(name)}`,
        allowed: listed(known, known.length),
        hint: near,
      },
    );
    return;
  }
  const keys = table.cells[table.columnAt(override.rows.column)];
  const cells = table.cells[table.columnAt(override.column)];
  const matches = keys.flatMap((key, row) => (key === override.rows.value ? [row] : []));
  for (const row of matches) cells[row] = override.text;
  if (matches.length > 0) return;
  problems.error(
    'override',
    OVERRIDE_FILE,
    { path: override.path },
    {
      found: `no row of ${table.file} whose ${override.rows.column} is ${quote(override.rows.value)}`,
      allowed: `a value of the column ${override.rows.column}`,
      hint: didYouMean(override.rows.value, new Set(keys)),
    },
  );
}
