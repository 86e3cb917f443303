import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { ReplicationResult } from '../experiment/executor.ts';
import type { PointPlan } from '../experiment/plan.ts';
import { resultKey } from '../experiment/result-key.ts';
import { orStorageErrorSync, partPath } from './part-files.ts';
import { UsageError } from './usage-error.ts';

/** Hidden folder in a result folder that keeps what is done of work that was stopped. */
const FOLDER = '.waybill-unfinished';

const RESULT = /^(\d+)\.result$/;

/**
 * Keeps the results of finished replications beside their tables, until all are done: whoever runs the same again goes
 * on from there. Every result has its own file, moved into place whole, so that even a process that is killed loses
 * no more than the replications under way.
 */
export class UnfinishedWork {
  readonly #folder: string;
  readonly #build: string;
  readonly #atExit = () => this.#clear();

  /** @param target result folder @param build results of another one are not reused @throws UsageError where another process works in it */
  constructor(target: string, build: string) {
    this.#folder = path.join(target, FOLDER);
    this.#build = build;
    if (isRunning(this.#owner()))
      throw new UsageError(`another run is writing to ${target}; wait for it, or give another --out`);
  }

  /** Takes the folder for this process, throwing away what is there where `isFresh`. */
  begin(isFresh: boolean): void {
    if (isFresh) rmSync(this.#folder, { recursive: true, force: true });
    mkdirSync(this.#folder, { recursive: true });
    writeFileSync(path.join(this.#folder, 'owner'), String(process.pid));
    // Before the result folder sees whether it is empty, also where the process ends at once.
    process.prependOnceListener('exit', this.#atExit);
  }

  /** What an earlier run finished of these plans, by point. Files that cannot be read count as not there. */
  earlier(plans: readonly PointPlan[]): ReplicationResult[] {
    return plans.flatMap((plan, point) => {
      const folder = this.#folderOf(plan);
      if (!existsSync(folder)) return [];
      return readdirSync(folder).flatMap((name) => {
        if (!RESULT.test(name)) return [];
        try {
          return { ...(deserialize(readFileSync(path.join(folder, name))) as ReplicationResult), point };
        } catch {
          return [];
        }
      });
    });
  }

  /** Keeps one result. @throws RunError where there is no room */
  save(plan: PointPlan, result: ReplicationResult): void {
    orStorageErrorSync(() => {
      const folder = this.#folderOf(plan);
      mkdirSync(folder, { recursive: true });
      const place = path.join(folder, `${result.outcome.replication}.result`);
      writeFileSync(`${place}.new`, serialize(result));
      renameSync(`${place}.new`, place);
    });
  }

  /**
   * Takes back the results whose parts are all there, and the parts into a folder: they belong to the caller now, who
   * keeps them again where it is stopped.
   */
  take(plan: PointPlan, parts: string): ReplicationResult[] {
    const folder = this.#folderOf(plan);
    return this.earlier([plan]).filter(({ outcome: { replication }, tables }) => {
      const names = tables.map(({ table }) => path.basename(partPath('', table.id, replication)));
      rmSync(path.join(folder, `${replication}.result`), { force: true });
      if (!names.every((name) => existsSync(path.join(folder, name)))) return false;
      orStorageErrorSync(() => {
        for (const name of names) renameSync(path.join(folder, name), path.join(parts, name));
      });
      return true;
    });
  }

  /** Keeps results with the parts of their tables. @throws RunError where there is no room */
  keep(plan: PointPlan, results: readonly ReplicationResult[], parts: string): void {
    const folder = this.#folderOf(plan);
    for (const result of results) {
      const { replication } = result.outcome;
      orStorageErrorSync(() => {
        mkdirSync(folder, { recursive: true });
        for (const { table } of result.tables) {
          const name = path.basename(partPath('', table.id, replication));
          renameSync(path.join(parts, name), path.join(folder, name));
        }
      });
      this.save(plan, result);
    }
  }

  /** Replications that are kept, of all plans. */
  get kept(): number {
    return existsSync(this.#folder) ? resultsIn(this.#folder).length : 0;
  }

  /** All is done and written: nothing is kept. */
  finish(): void {
    rmSync(this.#folder, { recursive: true, force: true });
    process.off('exit', this.#atExit);
  }

  /** The work was stopped: what is done stays, where there is any. */
  release(): void {
    this.#clear();
    process.off('exit', this.#atExit);
  }

  #clear(): void {
    const isEmpty = this.kept === 0;
    rmSync(isEmpty ? this.#folder : path.join(this.#folder, 'owner'), { recursive: true, force: true });
  }

  #folderOf(plan: PointPlan): string {
    return path.join(this.#folder, resultKey(plan, this.#build));
  }

  #owner(): number {
    try {
      return Number(readFileSync(path.join(this.#folder, 'owner'), 'utf8'));
    } catch {
      return Number.NaN;
    }
  }
}

function resultsIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true }).map((name) => path.basename(String(name)));
  return names.filter((name) => RESULT.test(name));
}

function isRunning(processId: number): boolean {
  if (!Number.isSafeInteger(processId) || processId === process.pid) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
