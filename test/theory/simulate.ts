import type { Program, Tables } from '../program/program.ts';
import type { ReplicationFigures, SummaryFigure, WrittenFlow } from './theory-case.ts';

/** A row of a table, its cells by their column. */
export type Row = Readonly<Record<string, string>>;

/** Runs a flow through the program with one worker and gives the tables it wrote. */
export function simulate(program: Program, flow: WrittenFlow, options: readonly string[]): Promise<Tables> {
  return program.run({ version: 1, kind: 'flow', title: 'theory', ...flow }, ['--workers', '1', ...options]);
}

/** Rows of a table; none where the run did not write it. Names of blocks and classes here need no quotes. */
export function rowsOf(text: string | undefined): readonly Row[] {
  const [header, ...lines] = (text ?? '').split(/\r?\n/).filter((line) => line !== '');
  const names = header?.split(',') ?? [];
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, i) => [name, cells[i]]));
  });
}

/** The one row of a figure. @throws Error where there is none, or more than one */
export function rowOf(rows: readonly Row[], { kpi, place, class: ofClass = '' }: SummaryFigure): Row {
  const found = rows.filter((row) => row.kpi === kpi && row.place === place && row.class === ofClass);
  if (found.length !== 1) throw new Error(`${found.length} rows for ${kpi} of ${place} ${ofClass}`);
  return found[0];
}

/** What each replication left, in order. */
export function figuresOf({ replications, timeseries }: Tables): readonly ReplicationFigures[] {
  const figures = byReplication(rowsOf(replications));
  const levels = byReplication(rowsOf(timeseries));
  return figures.map((own, ordinal) => ({
    value: (kpi, place) => Number(rowOf(own, { kpi, place }).value),
    levels: (place) =>
      (levels[ordinal] ?? [])
        .filter((row) => row.block === place)
        .map((row) => Number(row.number_in_queue) + Number(row.number_in_service)),
  }));
}

function byReplication(rows: readonly Row[]): readonly Row[][] {
  const parts: Row[][] = [];
  for (const row of rows) {
    const ordinal = Number(row.replication);
    parts[ordinal] ??= [];
    parts[ordinal].push(row);
  }
  return parts;
}
