import type { Executor } from '../experiment/executor.ts';
import { InlineExecutor } from '../experiment/inline-executor.ts';
import type { PointPlan } from '../experiment/plan.ts';
import type { ExperimentProgress } from '../experiment/run-experiment.ts';
import { openPath } from '../worker/node/open-path.ts';
import { pauseTurn } from '../worker/node/pause-turn.ts';
import { ThreadPool } from '../worker/node/thread-pool.ts';
import { openRowsIn } from './open-rows.ts';
import type { CliPorts } from './ports.ts';
import { ProgressLine } from './progress-line.ts';

/** How plans are carried out. */
export interface Execution {
  /** By design point. */
  readonly plans: readonly PointPlan[];
  readonly workers: number;
  /** Folder for the parts of tables; undefined where nobody wants rows. */
  readonly parts: string | undefined;
  readonly isQuiet: boolean;
  /** What the progress line calls it. */
  readonly title: string;
}

/** Threads to use: as many as asked for, or as there are processors; never more than there can be work for. */
export function workerCount(most: number, asked: number | undefined, processors: number): number {
  return Math.max(1, Math.min(asked ?? processors, most));
}

/** Lends an executor, here or in threads, and a progress line on standard error; both end with the work. */
export async function withExecutor<Result>(
  { plans, workers, parts, isQuiet, title }: Execution,
  { clock, stderr, openThread }: CliPorts,
  work: (executor: Executor, observer: { progress?(progress: ExperimentProgress): void }) => Promise<Result>,
): Promise<Result> {
  const line = new ProgressLine(stderr, clock, title);
  const observer = isQuiet ? {} : { progress: line.show.bind(line) };
  if (workers === 1) {
    const openRows = openRowsIn(parts);
    const executor = new InlineExecutor(plans, {
      clock,
      pause: pauseTurn,
      openFile: openPath,
      openRows: (task) => openRows(plans[task.point], task),
    });
    return work(executor, observer).finally(() => line.end());
  }
  const pool = new ThreadPool(plans, workers, () => openThread({ parts }));
  try {
    return await work(pool, observer);
  } finally {
    line.end();
    await pool.close();
  }
}
