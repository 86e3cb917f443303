import type { PlanChoices } from '../../experiment/plan.ts';
import type { LoadReport, ScenarioSource } from './engine-messages.ts';
import { EngineThreads } from './engine-pool.ts';
import { EngineThread } from './engine-thread.ts';
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

/**
 * The page's way to the engine: everything that reads, computes or writes happens in workers.
 * One worker keeps the books (reads scenarios, sums up, packs archives), the others run replications.
 */
export class EngineClient {
  readonly #workers: number;
  readonly #threads = new EngineThreads();
  readonly #sources = new Map<number, ScenarioSource>();
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
    if (report.scenario !== undefined) this.#sources.set(key, source);
    return { ...report, key };
  }

  /**
   * Starts a run. Its first replication is watched; the others run beside it as fast as possible.
   * @param key of a scenario loaded without errors
   */
  async start(key: number, choices: PlanChoices, events: RunEvents): Promise<RunHandle> {
    const source = this.#sources.get(key);
    if (source === undefined) throw new RangeError(`no scenario was loaded under the key ${key}`);
    const clerk = this.#bookkeeper();
    await clerk.ensureLoaded(key, source);
    const plan = await clerk.ask((service) => service.plan(key, choices));
    const workers = Math.min(this.#workers, plan.replications.length);
    return new RunHandle({ key, source, plan, workers }, this.#threads, () => this.#bookkeeper(), events);
  }

  /** Gives up a scenario that no run will be started of. */
  forget(key: number): void {
    this.#sources.delete(key);
  }

  /** Ends every worker. */
  close(): void {
    this.#threads.close();
    this.#clerk?.end();
  }

  /** The worker that keeps the books; a new one where it died. */
  #bookkeeper(): EngineThread {
    if (this.#clerk === undefined || !this.#clerk.isAlive) this.#clerk = new EngineThread();
    return this.#clerk;
  }
}
