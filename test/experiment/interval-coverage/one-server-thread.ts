import { parentPort, workerData } from 'node:worker_threads';
import { type BatchMeans, batchMeans } from '../../../src/engine/stats/batch-means.ts';
import { FlowRun } from '../../../src/model/flow/flow-run.ts';
import type { RecordSink } from '../../../src/records/table.ts';
import type { FlowScenario } from '../../../src/scenario/flow-schema.ts';
import { flow } from '../../builders/flow.ts';
import { MASTER_SEED } from '../../seeds.ts';
import { ARRIVAL_RATE, type OneServerTask, WARM_UP_S } from './one-server-task.ts';

/** Runs one task and answers with its figures. */
const task = workerData as OneServerTask;
parentPort?.postMessage(task.kind === 'means' ? means(task) : batches(task));

/** One exponential server under Poisson arrivals. @param measuredS length after the warm-up */
function oneServer(meanServiceS: number, measuredS: number): FlowScenario {
  return flow({
    run: { horizon_s: WARM_UP_S + measuredS, warm_up_s: WARM_UP_S },
    blocks: {
      arrivals: { type: 'source', interarrival: { exponential: { mean_s: 1 / ARRIVAL_RATE } }, to: 'desk' },
      desk: { type: 'queue', service: { exponential: { mean_s: meanServiceS } }, to: 'out' },
      out: { type: 'sink' },
    },
  });
}

/** Mean times in system of replications from 0, s. */
function means({ meanServiceS, measuredS, replications }: OneServerTask & { kind: 'means' }): Float64Array {
  const scenario = oneServer(meanServiceS, measuredS);
  return Float64Array.from({ length: replications }, (_, replication) => {
    const run = new FlowRun(scenario, {
      seed: MASTER_SEED.coverage,
      replication,
      records: { write: () => {} },
      parcels: 'none',
      scans: 'none',
    });
    run.advance(Number.POSITIVE_INFINITY);
    return run.finish().kpis.find(({ kpi, place }) => kpi === 'time_in_system' && place === 'out')!.value;
  });
}

/** Batch means of successive times in system, s, run by run. */
function batches({ runs, subjects, batchCount }: OneServerTask & { kind: 'batches' }): BatchMeans[] {
  // A tenth more than it takes on average.
  const scenario = oneServer(1, (1.1 * subjects) / ARRIVAL_RATE);
  return Array.from({ length: runs }, (_, replication) =>
    batchMeans(successiveTimesS(scenario, replication, subjects), batchCount, 0.95),
  );
}

/** Times in system of `count` successive subjects of one run, s, from the first created after the warm-up. */
function successiveTimesS(scenario: FlowScenario, replication: number, count: number): Float64Array {
  const times = new Float64Array(count);
  let n = 0;
  const records: RecordSink = {
    write(_table, [, , , createdS, , timeS]) {
      if (n < count && timeS !== null && Number(createdS) >= WARM_UP_S) times[n++] = Number(timeS);
    },
  };
  const run = new FlowRun(scenario, {
    seed: MASTER_SEED.coverage,
    replication,
    records,
    parcels: 'all',
    scans: 'none',
  });
  run.advance(Number.POSITIVE_INFINITY);
  run.finish();
  if (n < count) throw new Error(`only ${n} of ${count} subjects left`);
  return times;
}
