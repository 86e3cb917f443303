import type { Task } from '../experiment/executor.ts';
import type { PointPlan } from '../experiment/plan.ts';
import { NoRows, type RowWriter } from '../experiment/row-writer.ts';
import { CsvTableWriter } from '../export/csv-table-writer.ts';
import { InstantText } from '../export/instant-text.ts';
import { settingsOf } from '../scenario/scenario-settings.ts';
import { PartFiles } from './part-files.ts';

/** Says where the rows of each replication go: into parts in a folder, or nowhere. */
export function openRowsIn(folder: string | undefined): (plan: PointPlan, task: Task) => RowWriter {
  if (folder === undefined) return () => new NoRows();
  const parts = new PartFiles(folder);
  return ({ scenario }, { replication }) =>
    new CsvTableWriter(parts, replication, new InstantText(settingsOf(scenario).starts_at));
}
