import { readFileSync } from 'node:fs';
import type { Executor, ReplicationResult } from '../../src/experiment/executor.ts';
import { InlineExecutor } from '../../src/experiment/inline-executor.ts';
import { type PlanChoices, type PointPlan, planExperiment } from '../../src/experiment/plan.ts';
import { NoRows } from '../../src/experiment/row-writer.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';

/** A scenario of `test/fixtures`. */
function createScenario(id: string, overrides: readonly string[] = []): Scenario {
  const bytes = readFileSync(new URL(`../fixtures/${id}.json`, import.meta.url));
  const { scenario, problems } = loadScenario(new Map([[`${id}.json`, bytes]]), overrides, id);
  if (scenario === undefined) throw new Error(JSON.stringify(problems.list));
  return scenario;
}

export function createPlan(
  id: string,
  overrides: readonly string[] = [],
  choices: PlanChoices = {},
): PointPlan {
  return planExperiment(createScenario(id, overrides), choices);
}

export const pause = (ms: number) =>
  new Promise<void>((resolve) => (ms > 0 ? setTimeout(resolve, ms) : setImmediate(resolve)));

export function createInline(plan: PointPlan): Executor {
  return new InlineExecutor([plan], { clock: () => performance.now(), pause, openRows: () => new NoRows() });
}

/** Runs replications at once and delivers them in an order of its own. */
export function createShuffled(plan: PointPlan, ranks: readonly number[]): Executor {
  const inline = createInline(plan);
  const waiting: { rank: number; deliver: () => void }[] = [];
  return {
    concurrency: plan.replications.length,
    async execute(task, progress, signal) {
      const result = await inline.execute(task, progress, signal);
      return new Promise<ReplicationResult>((resolve) => {
        waiting.push({
          rank: ranks[plan.replications.indexOf(task.replication)],
          deliver: () => resolve(result),
        });
        if (waiting.length < plan.replications.length) return;
        for (const { deliver } of waiting.sort((a, b) => a.rank - b.rank)) deliver();
      });
    },
  };
}

export const never = new AbortController().signal;
