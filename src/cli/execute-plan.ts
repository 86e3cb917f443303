import { InlineExecutor } from '../experiment/inline-executor.ts';
import type { ExperimentPlan } from '../experiment/plan.ts';
import { type ExperimentResult, runExperiment } from '../experiment/run-experiment.ts';
import { pauseTurn } from '../worker/node/pause-turn.ts';
import { ThreadPool } from '../worker/node/thread-pool.ts';
import { openRowsIn } from './open-rows.ts';
import type { CliPorts } from './ports.ts';
import { ProgressLine } from './progress-line.ts';

/** How a plan is carried out. */
export interface Execution {
  readonly workers: number;
  /** Folder for the parts of tables; undefined where nobody wants rows. */
  readonly parts: string | undefined;
  readonly isQuiet: boolean;
  /** What the progress line calls it. */
  readonly title: string;
}

/** Threads to use: as many as asked for, or as there are processors; never more than replications. */
export function workerCount(plan: ExperimentPlan, asked: number | undefined, processors: number): number {
  return Math.max(1, Math.min(asked ?? processors, plan.replications.length));
}

/** Runs a plan here or in threads, with progress on standard error. @throws RunError where rows find no room */
export async function executePlan(
  plan: ExperimentPlan,
  { workers, parts, isQuiet, title }: Execution,
  { clock, stderr, signal, openThread }: CliPorts,
): Promise<ExperimentResult> {
  const line = new ProgressLine(stderr, clock, title);
  const observer = isQuiet ? {} : { progress: line.show.bind(line) };
  if (workers === 1) {
    const openRows = openRowsIn(parts);
    const executor = new InlineExecutor(plan, {
      clock,
      pause: pauseTurn,
      openRows: (replication) => openRows(plan, replication),
    });
    return runExperiment(plan, executor, observer, signal).finally(() => line.end());
  }
  const pool = new ThreadPool(plan, workers, () => openThread({ parts }));
  try {
    return await runExperiment(plan, pool, observer, signal);
  } finally {
    line.end();
    await pool.close();
  }
}
