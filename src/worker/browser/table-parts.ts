import type { PointResult } from '../../experiment/point-result.ts';
import { usedTables } from '../../experiment/point-result.ts';
import type { TableUse } from '../../experiment/row-writer.ts';
import { csvHeader } from '../../export/csv-table-writer.ts';

/** The rows of a run, kept by the browser as blobs of one replication and table each. */
export class TableParts {
  readonly #parts = new Map<string, Map<number, Blob[]>>();

  add(table: string, replication: number, part: Blob): void {
    const ofTable = this.#parts.get(table) ?? new Map<number, Blob[]>();
    this.#parts.set(table, ofTable);
    const parts = ofTable.get(replication) ?? [];
    ofTable.set(replication, parts);
    parts.push(part);
  }

  /** Gives up the rows of a replication that failed. */
  discard(replication: number): void {
    for (const ofTable of this.#parts.values()) ofTable.delete(replication);
  }

  /** Each table of the finished replications as a file, in replication order: nothing is copied. */
  files(result: PointResult): { readonly use: TableUse; readonly content: Blob }[] {
    return usedTables(result.results).map(({ table, rows, replications }) => {
      const rowsOf = replications.flatMap((replication) => this.#parts.get(table.id)?.get(replication) ?? []);
      const content = new Blob([csvHeader(table), ...rowsOf], { type: 'text/csv;charset=utf-8' });
      return { use: { table, rows, bytes: content.size }, content };
    });
  }
}
