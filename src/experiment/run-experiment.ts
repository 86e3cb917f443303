import type { Executor, ReplicationProgress, ReplicationResult, Task } from './executor.ts';
import type { PointPlan } from './plan.ts';
import { type FailedReplication, type PointResult, pointResult } from './point-result.ts';
import { type Decision, type Ended, FixedReplications, type SamplingRule } from './rules/sampling-rule.ts';
import { runFault } from './run-error.ts';

/** How far an experiment is. */
export interface ExperimentProgress {
  /** Replications of all points that it will take, as far as can be told. */
  readonly planned: number;
  readonly finished: number;
  readonly failed: number;
  /** Share of all work done, 0 to 1: replications count alike. May fall where a rule finds that it needs more. */
  readonly share: number;
  /** Events executed so far, in all replications. */
  readonly eventCount: number;
}

/** Who wants to know what happens meanwhile. */
export interface ExperimentObserver {
  progress?(progress: ExperimentProgress, replication: ReplicationProgress): void;
  /** In order of arrival. Where it is kept for another time, the replication counts as finished once it is. */
  finished?(result: ReplicationResult): void | Promise<void>;
  failed?(failure: FailedReplication): void;
}

/** What an experiment is run of and with. */
export interface ExperimentRun {
  /** By design point; what matters of it here is the seed, for those who replay a failure. */
  readonly seeds: readonly (number | string)[];
  readonly rule: SamplingRule;
  readonly executor: Executor;
  /** Results of an earlier, interrupted run of the same points: they are not run again. */
  readonly earlier?: readonly ReplicationResult[];
}

/**
 * The one runner: runs the replications that a rule asks for on an executor, as many at once as that can.
 * A replication that fails is reported and costs only itself; a stop keeps what is finished.
 * @returns by design point; the same for any executor and any number of workers, wall times apart
 * @throws RunError where rows find no room: then nothing is kept
 */
export async function runExperiment(
  run: ExperimentRun,
  observer: ExperimentObserver,
  signal: AbortSignal,
): Promise<readonly PointResult[]> {
  return new Experiment(run, observer).run(signal);
}

/** Runs the replications of one plan. @throws RunError as `runExperiment` */
export async function runPoint(
  plan: Pick<PointPlan, 'seed' | 'replications'>,
  executor: Executor,
  observer: ExperimentObserver,
  signal: AbortSignal,
  earlier: readonly ReplicationResult[] = [],
): Promise<PointResult> {
  const rule = new FixedReplications(1, plan.replications);
  const [result] = await runExperiment({ seeds: [plan.seed], rule, executor, earlier }, observer, signal);
  return result;
}

class Experiment implements Ended {
  readonly #run: ExperimentRun;
  readonly #observer: ExperimentObserver;
  readonly #results: ReplicationResult[][];
  readonly #failures: FailedReplication[][];
  readonly #ended = new Set<string>();
  readonly #progress = new Map<string, ReplicationProgress>();
  readonly #ending = new AbortController();
  #decision: Decision = { tasks: [], expected: 0 };
  #fatal: unknown;

  constructor(run: ExperimentRun, observer: ExperimentObserver) {
    this.#run = run;
    this.#observer = observer;
    this.#results = run.seeds.map(() => []);
    this.#failures = run.seeds.map(() => []);
    for (const result of run.earlier ?? []) this.#keep(result);
  }

  results(point: number): readonly ReplicationResult[] {
    return this.#results[point];
  }

  has(task: Task): boolean {
    return this.#ended.has(nameOf(task));
  }

  async run(signal: AbortSignal): Promise<readonly PointResult[]> {
    const end = () => this.#ending.abort();
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    const { executor, rule } = this.#run;
    while (true) {
      const decision = rule.decide(this, executor.concurrency);
      const tasks = decision.tasks.filter((task) => !this.has(task));
      this.#decision = { ...decision, tasks };
      if (tasks.length === 0 || this.#ending.signal.aborted) break;
      await this.#runAll(tasks);
    }
    signal.removeEventListener('abort', end);
    if (this.#fatal !== undefined) throw this.#fatal;
    return this.#results.map((results, point) =>
      pointResult(rule.counted(this, point), results, this.#failures[point]),
    );
  }

  async #runAll(tasks: readonly Task[]): Promise<void> {
    let next = 0;
    const lane = async () => {
      while (next < tasks.length && !this.#ending.signal.aborted) await this.#runOne(tasks[next++]);
    };
    const lanes = Math.min(this.#run.executor.concurrency, tasks.length);
    await Promise.all(Array.from({ length: lanes }, lane));
  }

  async #runOne(task: Task): Promise<void> {
    const result = await this.#run.executor
      .execute(task, (report) => this.#report(report), this.#ending.signal)
      .catch((error: unknown) => this.#fail(task, error));
    if (result === undefined) return;
    try {
      await this.#observer.finished?.(result);
      this.#keep(result);
    } catch (error) {
      this.#stopAll(error);
    }
  }

  /** Kept in the order of replications: statistics merge in that order. */
  #keep(result: ReplicationResult): void {
    const { outcome, point } = result;
    const ofPoint = this.#results[point];
    let at = ofPoint.length;
    while (at > 0 && ofPoint[at - 1].outcome.replication > outcome.replication) at--;
    ofPoint.splice(at, 0, result);
    this.#ended.add(nameOf({ point, replication: outcome.replication }));
  }

  #fail(task: Task, error: unknown): undefined {
    const fault = runFault(error);
    if (fault === 'stopped') return;
    if (fault === 'storage') return this.#stopAll(error);
    const failure = describeFailure(task, this.#run.seeds[task.point], error);
    this.#failures[task.point].push(failure);
    this.#ended.add(nameOf(task));
    this.#observer.failed?.(failure);
  }

  #stopAll(error: unknown): undefined {
    this.#fatal ??= error;
    this.#ending.abort();
  }

  #report(report: ReplicationProgress): void {
    if (this.#observer.progress === undefined) return;
    this.#progress.set(nameOf(report), report);
    let share = 0;
    let eventCount = 0;
    let finished = 0;
    let failed = 0;
    for (const [point, results] of this.#results.entries()) {
      finished += results.length;
      failed += this.#failures[point].length;
      for (const { outcome } of results) eventCount += outcome.eventCount;
    }
    for (const [name, one] of this.#progress) {
      if (this.#ended.has(name)) continue;
      share += one.share;
      eventCount += one.eventCount;
    }
    const planned = Math.max(this.#decision.expected, finished + failed);
    const done = Math.min(1, (finished + failed + share) / planned);
    this.#observer.progress({ planned, finished, failed, share: done, eventCount }, report);
  }
}

function nameOf({ point, replication }: Task): string {
  return `${point}:${replication}`;
}

function describeFailure(task: Task, seed: number | string, error: unknown): FailedReplication {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const { point, replication } = task;
  return { point, replication, name, message, replay: `--seed ${seed} --only-replication ${replication}` };
}
