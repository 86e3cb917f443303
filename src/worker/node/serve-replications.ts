import type { MessagePort } from 'node:worker_threads';
import { expose } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import type { Task } from '../../experiment/executor.ts';
import type { PointPlan } from '../../experiment/plan.ts';
import type { RowWriter } from '../../experiment/row-writer.ts';
import { ReplicationWorker } from '../replication-worker.ts';
import { keepErrorsWhole } from '../wire-error.ts';
import { openPath } from './open-path.ts';
import { pauseTurn } from './pause-turn.ts';

/**
 * Answers requests in a worker thread.
 * @param openRows says where the rows of a replication go
 */
export function serveReplications(
  port: MessagePort,
  openRows: (plan: PointPlan, task: Task) => RowWriter,
): void {
  keepErrorsWhole();
  const worker = new ReplicationWorker({
    clock: () => performance.now(),
    pause: pauseTurn,
    notify: (notice, transfer) => port.postMessage(notice, [...transfer]),
    openRows,
    openFile: openPath,
  });
  expose(worker, nodeEndpoint(port));
}
