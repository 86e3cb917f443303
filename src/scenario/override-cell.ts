import { readNumberCell } from './cell-value.ts';
import type { ColumnSpec } from './column-spec.ts';
import { didYouMean } from './did-you-mean.ts';
import { listed, quote } from './found.ts';
import { changedNumber, formatChange, type NumberChange } from './number-change.ts';
import type { Problems } from './problem.ts';
import type { RawTable } from './raw-table.ts';
import type { Selector } from './scenario-path.ts';

/** The file that problems with overrides name: the option of the terminal they come from. */
export const OVERRIDE_FILE = '--set';

/** A cell, or one cell in each of several rows, that the user replaces or changes. */
export interface CellOverride {
  /** As the user wrote it, before the value. */
  readonly path: string;
  /** Rows in which this column reads this text. */
  readonly rows: Selector;
  readonly column: string;
  /** What the cell shall read, as if it stood in the file. */
  readonly text: string;
  /** What is done to the number in the cell instead. */
  readonly change: NumberChange | undefined;
}

/**
 * Replaces or changes cells in place; a column of the specification that the table does not have is added.
 * A change passes over empty cells and over what is no number (the table's reader tells that), if at least one of the
 * cells holds a number: of all facilities in a region only the stations have couriers.
 */
export function overrideCell(
  table: RawTable,
  columns: readonly ColumnSpec[],
  override: CellOverride,
  problems: Problems,
): void {
  const refuse = (found: string, allowed: string, hint: string): void =>
    problems.error('override', OVERRIDE_FILE, { path: override.path }, { found, allowed, hint });
  const known = columns.map(({ name }) => name);
  for (const name of [override.rows.column, override.column]) {
    if (known.includes(name)) continue;
    refuse(`the unknown column ${quote(name)}`, listed(known, known.length), didYouMean(name, known));
    return;
  }
  const keys = table.cells[table.columnAt(override.rows.column)];
  const matches = keys.flatMap((key, row) => (key === override.rows.value ? [row] : []));
  if (matches.length === 0) {
    refuse(
      `no row of ${table.file} whose ${override.rows.column} is ${quote(override.rows.value)}`,
      `a value of the column ${override.rows.column}`,
      didYouMean(override.rows.value, new Set(keys)),
    );
    return;
  }
  const cells = table.cells[table.columnAt(override.column)];
  const { change } = override;
  if (change === undefined) {
    for (const row of matches) cells[row] = override.text;
    return;
  }
  const spec = columns.find(({ name }) => name === override.column)!;
  let numbers = 0;
  for (const row of matches) {
    const number = readNumberCell(spec, cells[row]);
    if (number === undefined) continue;
    numbers += 1;
    const changed = changedNumber(number, change, spec.type === 'integer');
    if (changed === undefined) refuse(`${cells[row]} ${formatChange(change)}`, 'a number in range', '');
    else cells[row] = String(changed);
  }
  if (numbers > 0) return;
  refuse(
    matches.length === 1
      ? `the cell ${quote(cells[matches[0]])}`
      : `no number in the ${matches.length} cells, the first ${quote(cells[matches[0]])}`,
    'a number to change',
    'an empty cell has no number: give it one with = first',
  );
}
