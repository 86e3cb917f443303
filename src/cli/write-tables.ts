import type { UsedTable } from '../experiment/point-result.ts';
import type { TableUse } from '../experiment/row-writer.ts';
import { RunError } from '../experiment/run-error.ts';
import type { ExportFormat, RunFacts } from '../export/convert.ts';
import { dataPackage, type Subject, withConverted } from '../export/data-package.ts';
import type { WrittenTable } from '../export/summary-csv.ts';
import { convertTables } from './convert-tables.ts';
import type { ResultFolder } from './result-folder.ts';

/** All that goes into a result folder. */
export interface FolderContent {
  readonly about: Subject;
  /** Tables that are whole in memory. */
  readonly small: readonly WrittenTable[];
  /** Tables whose parts lie in the folder's parts. */
  readonly large: readonly UsedTable[];
  /** Further formats for the tables. */
  readonly formats: readonly ExportFormat[];
  readonly facts: RunFacts;
  /** The text of `run.json`. @param tables as written */
  readonly manifest: (tables: readonly TableUse[]) => string;
  readonly signal: AbortSignal;
}

/** What was written. */
export interface WrittenFolder {
  /** Names of the files, in the order in which they were added. */
  readonly names: readonly string[];
  /** What a user should know. */
  readonly notes: readonly string[];
}

/** Puts the tables of a run or an experiment together and moves them into place, all or none. @throws RunError */
export async function writeTables(folder: ResultFolder, content: FolderContent): Promise<WrittenFolder> {
  const { about, small, large, formats, facts, manifest, signal } = content;
  const tables: TableUse[] = [];
  for (const { table, rows, bytes } of small) {
    await folder.add(`${table.id}.csv`, bytes);
    tables.push({ table, rows, bytes: bytes.length });
  }
  for (const { table, rows, replications } of large) {
    if (signal.aborted) throw new RunError('stopped', 'stopped while the tables were written');
    tables.push({ table, rows, bytes: await folder.assemble(table, replications) });
  }
  const described = dataPackage(about, tables);
  if (formats.length === 0) {
    await folder.add('datapackage.json', described);
    await folder.add('run.json', manifest(tables));
    return { names: await folder.commit(), notes: [] };
  }
  const staged = tables.map(({ table }) => ({ table, file: folder.staged(`${table.id}.csv`) }));
  const { files, notes } = await convertTables(folder, formats, staged, facts, signal);
  await folder.add('datapackage.json', withConverted(described, files));
  // The last to be moved into place: where it is, all others are.
  await folder.add('run.json', manifest(tables));
  return { names: await folder.commit(), notes };
}
