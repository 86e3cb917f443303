import { hash128Hex } from '../engine/random/hash.ts';
import type { Executor, ReplicationProgress, ReplicationResult } from './executor.ts';
import type { RunPlan } from './plan.ts';
import type { TableUse } from './row-writer.ts';
import { runFault } from './run-error.ts';

/** A replication that did not reach its end, and why. */
export interface FailedReplication {
  readonly replication: number;
  /** Name of the error: `InvariantError`, `RunError` … */
  readonly name: string;
  readonly message: string;
  /** Options of the terminal that run it again. */
  readonly replay: string;
}

/** How far an experiment is. */
export interface ExperimentProgress {
  readonly planned: number;
  readonly finished: number;
  readonly failed: number;
  /** Share of all work done, 0 to 1: replications count alike. */
  readonly share: number;
  /** Events executed so far, in all replications. */
  readonly eventCount: number;
}

/** Who wants to know what happens meanwhile. */
export interface ExperimentObserver {
  progress?(progress: ExperimentProgress, replication: ReplicationProgress): void;
  /** In order of arrival. */
  finished?(result: ReplicationResult): void;
  failed?(failure: FailedReplication): void;
}

/** What an experiment came to. The same for any executor and any number of workers, wall times apart. */
export interface ExperimentResult {
  /** In the order of replications, never of arrival. */
  readonly results: readonly ReplicationResult[];
  readonly failures: readonly FailedReplication[];
  /** Planned and neither finished nor failed: the experiment was stopped. */
  readonly unfinished: readonly number[];
  /** Some replications are missing: what is said holds only given that a replication ends. */
  readonly isConditional: boolean;
  readonly eventCount: number;
  /** Digest over the digests of the finished replications, 32 hex digits. */
  readonly resultHash: string;
}

/**
 * The one runner: runs the replications of a plan on an executor, as many at once as that can.
 * A replication that fails is reported and costs only itself; a stop keeps what is finished.
 * @throws RunError where rows find no room: then nothing is kept
 */
export async function runExperiment(
  plan: RunPlan,
  executor: Executor,
  observer: ExperimentObserver,
  signal: AbortSignal,
): Promise<ExperimentResult> {
  return new Experiment(plan, executor, observer).run(signal);
}

class Experiment {
  readonly #plan: RunPlan;
  readonly #executor: Executor;
  readonly #observer: ExperimentObserver;
  readonly #results: ReplicationResult[] = [];
  readonly #failures: FailedReplication[] = [];
  readonly #progress = new Map<number, ReplicationProgress>();
  readonly #ending = new AbortController();
  #next = 0;
  #fatal: unknown;

  constructor(plan: RunPlan, executor: Executor, observer: ExperimentObserver) {
    this.#plan = plan;
    this.#executor = executor;
    this.#observer = observer;
  }

  async run(signal: AbortSignal): Promise<ExperimentResult> {
    const end = () => this.#ending.abort();
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    const lanes = Math.min(this.#executor.concurrency, this.#plan.replications.length);
    await Promise.all(Array.from({ length: lanes }, () => this.#lane()));
    signal.removeEventListener('abort', end);
    if (this.#fatal !== undefined) throw this.#fatal;
    return mergeResults(this.#plan, this.#results, this.#failures);
  }

  async #lane(): Promise<void> {
    const { replications } = this.#plan;
    while (this.#next < replications.length && !this.#ending.signal.aborted) {
      const replication = replications[this.#next++];
      const result = await this.#executor
        .execute(replication, (report) => this.#report(report), this.#ending.signal)
        .catch((error: unknown) => this.#fail(replication, error));
      if (result === undefined) continue;
      this.#results.push(result);
      this.#observer.finished?.(result);
    }
  }

  #fail(replication: number, error: unknown): undefined {
    const fault = runFault(error);
    if (fault === 'stopped') return;
    if (fault === 'storage') {
      this.#fatal ??= error;
      this.#ending.abort();
      return;
    }
    const failure = describeFailure(replication, this.#plan.seed, error);
    this.#failures.push(failure);
    this.#observer.failed?.(failure);
  }

  #report(report: ReplicationProgress): void {
    if (this.#observer.progress === undefined) return;
    this.#progress.set(report.replication, report);
    const failed = this.#failures.length;
    let share = 0;
    let eventCount = 0;
    for (const one of this.#progress.values()) {
      share += one.share;
      eventCount += one.eventCount;
    }
    for (const { replication } of this.#failures) share += 1 - (this.#progress.get(replication)?.share ?? 0);
    const planned = this.#plan.replications.length;
    this.#observer.progress(
      { planned, finished: this.#results.length, failed, share: Math.min(1, share / planned), eventCount },
      report,
    );
  }
}

/** Puts what arrived in any order into the order of replications. */
export function mergeResults(
  plan: RunPlan,
  arrived: readonly ReplicationResult[],
  failed: readonly FailedReplication[],
): ExperimentResult {
  const results = [...arrived].sort((a, b) => a.outcome.replication - b.outcome.replication);
  const failures = [...failed].sort((a, b) => a.replication - b.replication);
  const known = new Set([
    ...results.map(({ outcome }) => outcome.replication),
    ...failures.map(({ replication }) => replication),
  ]);
  let eventCount = 0;
  for (const { outcome } of results) eventCount += outcome.eventCount;
  return {
    results,
    failures,
    unfinished: plan.replications.filter((replication) => !known.has(replication)),
    isConditional: results.length < plan.replications.length,
    eventCount,
    resultHash: hash128Hex(
      results.map(({ outcome }) => `${outcome.replication}:${outcome.digest}\n`).join(''),
    ),
  };
}

/** A table of an experiment: how many rows it has, and which replications wrote them. */
export interface UsedTable extends TableUse {
  readonly replications: readonly number[];
}

/** The tables that replications wrote, in the order of their first rows; bytes and rows without the headers. */
export function usedTables(results: readonly ReplicationResult[]): UsedTable[] {
  const used = new Map<string, UsedTable>();
  for (const { outcome, tables } of results) {
    for (const { table, rows, bytes } of tables) {
      const before = used.get(table.id) ?? { table, rows: 0, bytes: 0, replications: [] };
      used.set(table.id, {
        table,
        rows: before.rows + rows,
        bytes: before.bytes + bytes,
        replications: [...before.replications, outcome.replication],
      });
    }
  }
  return [...used.values()];
}

function describeFailure(replication: number, seed: number | string, error: unknown): FailedReplication {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { replication, name, message, replay: `--seed ${seed} --only-replication ${replication}` };
}
