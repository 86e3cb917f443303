import type { Executor, ReplicationProgress, ReplicationResult } from './executor.ts';
import type { ExperimentPlan } from './plan.ts';
import type { RowWriter } from './row-writer.ts';
import { type ReplicationPorts, runReplication } from './run-replication.ts';

/** Where an inline executor finds what it needs. */
export interface InlinePorts extends Pick<ReplicationPorts, 'clock' | 'pause'> {
  readonly openRows: (replication: number) => RowWriter;
}

/** Runs replications one after another where it stands: in tests, and in a terminal told to use one worker. */
export class InlineExecutor implements Executor {
  readonly concurrency = 1;
  readonly #plan: ExperimentPlan;
  readonly #ports: InlinePorts;

  constructor(plan: ExperimentPlan, ports: InlinePorts) {
    this.#plan = plan;
    this.#ports = ports;
  }

  async execute(
    replication: number,
    progress: (report: ReplicationProgress) => void,
    signal: AbortSignal,
  ): Promise<ReplicationResult> {
    const { clock, pause, openRows } = this.#ports;
    return runReplication(this.#plan, replication, {
      rows: openRows(replication),
      clock,
      pause,
      progress,
      signal,
    });
  }
}
