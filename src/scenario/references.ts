import type { ColumnSpec } from './column-spec.ts';
import { didYouMean } from './did-you-mean.ts';
import { listed, quote } from './found.ts';
import type { Problems } from './problem.ts';
import type { Table } from './read-table.ts';

/**
 * Reports every code in a column that no row of another table has; empty cells are passed over.
 * @param known the codes there are
 * @param what the other table's rows, in the singular: `facility`
 */
export function checkReferences<Columns extends readonly ColumnSpec[]>(
  table: Table<Columns>,
  column: Columns[number]['name'],
  known: ReadonlySet<string>,
  what: string,
  problems: Problems,
): void {
  const codes = table.column(column) as ArrayLike<string | number>;
  for (let row = 0; row < table.rows; row++) {
    const code = String(codes[row]);
    if (code === '' || known.has(code)) continue;
    // Looking through all codes for each of a million faults would take hours.
    const hint = problems.isFull ? '' : didYouMean(code, known);
    problems.error('reference', table.file, table.place(row, column), {
      found: `${quote(code)}, which is no ${what}`,
      allowed: `the code of a ${what}${known.size <= 8 ? `: ${listed([...known], 8)}` : ''}`,
      hint,
    });
  }
}
