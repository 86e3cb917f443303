import type { TablePort } from '../../export/table-port.ts';
import type { EngineNotice } from './engine-messages.ts';

/** Hands rows to the page as blobs: the browser keeps their bytes, out of the memory of page and worker. */
export class BlobParts implements TablePort {
  readonly #notify: (notice: EngineNotice) => void;

  constructor(notify: (notice: EngineNotice) => void) {
    this.#notify = notify;
  }

  async write(table: string, replication: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#notify({ notice: 'rows', table, replication, part: new Blob([bytes]) });
  }

  async close(): Promise<void> {}

  async discard(replication: number): Promise<void> {
    this.#notify({ notice: 'discard', replication });
  }
}
