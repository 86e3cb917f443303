import type { FailedReplication } from '../../experiment/point-result.ts';
import type { Problem } from '../../scenario/problem.ts';
import type { EngineClient } from '../../worker/browser/engine-client.ts';
import type { ExperimentHandle } from '../../worker/browser/experiment-handle.ts';
import type {
  ExperimentBrief,
  ExperimentFigures,
  ExperimentSource,
} from '../../worker/browser/experiment-messages.ts';
import { keepExperiment } from './kept-experiment.ts';
import { RunProgress } from './run-progress.svelte.ts';

/** `none` before any; `refused` where the file has errors; the last three are ends. */
export type ExperimentStatus =
  | 'none'
  | 'reading'
  | 'refused'
  | 'ready'
  | 'starting'
  | 'running'
  | 'stopping'
  | 'finished'
  | 'stopped'
  | 'failed';

/** The experiment in the panel: what it is, its progress, and what it has come to so far. */
export class ExperimentSession {
  status = $state<ExperimentStatus>('none');
  brief = $state.raw<ExperimentBrief | null>(null);
  problems = $state.raw<readonly Problem[]>([]);
  figures = $state.raw<ExperimentFigures | null>(null);
  failures = $state.raw<readonly FailedReplication[]>([]);
  handle = $state.raw<ExperimentHandle | null>(null);
  /** Finished replications that this browser keeps and that this experiment would use. */
  stored = $state(0);
  /** Why it failed as a whole, for the user. */
  fault = $state('');
  source = $state.raw<ExperimentSource | null>(null);
  readonly progress = new RunProgress();
  readonly #engine: EngineClient;
  #key = 0;
  #turn = 0;

  constructor(engine: EngineClient) {
    this.#engine = engine;
  }

  get isUnderWay(): boolean {
    return this.status === 'starting' || this.status === 'running' || this.status === 'stopping';
  }

  /** Reads and checks an experiment; what ran before is stopped. @returns whether it can be run */
  async read(source: ExperimentSource): Promise<boolean> {
    const turn = ++this.#turn;
    this.handle?.stop();
    this.#forget();
    this.status = 'reading';
    this.source = source;
    try {
      const report = await this.#engine.readExperiment(source);
      if (turn !== this.#turn) return false;
      this.problems = report.problems;
      this.brief = report.experiment ?? null;
      this.#key = report.key;
      if (report.experiment === undefined) {
        this.status = 'refused';
        return false;
      }
      const stored = await this.#engine.storedReplications(report.key);
      if (turn !== this.#turn) return false;
      this.stored = stored;
      this.status = 'ready';
      return true;
    } catch (error) {
      if (turn === this.#turn) this.#fail(error);
      return false;
    }
  }

  /** Runs what was read, from what is kept of it, and waits for its end. Faults become a status, not an error. */
  async run(): Promise<void> {
    const { brief, source } = this;
    if (brief === null || source === null || this.isUnderWay) return;
    const turn = ++this.#turn;
    this.status = 'starting';
    this.failures = [];
    this.fault = '';
    keepExperiment(source, brief);
    this.progress.begin(brief.atLeast);
    const isCurrent = () => turn === this.#turn;
    try {
      const handle = await this.#engine.startExperiment(this.#key, {
        onProgress: (report) => {
          if (isCurrent()) this.progress.report(report);
        },
        onFigures: (figures) => {
          if (isCurrent()) this.figures = figures;
        },
        onFailure: (failure) => {
          if (isCurrent()) this.failures = [...this.failures, failure];
        },
      });
      if (!isCurrent()) return handle.stop();
      this.handle = handle;
      // Whoever pressed Cancel meanwhile is heard now.
      if (this.#isStopping()) handle.stop();
      else this.status = 'running';
      const figures = await handle.done;
      if (!isCurrent()) return;
      this.#end(figures);
      const stored = await this.#engine.storedReplications(this.#key);
      if (isCurrent()) this.stored = stored;
    } catch (error) {
      if (isCurrent()) this.#fail(error);
    } finally {
      if (isCurrent()) this.progress.end();
    }
  }

  /** Ends it; finished replications are kept. */
  stop(): void {
    if (this.status !== 'running' && this.status !== 'starting') return;
    this.status = 'stopping';
    this.handle?.stop();
  }

  /** Runs it from the beginning: what is kept of it is forgotten. */
  async startOver(): Promise<void> {
    if (this.brief === null || this.isUnderWay) return;
    try {
      await this.#engine.forgetStored(this.#key);
    } catch (error) {
      this.#fail(error);
      return;
    }
    this.stored = 0;
    this.figures = null;
    await this.run();
  }

  #end(figures: ExperimentFigures): void {
    const { points } = figures.report;
    this.figures = figures;
    const finished = points.reduce((sum, point) => sum + point.finished, 0);
    const failed = points.reduce((sum, point) => sum + point.failures.length, 0);
    this.progress.count(finished, failed);
    const isWhole = points.every(({ unfinished }) => unfinished.length === 0);
    if (!isWhole || this.#isStopping()) this.status = 'stopped';
    else this.status = finished > 0 ? 'finished' : 'failed';
  }

  #isStopping(): boolean {
    return this.status === 'stopping';
  }

  #fail(error: unknown): void {
    this.status = 'failed';
    this.fault = error instanceof Error ? error.message : String(error);
  }

  #forget(): void {
    this.brief = null;
    this.problems = [];
    this.figures = null;
    this.failures = [];
    this.handle = null;
    this.stored = 0;
    this.fault = '';
    this.progress.begin(0);
  }
}
