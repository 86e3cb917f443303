import type { ColumnSpec } from '../../src/scenario/column-spec.ts';

/** A table of the columns of a CSV file: type and range, unit, default or whether required, meaning. */
export function columnTable(columns: readonly ColumnSpec[]): string[] {
  const rows = columns.map((column) => {
    const fallback =
      column.default === undefined ? (column.required ? 'required' : '') : `\`${column.default}\``;
    return `| \`${column.name}\` | ${column.type}${rangeOf(column)} | ${column.unit ?? ''} | ${fallback} | ${column.meaning} |`;
  });
  return ['| column | type | unit | default | meaning |', '|---|---|---|---|---|', ...rows];
}

function rangeOf({ min, max, exclusiveMin }: ColumnSpec): string {
  const bounds = [
    exclusiveMin === undefined ? '' : `> ${exclusiveMin}`,
    min === undefined ? '' : `≥ ${min}`,
    max === undefined ? '' : `≤ ${max}`,
  ].filter((bound) => bound !== '');
  return bounds.length === 0 ? '' : ` ${bounds.join(', ')}`;
}
