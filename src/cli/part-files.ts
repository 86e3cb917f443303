import { type FileHandle, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { RunError } from '../experiment/run-error.ts';
import type { TablePort } from '../export/table-port.ts';

/** Keeps the parts of tables as files of a folder; several threads may share the folder, never a replication. */
export class PartFiles implements TablePort {
  readonly #folder: string;
  readonly #open = new Map<number, Map<string, FileHandle>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async write(table: string, replication: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await orStorageError(async () => {
      const handles = this.#open.get(replication) ?? new Map<string, FileHandle>();
      this.#open.set(replication, handles);
      let handle = handles.get(table);
      if (handle === undefined) {
        handle = await open(partPath(this.#folder, table, replication), 'a');
        handles.set(table, handle);
      }
      // One call may write less than it was given, where the disk fills up.
      for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at)).bytesWritten;
    });
  }

  async close(replication: number): Promise<void> {
    const handles = this.#open.get(replication);
    this.#open.delete(replication);
    await orStorageError(async () => {
      for (const handle of handles?.values() ?? []) await handle.close();
    });
  }

  async discard(replication: number): Promise<void> {
    const tables = [...(this.#open.get(replication)?.keys() ?? [])];
    await this.close(replication).catch(() => {});
    for (const table of tables) await rm(partPath(this.#folder, table, replication), { force: true });
  }
}

/** Where the rows of one replication for one table lie. */
export function partPath(folder: string, table: string, replication: number): string {
  return path.join(folder, `${table}.${replication}.part`);
}

/** Does something with files; what the file system refuses becomes a `RunError` that a person understands. */
export async function orStorageError<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw asStorageError(error);
  }
}

/** The same for what is done at once. */
export function orStorageErrorSync<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw asStorageError(error);
  }
}

function asStorageError(error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  return new RunError('storage', isFull ? `the disk is full (${code})` : message);
}
