import { numberCell, textCell } from '../../../export/csv-cell.ts';

/** The numbers behind a plot, all digits, in the units of the figures. */
export interface PlotTable {
  /** Names with their unit, as in files: `difference_h`. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** The table as CSV, as all files of this product are written. */
export function plotTableCsv({ columns, rows }: PlotTable): string {
  const cell = (value: string | number) => (typeof value === 'number' ? numberCell(value) : textCell(value));
  return [columns.map(textCell), ...rows.map((row) => row.map(cell))]
    .map((line) => `${line.join(',')}\n`)
    .join('');
}

/** Name of a column with its unit: `mean_h`, `mean_CNY_per_parcel`. */
export function columnName(name: string, unit: string): string {
  return unit === '' ? name : `${name}_${unit.replaceAll('/', '_per_').replaceAll(/\W+/g, '_')}`;
}
