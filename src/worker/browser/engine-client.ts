import type { PlanChoices } from '../../experiment/plan.ts';
import { pointResult } from '../../experiment/point-result.ts';
import type { CheckedAnswer } from '../../experiment/theory/check-answer.ts';
import type { LoadReport } from './engine-messages.ts';
import { EngineThreads } from './engine-pool.ts';
import { EngineThread } from './engine-thread.ts';
import { type ExperimentEvents, ExperimentHandle } from './experiment-handle.ts';
import type { ExperimentBrief, ExperimentLoadReport, ExperimentSource } from './experiment-messages.ts';
import type { GivenAnswer } from './lab-answer.ts';
import type { ScenarioSource } from './page-files.ts';
import { ResultStore } from './result-store.ts';
import { type RunEvents, RunHandle } from './run-handle.ts';

/** How the page wants its engine. */
export interface EngineOptions {
  /** Workers that run replications; one less than the processors unless given, but at least 2. */
  readonly workers?: number;
}

/** A scenario that was read without errors, by which runs are started. */
export interface LoadedKey {
  readonly key: number;
}

/** Starts the workers of the page as they are needed. */
export function openEngine(options: EngineOptions = {}): EngineClient {
  return new EngineClient(options.workers ?? Math.max(2, navigator.hardwareConcurrency - 1));
}

/** A scenario that was read without errors. */
interface OpenScenario {
  readonly source: ScenarioSource;
  /** Simulated time 0, ISO 8601 with offset. */
  readonly startsAt: string;
}

/** An experiment that was read without errors. */
interface OpenExperiment {
  readonly source: ExperimentSource;
  readonly brief: ExperimentBrief;
}

/**
 * The page's way to the engine: everything that reads, computes or writes happens in workers.
 * One worker keeps the books (reads scenarios, sums up, packs archives), the others run replications.
 */
export class EngineClient {
  readonly #workers: number;
  /** Workers in use by runs and experiments under way. */
  #lent = 0;
  readonly #threads = new EngineThreads();
  readonly #scenarios = new Map<number, OpenScenario>();
  readonly #experiments = new Map<number, OpenExperiment>();
  readonly #store = new ResultStore();
  #clerk: EngineThread | undefined;
  #nextKey = 1;

  constructor(workers: number) {
    this.#workers = workers;
  }

  /**
   * Reads and checks a scenario; the key starts runs of it where it has no errors.
   * @throws RunError where the worker fails
   */
  async load(source: ScenarioSource): Promise<LoadReport & LoadedKey> {
    const key = this.#nextKey++;
    const report = await this.#bookkeeper().ask((service) => service.load(key, source));
    if (report.scenario !== undefined)
      this.#scenarios.set(key, { source, startsAt: report.scenario.startsAt });
    return { ...report, key };
  }

  /**
   * Holds an answer to a question of a flow's exercise against theory; undefined where there is nothing to hold it against.
   * @param key of a scenario loaded without errors @throws RunError where the worker fails
   */
  async checkAnswer(key: number, given: GivenAnswer): Promise<CheckedAnswer | undefined> {
    const { source } = this.#scenario(key);
    return this.#bookkeeper().ask((service) => service.checkAnswer(source, given));
  }

