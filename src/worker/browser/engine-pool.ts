import type { Executor, ReplicationProgress, ReplicationResult, Task } from '../../experiment/executor.ts';
import type { RunPlan } from '../../experiment/plan.ts';
import { RunError } from '../../experiment/run-error.ts';
import type { ControlCommand, Notice } from '../messages.ts';
import type { EngineNotice } from './engine-messages.ts';
import { EngineThread } from './engine-thread.ts';
import type { ScenarioSource } from './page-files.ts';

/** Workers that are kept warm from run to run. */
export class EngineThreads {
  readonly #idle: EngineThread[] = [];
  readonly #all = new Set<EngineThread>();

  take(): EngineThread {
    for (let thread = this.#idle.pop(); thread !== undefined; thread = this.#idle.pop()) {
      if (thread.isAlive) return thread;
      this.#all.delete(thread);
    }
    const thread = new EngineThread();
    this.#all.add(thread);
    return thread;
  }

  giveBack(thread: EngineThread): void {
    thread.listener = () => {};
    if (thread.isAlive) this.#idle.push(thread);
    else this.#all.delete(thread);
  }

  close(): void {
    for (const thread of this.#all) thread.end();
    this.#all.clear();
    this.#idle.length = 0;
  }
}

/** A design point that workers run. */
export interface PoolPoint {
  readonly key: number;
  readonly source: ScenarioSource;
  readonly plan: RunPlan;
}

/** What a run or an experiment needs of its executor. */
export interface PoolSettings {
  /** By design point. */
  readonly points: readonly PoolPoint[];
  /** Replication of the first point that is watched and obeys run control; undefined where nobody watches. */
  readonly watched: number | undefined;
  readonly concurrency: number;
  readonly listen: (notice: Exclude<EngineNotice, { notice: 'alive' | 'progress' }>) => void;
}

/** Runs the replications of a run or an experiment in workers of the page. */
export class EnginePool implements Executor {
  readonly concurrency: number;
  readonly #threads: EngineThreads;
  readonly #settings: PoolSettings;
  /** Commands for the watched run that came before its worker was ready. */
  readonly #commands: ControlCommand[] = [];
  #watched: EngineThread | undefined;

  constructor(threads: EngineThreads, settings: PoolSettings) {
    this.concurrency = settings.concurrency;
    this.#threads = threads;
    this.#settings = settings;
  }

  async execute(
    task: Task,
    progress: (report: ReplicationProgress) => void,
    signal: AbortSignal,
  ): Promise<ReplicationResult> {
    const { points, watched } = this.#settings;
    const { key, source, plan } = points[task.point];
    const isWatched = task.point === 0 && task.replication === watched;
    const thread = this.#threads.take();
    thread.listener = (notice) => this.#hear(notice, progress);
    const stop = () => void thread.service.stop();
    try {
      await thread.ensureKept(key, source);
      await thread.ask((service) => service.prepare(key, plan));
      if (signal.aborted) throw new RunError('stopped', 'stopped before its start');
      signal.addEventListener('abort', stop, { once: true });
      if (isWatched) {
        this.#watched = thread;
        for (const command of this.#commands.splice(0)) this.control(command);
      }
      return await thread.ask((service) => service.run(task, isWatched));
    } finally {
      signal.removeEventListener('abort', stop);
      if (isWatched) this.#watched = undefined;
      this.#threads.giveBack(thread);
    }
  }

  /** Changes the speed of the watched run, also before it has begun. */
  control(command: ControlCommand): void {
    if (this.#watched === undefined) this.#commands.push(command);
    else void this.#watched.service.control(command);
  }

  /** The last frame has been drawn. */
  frameTaken(): void {
    void this.#watched?.service.frameTaken();
  }

  #hear(notice: EngineNotice | Notice, progress: (report: ReplicationProgress) => void): void {
    if (notice.notice === 'alive') return;
    if (notice.notice === 'progress') progress(notice.report);
    else this.#settings.listen(notice);
  }
}
