/** Stores the rows of tables as they come, in parts of one replication each: a folder, a list of blobs. */
export interface TablePort {
  /**
   * Appends to a part; parts of one replication arrive in order, those of several mixed.
   * @param table id @param bytes whole rows of CSV without the header; they belong to the port from now on
   * @throws RunError where there is no room
   */
  write(table: string, replication: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Nothing more comes of this replication. */
  close(replication: number): Promise<void>;
  /** Its parts count for nothing. */
  discard(replication: number): Promise<void>;
}