  /**
   * Starts a run. Its first replication is watched; the others run beside it as fast as possible.
   * @param key of a scenario loaded without errors
   */
  async start(key: number, choices: PlanChoices, events: RunEvents): Promise<RunHandle> {
    const { source, startsAt } = this.#scenario(key);
    const clerk = this.#bookkeeper();
    await clerk.ensureLoaded(key, source);
    const plan = await clerk.ask((service) => service.plan(key, choices));
    const workers = this.#lend(plan.replications.length);
    const setting = { key, source, plan, startsAt, workers };
    const run = new RunHandle(setting, this.#threads, () => this.#bookkeeper(), events);
    this.#takeBack(workers, run.done);
    return run;
  }

  /**
   * Reads and checks an experiment and the scenarios of all its points; the key runs it where it has no errors.
   * @throws RunError where the worker fails
   */
  async readExperiment(source: ExperimentSource): Promise<ExperimentLoadReport & LoadedKey> {
    const key = this.#nextKey++;
    const report = await this.#bookkeeper().ask((service) => service.loadExperiment(key, source));
    if (report.experiment !== undefined) this.#experiments.set(key, { source, brief: report.experiment });
    return { ...report, key };
  }

  /** Runs an experiment that was read without errors, going on from what this browser keeps of it. */
  async startExperiment(key: number, events: ExperimentEvents): Promise<ExperimentHandle> {
    const { source, brief } = this.#experiment(key);
    const setting = {
      key,
      source,
      hasPilot: brief.hasPilot,
      workers: this.#lend(brief.atMost),
      nextKey: () => this.#nextKey++,
    };
    const clerk = () => this.#clerkWith(key);
    const experiment = new ExperimentHandle(setting, this.#threads, clerk, this.#store, events);
    this.#takeBack(setting.workers, experiment.done);
    return experiment;
  }

  /** Finished replications that this browser keeps and that an experiment would use. */
  async storedReplications(key: number): Promise<number> {
    const keys = await this.#storeKeys(key);
    const counts = await Promise.all(keys.map((storeKey) => this.#store.count(storeKey)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** Gives up what this browser keeps of an experiment. */
  async forgetStored(key: number): Promise<void> {
    for (const storeKey of await this.#storeKeys(key)) await this.#store.forget(storeKey);
  }

  /** Of its first phase and, where the pilot of a warm-up is all there, of its main phase. */
  async #storeKeys(key: number): Promise<readonly string[]> {
    const { brief } = this.#experiment(key);
    const clerk = await this.#clerkWith(key);
    const { points, rule } = await clerk.ask((service) => service.firstPhase(key));
    const keys = points.map(({ storeKey }) => storeKey);
    if (!brief.hasPilot || rule.kind !== 'fixed') return keys;
    const kept = await Promise.all(keys.map((storeKey) => this.#store.read(storeKey)));
    if (kept.some((results) => results.length < rule.replications.length)) return keys;
    const pilot = kept.map((results) => pointResult(rule.replications, results, []));
    const main = await clerk.ask((service) => service.afterPilot(key, pilot));
    return [...keys, ...main.points.map(({ storeKey }) => storeKey)];
  }

  #experiment(key: number): OpenExperiment {
    const experiment = this.#experiments.get(key);
    if (experiment === undefined) throw new RangeError(`no experiment was read under the key ${key}`);
    return experiment;
  }

  /** The worker that keeps the books, with an experiment read, also where it is a new one. */
  async #clerkWith(key: number): Promise<EngineThread> {
    const { source } = this.#experiment(key);
    const clerk = this.#bookkeeper();
    if (!(await clerk.ask((service) => service.hasExperiment(key))))
      await clerk.ask((service) => service.loadExperiment(key, source));
    return clerk;
  }

  #scenario(key: number): OpenScenario {
    const scenario = this.#scenarios.get(key);
    if (scenario === undefined) throw new RangeError(`no scenario was loaded under the key ${key}`);
    return scenario;
  }

  /** Gives up a scenario that no run will be started of. */
  forget(key: number): void {
    this.#scenarios.delete(key);
  }

  /** Ends every worker. */
  close(): void {
    this.#threads.close();
    this.#clerk?.end();
  }

  /** Workers for what begins now: those that nobody uses, at least one, so that a run and an experiment leave room. */
  #lend(most: number): number {
    const workers = Math.max(1, Math.min(this.#workers - this.#lent, most));
    this.#lent += workers;
    return workers;
  }

  #takeBack(workers: number, done: Promise<unknown>): void {
    const back = () => {
      this.#lent -= workers;
    };
    done.then(back, back);
  }

  /** The worker that keeps the books; a new one where it died. */
  #bookkeeper(): EngineThread {
    if (this.#clerk === undefined || !this.#clerk.isAlive) this.#clerk = new EngineThread();
    return this.#clerk;
  }
}
