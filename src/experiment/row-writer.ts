import type { RecordSink, TableSpec } from '../records/table.ts';

/** What one replication wrote into one table. */
export interface TableUse {
  readonly table: TableSpec;
  readonly rows: number;
  readonly bytes: number;
}

/** Takes the rows of one replication and hands them on between slices, at the speed of whoever stores them. */
export interface RowWriter extends RecordSink {
  /** Hands on what has filled up; undefined where nothing has. @throws RunError where it finds no room */
  flush(): Promise<void> | undefined;
  /** Hands on the rest. @returns the tables in the order of their first rows */
  close(): Promise<readonly TableUse[]>;
  /** The replication failed or was stopped: its rows count for nothing. */
  abandon(): Promise<void>;
}

/** For runs whose rows nobody wants. */
export class NoRows implements RowWriter {
  write(): void {}
  flush(): undefined {}
  async close(): Promise<readonly TableUse[]> {
    return [];
  }
  async abandon(): Promise<void> {}
}
