import type { SummaryRow } from '../../experiment/summarize.ts';
import { formatCount, formatExact } from '../format.ts';
import type { PlainKey } from '../messages/translate.ts';
import type { TheoryLookup } from './theory-beside.ts';

/** A column of the results table. */
export interface SummaryColumn {
  readonly id: string;
  readonly label: PlainKey;
  readonly isText: boolean;
  /** CSS pixels. */
  readonly width: number;
  /** What it is sorted by. */
  readonly value: (row: SummaryRow) => string | number;
  readonly text: (row: SummaryRow) => string;
}

const words = (name: string): string => name.replaceAll('_', ' ');

function number(id: string, label: PlainKey, value: (row: SummaryRow) => number, width = 172): SummaryColumn {
  return { id, label, isText: false, width, value, text: (row) => formatExact(value(row)) };
}

/** All columns of `summary.csv` that a reader asks for, all digits; the file has the rest. */
export const SUMMARY_COLUMNS: readonly SummaryColumn[] = [
  {
    id: 'kpi',
    label: 'results.figure',
    isText: true,
    width: 200,
    value: ({ kpi }) => kpi,
    text: ({ kpi, class: ofClass }) => (ofClass === '' ? words(kpi) : `${words(kpi)} (${ofClass})`),
  },
  {
    id: 'place',
    label: 'results.place',
    isText: true,
    width: 130,
    value: ({ place }) => place,
    text: ({ place }) => place,
  },
  number('mean', 'results.mean', ({ mean }) => mean),
  number('halfWidth', 'results.halfWidth', ({ halfWidth }) => halfWidth),
  {
    id: 'unit',
    label: 'results.unit',
    isText: true,
    width: 100,
    value: ({ unit }) => unit,
    text: ({ unit }) => unit,
  },
  {
    id: 'n',
    label: 'results.n',
    isText: false,
    width: 48,
    value: ({ n }) => n,
    text: ({ n }) => formatCount(n),
  },
  number('p50', 'results.p50', ({ quantiles }) => quantiles[2]),
  number('p95', 'results.p95', ({ quantiles }) => quantiles[5]),
  number('min', 'results.min', ({ min }) => min),
  number('max', 'results.max', ({ max }) => max),
];

/** The columns of a run beside theory: the exact value stands next to the interval. */
export function columnsWithTheory(lookup: TheoryLookup): readonly SummaryColumn[] {
  const theory = number('theory', 'theory.column', (row) => lookup(row)?.value ?? Number.NaN, 196);
  return SUMMARY_COLUMNS.flatMap((column) => (column.id === 'halfWidth' ? [column, theory] : [column]));
}

/**
 * Rows that a filter leaves.
 * @param filter words that figure, place, class or unit contain @param place empty for all, a space for the whole
 */
export function shownRows(rows: readonly SummaryRow[], filter: string, place: string): readonly SummaryRow[] {
  const wanted = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (place !== '' && row.place !== place.trim()) return false;
    const text = `${words(row.kpi)} ${row.place} ${row.class} ${row.unit}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** Sorted by a column, within groups of one place; as the tables have them where no column is given. */
export function sortedRows(
  rows: readonly SummaryRow[],
  column: SummaryColumn | undefined,
  isDescending: boolean,
): readonly SummaryRow[] {
  if (column === undefined) return rows;
  const sign = isDescending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [column.value(a), column.value(b)];
    if (typeof x === 'string' || typeof y === 'string') return sign * String(x).localeCompare(String(y));
    // What has no value comes last either way.
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
    return sign * (x - y);
  });
}
