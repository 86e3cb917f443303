import type { Executor, ReplicationProgress, ReplicationResult, Task } from './executor.ts';
import type { PointPlan } from './plan.ts';
import type { RowWriter } from './row-writer.ts';
import { type ReplicationPorts, runReplication } from './run-replication.ts';

/** Where an inline executor finds what it needs. */
export interface InlinePorts extends Pick<ReplicationPorts, 'clock' | 'pause' | 'openFile'> {
  readonly openRows: (task: Task) => RowWriter;
}

/** Runs replications one after another where it stands: in tests, and in a terminal told to use one worker. */
export class InlineExecutor implements Executor {
  readonly concurrency = 1;
  readonly #plans: readonly PointPlan[];
  readonly #ports: InlinePorts;

  /** @param plans by design point */
  constructor(plans: readonly PointPlan[], ports: InlinePorts) {
    this.#plans = plans;
    this.#ports = ports;
  }

  async execute(
    task: Task,
    progress: (report: ReplicationProgress) => void,
    signal: AbortSignal,
  ): Promise<ReplicationResult> {
    const { openRows, ...ports } = this.#ports;
    return runReplication(this.#plans[task.point], task, {
      ...ports,
      rows: openRows(task),
      progress,
      signal,
    });
  }
}
