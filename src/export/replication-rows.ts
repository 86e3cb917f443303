import { ConversionError } from './conversion-error.ts';
import type { RowBatch, TableInput } from './table-input.ts';

/** Reads a table once, replication by replication: its rows are in that order, the replication in the first column. */
export class ReplicationRows {
  readonly #input: TableInput;
  readonly #batches: AsyncIterator<RowBatch>;
  #batch: RowBatch = [];
  #at = 0;
  #last = -1;

  constructor(input: TableInput) {
    this.#input = input;
    this.#batches = input.rows()[Symbol.asyncIterator]();
  }

  /** The replication of the next row; undefined at the end. @throws ConversionError where it is out of order */
  async next(): Promise<number | undefined> {
    while (this.#at === this.#batch.length) {
      const { done, value } = await this.#batches.next();
      if (done === true) return undefined;
      this.#batch = value;
      this.#at = 0;
    }
    const replication = Number(this.#batch[this.#at][0]);
    if (!Number.isSafeInteger(replication) || replication < this.#last) {
      throw new ConversionError(
        `${this.#input.table.id}.csv: replication ${this.#batch[this.#at][0]} follows ${this.#last}: rows are not in order`,
      );
    }
    this.#last = replication;
    return replication;
  }

  /** The rows of a replication, in batches; those of earlier ones are passed over. */
  async *of(replication: number): AsyncGenerator<RowBatch> {
    for (let next = await this.next(); next !== undefined && next <= replication; next = await this.next()) {
      const from = this.#at;
      const written = this.#batch[from][0];
      while (this.#at < this.#batch.length && this.#batch[this.#at][0] === written) this.#at++;
      if (next === replication) yield this.#batch.slice(from, this.#at);
    }
  }

  /** Gives the source up, read to its end or not. */
  async close(): Promise<void> {
    await this.#batches.return?.();
  }
}
