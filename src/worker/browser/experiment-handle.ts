import type { ReplicationResult } from '../../experiment/executor.ts';
import { type FailedReplication, type PointResult, pointResult } from '../../experiment/point-result.ts';
import { ruleFor } from '../../experiment/rules/rule-spec.ts';
import { type ExperimentProgress, runExperiment } from '../../experiment/run-experiment.ts';
import { EnginePool, type EngineThreads } from './engine-pool.ts';
import type { EngineThread } from './engine-thread.ts';
import type { ExperimentFigures, ExperimentSource, PagePhase } from './experiment-messages.ts';
import type { ResultFile } from './page-files.ts';
import type { ResultStore } from './result-store.ts';

/** Who wants to know what happens in an experiment. All calls come on the page's own thread. */
export interface ExperimentEvents {
  onProgress?(progress: ExperimentProgress): void;
  /** What the replications that are finished came to, as often as it can be computed. */
  onFigures?(figures: ExperimentFigures): void;
  /** A replication failed; the others go on. */
  onFailure?(failure: FailedReplication): void;
}

/** What an experiment is run with. */
export interface ExperimentSetting {
  /** Under which the bookkeeper keeps it. */
  readonly key: number;
  readonly source: ExperimentSource;
  readonly hasPilot: boolean;
  readonly workers: number;
  /** Gives a key that no other scenario has. */
  readonly nextKey: () => number;
}

/** Real time between two accounts of an experiment under way, ms: they cost the bookkeeper, not the page. */
const ACCOUNT_MS = 1_000;

/** An experiment under way or over, as the page holds it. */
export class ExperimentHandle {
  /** Resolves when all is run or stopped, with what there is; rejects where no worker can run. */
  readonly done: Promise<ExperimentFigures>;
  readonly #setting: ExperimentSetting;
  readonly #threads: EngineThreads;
  readonly #clerk: () => Promise<EngineThread>;
  readonly #store: ResultStore;
  readonly #events: ExperimentEvents;
  readonly #ending = new AbortController();
  readonly #startMs = performance.now();
  #figures: ExperimentFigures | undefined;
  #accountedMs = Number.NEGATIVE_INFINITY;
  #accounting: Promise<void> | undefined;

  /** @param clerk worker that keeps the books, with the experiment loaded */
  constructor(
    setting: ExperimentSetting,
    threads: EngineThreads,
    clerk: () => Promise<EngineThread>,
    store: ResultStore,
    events: ExperimentEvents,
  ) {
    this.#setting = setting;
    this.#threads = threads;
    this.#clerk = clerk;
    this.#store = store;
    this.#events = events;
    this.done = this.#run();
  }

  /** Ends it; what is finished is kept in the browser, and `done` resolves. */
  stop(): void {
    this.#ending.abort();
  }

  /** The files that can be had now. */
  files(): readonly ResultFile[] {
    return this.#figures?.files ?? [];
  }

  /** A file by its name, `effects.csv`; undefined where there is none. */
  file(name: string): Blob | undefined {
    return this.files().find((file) => file.name === name)?.content;
  }

  /** All files in one archive, packed in a worker. */
  async zip(): Promise<Blob> {
    const files = this.files();
    return (await this.#clerk()).ask((service) => service.zip(files));
  }

  async #run(): Promise<ExperimentFigures> {
    const { key, hasPilot } = this.#setting;
    const first = await (await this.#clerk()).ask((service) => service.firstPhase(key));
    const phases = [first];
    let results = await this.#runPhase(first, hasPilot);
    if (hasPilot && results.every(({ unfinished }) => unfinished.length === 0)) {
      const pilot = results;
      const main = await (await this.#clerk()).ask((service) => service.afterPilot(key, pilot));
      phases.push(main);
      results = await this.#runPhase(main, false);
    } else if (hasPilot) results = first.points.map(() => pointResult([], [], []));
    await this.#accounting?.catch(() => {});
    const figures = await this.#account(results);
    // What is whole need not be kept: whoever wants it again has the files.
    if (results.every(({ unfinished }) => unfinished.length === 0) && !this.#ending.signal.aborted) {
      for (const { points } of phases) for (const { storeKey } of points) await this.#store.forget(storeKey);
    }
    return figures;
  }

  async #runPhase({ rule: spec, points }: PagePhase, isPilot: boolean): Promise<readonly PointResult[]> {
    const { workers, nextKey } = this.#setting;
    const rule = ruleFor(spec);
    const kept = await Promise.all(points.map(({ storeKey }) => this.#store.read(storeKey)));
    const earlier = kept.flatMap((ofPoint, point) => ofPoint.map((result) => ({ ...result, point })));
    const executor = new EnginePool(this.#threads, {
      points: points.map(({ plan, source }) => ({ key: nextKey(), source, plan })),
      watched: undefined,
      concurrency: workers,
      listen: () => {},
    });
    const arrived: ReplicationResult[] = [...earlier];
    const failures: FailedReplication[] = [];
    const soFar = () =>
      points.map((_, point) => {
        const ofPoint = arrived.filter((one) => one.point === point);
        const counted = ofPoint.map(({ outcome }) => outcome.replication).sort((a, b) => a - b);
        return pointResult(
          counted,
          ofPoint,
          failures.filter((one) => one.point === point),
        );
      });
    return runExperiment(
      { seeds: points.map(({ plan }) => plan.seed), rule, executor, earlier },
      {
        progress: (progress) => this.#events.onProgress?.(progress),
        finished: async (result) => {
          await this.#store.keep(points[result.point].storeKey, result);
          arrived.push(result);
          if (!isPilot) this.#accountSoon(soFar);
        },
        failed: (failure) => {
          failures.push(failure);
          this.#events.onFailure?.(failure);
        },
      },
      this.#ending.signal,
    );
  }

  /** One account at a time, and not too often; replications that finish meanwhile are in the next. */
  #accountSoon(soFar: () => readonly PointResult[]): void {
    const now = performance.now();
    if (this.#accounting !== undefined || now - this.#accountedMs < ACCOUNT_MS) return;
    this.#accountedMs = now;
    this.#accounting = this.#account(soFar())
      .then(() => {})
      .catch(() => {})
      .finally(() => {
        this.#accounting = undefined;
      });
  }

  async #account(results: readonly PointResult[]): Promise<ExperimentFigures> {
    const { key, workers } = this.#setting;
    const wallS = (performance.now() - this.#startMs) / 1000;
    const clerk = await this.#clerk();
    const figures = await clerk.ask((service) => service.experimentFigures(key, results, { workers, wallS }));
    this.#figures = figures;
    this.#events.onFigures?.(figures);
    return figures;
  }
}
