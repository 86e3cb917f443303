import type { Worker } from 'node:worker_threads';
import { type Remote, wrap } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import type { Executor, ReplicationProgress, ReplicationResult, Task } from '../../experiment/executor.ts';
import type { PointPlan } from '../../experiment/plan.ts';
import { RunError } from '../../experiment/run-error.ts';
import { isNotice, type Notice, type ReplicationService } from '../messages.ts';
import { keepErrorsWhole } from '../wire-error.ts';

/** Runs replications in worker threads, which stay warm from one to the next; one that dies is replaced. */
export class ThreadPool implements Executor {
  readonly concurrency: number;
  readonly #plans: readonly PointPlan[];
  readonly #openThread: () => Worker;
  readonly #idle: Thread[] = [];
  readonly #all = new Set<Thread>();

  /** @param plans by design point @param openThread starts a thread that serves replications */
  constructor(plans: readonly PointPlan[], concurrency: number, openThread: () => Worker) {
    keepErrorsWhole();
    this.concurrency = concurrency;
    this.#plans = plans;
    this.#openThread = openThread;
  }

  async execute(
    task: Task,
    progress: (report: ReplicationProgress) => void,
    signal: AbortSignal,
  ): Promise<ReplicationResult> {
    const thread = this.#idle.pop() ?? this.#open();
    try {
      return await thread.run(this.#plans[task.point], task, progress, signal);
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
    const thread = new Thread(this.#openThread());
    this.#all.add(thread);
    return thread;
  }
}

/** One thread: what is asked of it fails when it dies, instead of never being answered. */
class Thread {
  isAlive = true;
  readonly #worker: Worker;
  readonly #service: Remote<ReplicationService>;
  readonly #death: Promise<never>;
  /** The plan that it was told last: a large scenario is sent only where the point changes. */
  #plan: PointPlan | undefined;
  #progress: (report: ReplicationProgress) => void = () => {};

  constructor(worker: Worker) {
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
  }

  async run(
    plan: PointPlan,
    task: Task,
    progress: (report: ReplicationProgress) => void,
    signal: AbortSignal,
  ): Promise<ReplicationResult> {
    this.#progress = progress;
    const stop = () => void this.#service.stop();
    try {
      if (this.#plan !== plan) await Promise.race([this.#service.prepare(plan), this.#death]);
      this.#plan = plan;
      if (signal.aborted) throw new RunError('stopped', 'stopped before its start');
      signal.addEventListener('abort', stop, { once: true });
      return await Promise.race([this.#service.run(task, false), this.#death]);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  async terminate(): Promise<void> {
    this.isAlive = false;
    await this.#worker.terminate();
  }
}
