import { createReadStream, rmdirSync, rmSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { TableUse } from '../experiment/row-writer.ts';
import { csvHeader } from '../export/csv-table-writer.ts';
import { orStorageError, partPath } from './part-files.ts';
import { UsageError } from './usage-error.ts';

type TableSpec = TableUse['table'];

/** Work folders are hidden and carry the process that owns them. */
const WORK_PREFIX = '.waybill-';

/**
 * The folder that a run leaves its tables in. Everything is written into a hidden work folder within it and moved
 * into place at the end, so that a file is there whole or not at all; what lay there before stays until then.
 */
export class ResultFolder {
  /** As the user named it. */
  readonly target: string;
  readonly #work: string;
  /** Highest folder that was made for the target; undefined where the target was there. */
  readonly #made: string | undefined;
  readonly #staged: string[] = [];
  readonly #atExit = () => this.#removeWork();

  private constructor(target: string, made: string | undefined) {
    this.target = target;
    this.#work = path.join(target, `${WORK_PREFIX}${process.pid}`);
    this.#made = made;
  }

  /** Makes the folder where it is not there. @throws UsageError where nothing can be written there */
  static async open(target: string): Promise<ResultFolder> {
    let folder: ResultFolder | undefined;
    try {
      folder = new ResultFolder(target, await mkdir(target, { recursive: true }));
      await mkdir(folder.parts, { recursive: true });
      await removeOrphans(target);
    } catch (error) {
      folder?.discard();
      throw new UsageError(`nothing can be written to ${target}: ${(error as Error).message}`);
    }
    // A second Ctrl-C ends the process at once: even then nothing half-written stays.
    process.once('exit', folder.#atExit);
    return folder;
  }

  /** Where the parts of tables are written. */
  get parts(): string {
    return path.join(this.#work, 'parts');
  }

  /** Puts the parts of a table together, below its header, in the order given. @returns bytes of the whole */
  async assemble(table: TableSpec, replications: readonly number[]): Promise<number> {
    return this.#stage(`${table.id}.csv`, async (file) => {
      let bytes = await append(file, Buffer.from(csvHeader(table)));
      for (const replication of replications) {
        const part = partPath(this.parts, table.id, replication);
        for await (const chunk of createReadStream(part, { highWaterMark: 2 ** 20 })) {
          bytes += await append(file, chunk as Buffer);
        }
        // Kept no longer than needed: the rows are never on disk twice, but for one part.
        await rm(part);
      }
      return bytes;
    });
  }

  /** A file with these bytes. */
  async add(name: string, bytes: Uint8Array | string): Promise<void> {
    await this.#stage(name, (file) => append(file, Buffer.from(bytes as Uint8Array)));
  }

  /** A file of bytes as they come. @returns bytes of the whole */
  async addChunks(name: string, chunks: AsyncIterable<Uint8Array>): Promise<number> {
    return this.#stage(name, async (file) => {
      let bytes = 0;
      for await (const chunk of chunks) bytes += await append(file, chunk);
      return bytes;
    });
  }

  /** Where a file that was added lies until it is moved into place. */
  staged(name: string): string {
    return path.join(this.#work, name);
  }

  /**
   * Moves every file into place. Tables of an earlier run that this one does not have are removed: they would pass
   * for its own; unless what was added belongs to them.
   * @returns names of the files, in the order in which they were added
   */
  async commit({ keepsTables = false } = {}): Promise<readonly string[]> {
    const outdated = keepsTables ? [] : await earlierTables(this.target);
    await orStorageError(async () => {
      for (const name of this.#staged)
        await rename(path.join(this.#work, name), path.join(this.target, name));
      for (const name of outdated) {
        if (!this.#staged.includes(name)) await rm(path.join(this.target, name), { force: true });
      }
      await syncFolder(this.target);
    });
    rmSync(this.#work, { recursive: true, force: true });
    process.off('exit', this.#atExit);
    return this.#staged;
  }

  /** Removes what was written; what lay there before the run is left as it was. */
  discard(): void {
    this.#removeWork();
    process.off('exit', this.#atExit);
  }

  async #stage<Result>(name: string, write: (file: FileHandle) => Promise<Result>): Promise<Result> {
    return orStorageError(async () => {
      const file = await open(path.join(this.#work, name), 'w');
      try {
        const result = await write(file);
        await file.sync();
        this.#staged.push(name);
        return result;
      } finally {
        await file.close();
      }
    });
  }

  #removeWork(): void {
    rmSync(this.#work, { recursive: true, force: true });
    if (this.#made === undefined) return;
    for (
      let folder = path.resolve(this.target);
      folder.startsWith(path.resolve(this.#made));
      folder = path.dirname(folder)
    ) {
      try {
        rmdirSync(folder);
      } catch {
        // Somebody else put something there meanwhile.
        return;
      }
    }
  }
}

async function append(file: FileHandle, bytes: Uint8Array): Promise<number> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
  return bytes.length;
}

/** Files of tables that the last run of this product left in a folder, by its own account. */
async function earlierTables(folder: string): Promise<string[]> {
  try {
    const { resources } = JSON.parse(await readFile(path.join(folder, 'datapackage.json'), 'utf8'));
    const names = (resources as { path: unknown }[]).map((resource) => resource.path);
    return names.filter(
      (name): name is string =>
        typeof name === 'string' && /^(?:[a-z0-9_-]+\.(?:csv|parquet)|ocel\.json)$/.test(name),
    );
  } catch {
    return [];
  }
}

/** Work folders of processes that were killed. */
async function removeOrphans(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const owner = name.startsWith(WORK_PREFIX) ? Number(name.slice(WORK_PREFIX.length)) : Number.NaN;
    if (!Number.isSafeInteger(owner) || isRunning(owner)) continue;
    await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Makes the renames last through a power failure; not every system can open a folder. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
