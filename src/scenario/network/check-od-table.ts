import { quote } from '../found.ts';
import type { Problems } from '../problem.ts';
import type { Table } from '../read-table.ts';
import { checkReferences } from '../references.ts';
import { toldCells } from '../told-cells.ts';
import type { OD_COLUMNS, ZONE_COLUMNS } from './network-tables.ts';

/** Reports zones that are not there, pairs that stand twice, and a table that sends nothing. */
export function checkOdTable(
  od: Table<typeof OD_COLUMNS>,
  zones: Table<typeof ZONE_COLUMNS> | undefined,
  problems: Problems,
): void {
  const isTold = toldCells(od.file, problems);
  const [from, to] = [od.column('from'), od.column('to')];
  if (zones !== undefined) {
    for (const column of ['from', 'to'] as const) {
      const told = od.column(column).filter((_, row) => isTold(od.place(row, column)));
      checkReferences(od, column, new Set([...zones.column('code'), ...told]), 'zone', problems);
    }
  }
  const firsts = new Map<string, number>();
  for (let row = 0; row < od.rows; row++) {
    if (from[row] === '' || to[row] === '') continue;
    const pair = JSON.stringify([from[row], to[row]]);
    const first = firsts.get(pair);
    if (first === undefined) firsts.set(pair, row);
    else if (!isTold(od.place(row, 'from')) && !isTold(od.place(row, 'to'))) {
      const place = od.place(first, 'from');
      problems.error('duplicate', od.file, od.place(row, 'from'), {
        found: `the pair ${quote(from[row])} to ${quote(to[row])} again`,
        allowed: 'each pair once',
        hint: `it stands first ${'row' in place ? `in line ${place.row}` : `at ${place.path}`}; add the volumes up`,
      });
    }
  }
  // A faulty cell might be the one above 0.
  if (od.rows === 0 || od.column('parcels_per_day').some((volume) => volume !== 0)) return;
  problems.error('rule', od.file, od.place(0, 'parcels_per_day'), {
    found: '0 for every pair',
    allowed: 'a volume above 0 for at least one pair',
    hint: 'nobody would send a parcel',
  });
}
