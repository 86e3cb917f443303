import type { ReplicationOutcome } from '../model/run.ts';
import type { FigureSeries } from './figure-series.ts';
import type { TableUse } from './row-writer.ts';

/** The figures of one replication. */
export type { KpiValue, ReplicationOutcome } from '../model/run.ts';

/** What is run at a time: one replication of one design point. */
export interface Task {
  /** Ordinal of the design point, from 0. */
  readonly point: number;
  /** Ordinal of the replication, from 0. */
  readonly replication: number;
}

/** How far one replication is. */
export interface ReplicationProgress extends Task {
  /** 0 to 1, never decreasing. */
  readonly share: number;
  /** Simulated time, µs. */
  readonly nowUs: number;
  readonly eventCount: number;
}

/** One completed replication. Structured-cloneable. */
export interface ReplicationResult {
  readonly point: number;
  readonly outcome: ReplicationOutcome;
  readonly tables: readonly TableUse[];
  /** Where the plan asked for it and the model has any. */
  readonly series?: readonly FigureSeries[];
  /** Real time it took, ms. */
  readonly wallMs: number;
}

/** Runs single replications of the points of an experiment, wherever: here, in threads, in browser workers. */
export interface Executor {
  /** Replications it can run at the same time, at least 1. */
  readonly concurrency: number;
  /**
   * Runs one replication to its end; its rows go where the executor was told to put them.
   * @throws InvariantError where the replication broke a rule, RunError where it was stopped or its worker died
   */
  execute(
    task: Task,
    progress: (report: ReplicationProgress) => void,
    signal: AbortSignal,
  ): Promise<ReplicationResult>;
}
