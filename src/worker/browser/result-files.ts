import type { WrittenTable } from '../../export/summary-csv.ts';
import type { ResultFile } from './page-files.ts';

/** A small table as a file. */
export function csvFile({ table, bytes }: WrittenTable): ResultFile {
  return { name: `${table.id}.csv`, content: new Blob([bytes], { type: 'text/csv;charset=utf-8' }) };
}

/** A JSON text as a file. */
export function jsonFile(name: string, text: string): ResultFile {
  return { name, content: new Blob([text], { type: 'application/json' }) };
}
