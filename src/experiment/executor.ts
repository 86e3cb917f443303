import type { ReplicationOutcome } from '../model/run.ts';
import type { TableUse } from './row-writer.ts';

/** The figures of one replication. */
export type { KpiValue, ReplicationOutcome } from '../model/run.ts';

/** How far one replication is. */
export interface ReplicationProgress {
  readonly replication: number;
  /** 0 to 1, never decreasing. */
  readonly share: number;
  /** Simulated time, µs. */
  readonly nowUs: number;
  readonly eventCount: number;
}

/** One completed replication. Structured-cloneable. */
export interface ReplicationResult {
  readonly outcome: ReplicationOutcome;
  readonly tables: readonly TableUse[];
  /** Real time it took, ms. */
  readonly wallMs: number;
}

/** Runs single replications of one plan, wherever: here, in threads, in browser workers. */
export interface Executor {
  /** Replications it can run at the same time, at least 1. */
  readonly concurrency: number;
  /**
   * Runs one replication to its end; its rows go where the executor was told to put them.
   * @throws InvariantError where the replication broke a rule, RunError where it was stopped or its worker died
   */
  execute(
    replication: number,
    progress: (report: ReplicationProgress) => void,
    signal: AbortSignal,
  ): Promise<ReplicationResult>;
}
