import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Executor } from '../../src/experiment/executor.ts';
import { RunError } from '../../src/experiment/run-error.ts';
import { type ExperimentProgress, runPoint } from '../../src/experiment/run-experiment.ts';
import { summarize } from '../../src/experiment/summarize.ts';
import { writeReplications, writeSummary } from '../../src/export/summary-csv.ts';
import { createInline, createPlan, createShuffled, never } from './fixtures.ts';

describe('an experiment', () => {
  it('comes to the same bytes in whatever order its replications arrive', async () => {
    const plan = createPlan('mm1', ['run.horizon_s=3000', 'run.warm_up_s=100']);
    const bytesOf = async (executor: Executor) => {
      const result = await runPoint(plan, executor, {}, never);
      const outcomes = result.results.map(({ outcome }) => outcome);
      const tables = [writeSummary(summarize(outcomes, plan.confidence)), writeReplications(outcomes)];
      return [result.resultHash, ...tables.map(({ bytes }) => Buffer.from(bytes).toString())].join('\n');
    };
    const expected = await bytesOf(createInline(plan));
    const order = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 });
    await fc.assert(
      fc.asyncProperty(order, async (ranks) => {
        expect((await bytesOf(createShuffled(plan, ranks))) === expected).toBe(true);
      }),
      { numRuns: 12 },
    );
  });

  it('keeps the others when replications fail, and says which, why, how to replay them, and that it is conditional', async () => {
    const plan = createPlan('runs-dry');
    const alone = async (replication: number) =>
      runPoint({ ...plan, replications: [replication] }, createInline(plan), {}, never);
    const result = await runPoint(plan, createInline(plan), {}, never);
    const failed = result.failures.map(({ replication }) => replication);
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.length).toBeLessThan(6);
    expect(result.isConditional).toBe(true);
    for (const failure of result.failures) {
      expect(failure.message).toContain('the list ends there');
      expect(failure.replay).toBe(`--seed 3 --only-replication ${failure.replication}`);
      expect((await alone(failure.replication)).failures).toEqual([failure]);
    }
    for (const { outcome } of result.results) {
      expect((await alone(outcome.replication)).results[0].outcome.digest).toBe(outcome.digest);
    }
    expect(result.results.length + failed.length).toBe(6);
  });

  it('keeps what is finished when it is stopped', async () => {
    const plan = createPlan('mm1', ['run.horizon_s=2000', 'run.warm_up_s=0']);
    const stop = new AbortController();
    const observer = { finished: () => stop.abort() };
    const result = await runPoint(plan, createInline(plan), observer, stop.signal);
    expect(result.results.map(({ outcome }) => outcome.replication)).toEqual([0]);
    expect(result.unfinished).toEqual([1, 2, 3]);
    expect(result.failures).toEqual([]);
    expect(result.isConditional).toBe(true);
  });

  it('runs nothing when it is stopped before it begins', async () => {
    const stop = new AbortController();
    stop.abort();
    const plan = createPlan('mm1');
    const result = await runPoint(plan, createInline(plan), {}, stop.signal);
    expect(result.unfinished).toEqual([0, 1, 2, 3]);
  });

  it('fails as a whole, and stops the others, where rows find no room', async () => {
    const plan = createPlan('mm1');
    const stopped: number[] = [];
    const executor: Executor = {
      concurrency: 2,
      execute: async ({ replication }, _, signal) => {
        if (replication === 1) throw new RunError('storage', 'the disk is full');
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        stopped.push(replication);
        throw new RunError('stopped', 'stopped');
      },
    };
    await expect(runPoint(plan, executor, {}, never)).rejects.toThrow('the disk is full');
    expect(stopped).toEqual([0]);
  });

  it('reports progress that never falls and ends at 1, failures included', async () => {
    const plan = createPlan('runs-dry');
    const seen: ExperimentProgress[] = [];
    await runPoint(plan, createInline(plan), { progress: (progress) => seen.push(progress) }, never);
    for (let at = 1; at < seen.length; at++)
      expect(seen[at].share).toBeGreaterThanOrEqual(seen[at - 1].share);
    expect(seen.at(-1)).toMatchObject({ planned: 6, share: 1 });
  });
});
