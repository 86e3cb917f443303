import type { Worker } from 'node:worker_threads';
import { type Remote, wrap } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import type { Executor, ReplicationProgress, ReplicationResult } from '../../experiment/executor.ts';
import type { ExperimentPlan } from '../../experiment/plan.ts';
import { RunError } from '../../experiment/run-error.ts';
import { isNotice, type Notice, type ReplicationService } from '../messages.ts';
import { keepErrorsWhole } from '../wire-error.ts';

/** Runs replications in worker threads, which stay warm from one to the next; one that dies is replaced. */
export class ThreadPool implements Executor {
  readonly concurrency: number;
  readonly #plan: ExperimentPlan;
  readonly #openThread: () => Worker;
  readonly #idle: Thread[] = [];
  readonly #all = new Set<Thread>();

  /** @param openThread starts a thread that serves replications */
  constructor(plan: ExperimentPlan, concurrency: number, openThread: () => Worker) {
    keepErrorsWhole();
    this.concurrency = concurrency;
    this.#plan = plan;
    this.#openThread = openThread;
  }

  async execute(
    replication: number,
    progress: (report: ReplicationProgress) => void,
    signal: AbortSignal,
  ): Promise<ReplicationResult> {
    const thread = this.#idle.pop() ?? this.#open();
    try {
      return await thread.run(replication, progress, signal);
    } finally {
      if (thread.isAlive) this.#idle.push(thread);
      else this.#all.delete(thread);
    }
  }

  /** Ends every thread, also one that hangs. */
  async close(): Promise<void> {
    await Promise.all([...this.#all].map((thread) => thread.terminate()));
    this.#all.clear();
    this.#idle.length = 0;
  }

  #open(): Thread {
    const thread = new Thread(this.#openThread(), this.#plan);
    this.#all.add(thread);
    return thread;
  }
}

/** One thread: what is asked of it fails when it dies, instead of never being answered. */
class Thread {
  isAlive = true;
  readonly #worker: Worker;
  readonly #service: Remote<ReplicationService>;
  readonly #prepared: Promise<void>;
  readonly #death: Promise<never>;
  #progress: (report: ReplicationProgress) => void = () => {};

  constructor(worker: Worker, plan: ExperimentPlan) {
    this.#worker = worker;
    this.#service = wrap<ReplicationService>(nodeEndpoint(worker));
    this.#death = new Promise((_, reject) => {
      const die = (why: string) => {
        this.isAlive = false;
        reject(new RunError('worker', `the worker thread ${why}`));
      };
      worker.on('error', (error: Error) => die(`ended with ${error.name}: ${error.message}`));
      worker.on('messageerror', () => die('sent what could not be read'));
      worker.on('exit', (code) => die(`ended with code ${code} before its replication did`));
    });
    // A thread may die while nobody waits for it.
    this.#death.catch(() => {});
    worker.on('message', (message: unknown) => {
      if (isNotice<Notice>(message) && message.notice === 'progress') this.#progress(message.report);
    });
    this.#prepared = this.#service.prepare(plan);
    this.#prepared.catch(() => {});
  }

  async run(
    replication: number,
    progress: (report: ReplicationProgress) => void,
    signal: AbortSignal,
  ): Promise<ReplicationResult> {
    this.#progress = progress;
    const stop = () => void this.#service.stop();
    try {
      await Promise.race([this.#prepared, this.#death]);
      if (signal.aborted) throw new RunError('stopped', 'stopped before its start');
      signal.addEventListener('abort', stop, { once: true });
      return await Promise.race([this.#service.run(replication, false), this.#death]);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  async terminate(): Promise<void> {
    this.isAlive = false;
    await this.#worker.terminate();
  }
}
