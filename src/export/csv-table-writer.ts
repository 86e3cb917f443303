import type { RowWriter, TableUse } from '../experiment/row-writer.ts';
import type { Cell, TableSpec } from '../records/table.ts';
import { numberCell, textCell } from './csv-cell.ts';
import type { InstantText } from './instant-text.ts';
import type { TablePort } from './table-port.ts';

/** Bytes of a chunk as it is handed on. */
export const CHUNK_BYTES = 2 ** 20;

/** Characters gathered before they are encoded; each takes at most three bytes. */
const GATHERED = 2 ** 14;

const encoder = new TextEncoder();

/** The header line of a table. */
export function csvHeader(table: TableSpec): string {
  return `${table.columns.map(({ name }) => textCell(name)).join(',')}\n`;
}

/** One row as a line of CSV. @param instants writes the cells of instant columns */
export function csvRow(table: TableSpec, row: readonly Cell[], instants: InstantText): string {
  const { columns } = table;
  let line = '';
  for (let at = 0; at < columns.length; at++) {
    const cell = row[at];
    const end = at === columns.length - 1 ? '\n' : ',';
    if (typeof cell === 'number')
      line += (columns[at].type === 'instant' ? instants.format(cell) : numberCell(cell)) + end;
    else if (typeof cell === 'string') line += textCell(cell) + end;
    else line += (cell === null || cell === undefined ? '' : String(cell)) + end;
  }
  return line;
}

/**
 * Writes the rows of one replication as CSV, straight into chunks of bytes of about 1 MiB, without headers.
 * Rows of one table keep their order; chunks are handed on between slices, so that a slow store slows the run.
 */
export class CsvTableWriter implements RowWriter {
  readonly #port: TablePort;
  readonly #replication: number;
  readonly #instants: InstantText;
  readonly #encoders = new Map<string, TableEncoder>();
  /** The table of the row before: rows of one table come in series. */
  #last: TableEncoder | undefined;
  #full: { readonly table: string; readonly bytes: Uint8Array<ArrayBuffer> }[] = [];

  constructor(port: TablePort, replication: number, instants: InstantText) {
    this.#port = port;
    this.#replication = replication;
    this.#instants = instants;
  }

  write(table: TableSpec, row: readonly Cell[]): void {
    if (this.#last?.table !== table) this.#last = this.#encoderOf(table);
    this.#last.append(csvRow(table, row, this.#instants));
  }

  flush(): Promise<void> | undefined {
    return this.#full.length === 0 ? undefined : this.#handOn();
  }

  async close(): Promise<readonly TableUse[]> {
    for (const one of this.#encoders.values()) one.end();
    await this.#handOn();
    await this.#port.close(this.#replication);
    return [...this.#encoders.values()].map(({ table, rows, bytes }) => ({ table, rows, bytes }));
  }

  async abandon(): Promise<void> {
    this.#full = [];
    await this.#port.discard(this.#replication);
  }

  async #handOn(): Promise<void> {
    const full = this.#full;
    this.#full = [];
    for (const { table, bytes } of full) await this.#port.write(table, this.#replication, bytes);
  }

  #encoderOf(table: TableSpec): TableEncoder {
    let found = this.#encoders.get(table.id);
    if (found === undefined) {
      found = new TableEncoder(table, (bytes) => this.#full.push({ table: table.id, bytes }));
      this.#encoders.set(table.id, found);
    }
    return found;
  }
}

/** The bytes of one table: lines are gathered as text and encoded many at a time. */
class TableEncoder {
  readonly table: TableSpec;
  rows = 0;
  bytes = 0;
  readonly #handOn: (bytes: Uint8Array<ArrayBuffer>) => void;
  #text = '';
  #chunk = new Uint8Array(CHUNK_BYTES);
  #used = 0;

  constructor(table: TableSpec, handOn: (bytes: Uint8Array<ArrayBuffer>) => void) {
    this.table = table;
    this.#handOn = handOn;
  }

  append(line: string): void {
    this.rows++;
    this.#text += line;
    if (this.#text.length >= GATHERED) this.#encode();
  }

  end(): void {
    this.#encode();
    if (this.#used > 0) this.#release();
  }

  #encode(): void {
    let text = this.#text;
    this.#text = '';
    while (text !== '') {
      const { read, written } = encoder.encodeInto(text, this.#chunk.subarray(this.#used));
      this.#used += written;
      if (read === text.length) return;
      // The chunk is full, up to a character that would not fit whole.
      text = text.slice(read);
      this.#release();
      this.#chunk = new Uint8Array(CHUNK_BYTES);
    }
  }

  #release(): void {
    this.bytes += this.#used;
    this.#handOn(this.#chunk.subarray(0, this.#used));
    this.#used = 0;
  }
}
