import type { TableInput } from './table-input.ts';

/** What tables are of: a flow, a network, or a hub alone. */
export type RunKind = 'flow' | 'network' | 'hub';

/** What kind of run wrote tables, told by columns that only its tables have; a network where nothing tells. */
export function runKind(tables: readonly Pick<TableInput, 'table'>[]): RunKind {
  const columnsOf = (id: string) => tables.find(({ table }) => table.id === id)?.table.columns ?? [];
  const has = (id: string, column: string) => columnsOf(id).some(({ name }) => name === column);
  if (has('scans', 'step') || has('parcels', 'subject')) return 'flow';
  const isHub = has('parcels', 'sent_to') || (has('facilities', 'sorted') && !has('facilities', 'kind'));
  return isHub ? 'hub' : 'network';
}
