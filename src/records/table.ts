/** One column of a result table. */
export interface Column {
  /** Name in the header, with its unit: `transit_time_h`. */
  readonly name: string;
  readonly type: 'text' | 'integer' | 'number' | 'boolean' | 'instant';
  /** Unit in words (`h`, `yuan`, `parcels`); empty where there is none. */
  readonly unit: string;
  /** One sentence, edge cases included. */
  readonly meaning: string;
}

/** One result table: its columns in order, with unit and meaning. The source of headers and of the data dictionary. */
export interface TableSpec {
  /** File name without ending: `parcels`. */
  readonly id: string;
  readonly title: string;
  readonly columns: readonly Column[];
}

/** A cell: text, a finite number, or null where there is nothing to say. Instants are µs of simulated time. */
export type Cell = string | number | boolean | null;

/** Takes the rows of one replication as they happen. Exact and complete: what statistics and tables rest on. */
export interface RecordSink {
  /** @param row one cell per column of the table, in order */
  write(table: TableSpec, row: readonly Cell[]): void;
}
