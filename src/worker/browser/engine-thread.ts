import { type Remote, wrap } from 'comlink';
import { RunError } from '../../experiment/run-error.ts';
import { isNotice } from '../messages.ts';
import { SilenceWatch, TICK_MS } from '../silence-watch.ts';
import { keepErrorsWhole } from '../wire-error.ts';
import type { EngineNotice, EngineService } from './engine-messages.ts';
import type { ScenarioSource } from './page-files.ts';

/** One worker of the page: what is asked of it fails when it dies, with a word or without, instead of never ending. */
export class EngineThread {
  readonly service: Remote<EngineService>;
  /** What it says without being asked. */
  listener: (notice: EngineNotice) => void = () => {};
  readonly #worker: Worker;
  readonly #ticks: ReturnType<typeof setInterval>;
  readonly #death: Promise<never>;
  #die: (error: RunError) => void = () => {};
  #isAlive = true;

  constructor() {
    keepErrorsWhole();
    // The one place that starts workers: the bundler knows this very form, and only it works once built.
    this.#worker = new Worker(new URL('./engine-worker.ts', import.meta.url), { type: 'module' });
    this.service = wrap<EngineService>(this.#worker);
    this.#death = new Promise((_, reject) => {
      this.#die = reject;
    });
    // It may die while nobody waits for it.
    this.#death.catch(() => {});
    const silence = new SilenceWatch();
    this.#ticks = setInterval(() => {
      if (silence.tick())
        this.#fail('it has given no sign of life for ten seconds; the browser may have ended it');
    }, TICK_MS);
    this.#worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      silence.heard();
      if (isNotice<EngineNotice>(data)) this.listener(data);
    });
    this.#worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#fail(event.message ?? 'its program could not be loaded');
    });
    this.#worker.addEventListener('messageerror', () => this.#fail('it sent what could not be read'));
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** The answer, or a `RunError` where the worker dies before it. */
  async ask<Answer>(question: (service: Remote<EngineService>) => PromiseLike<Answer>): Promise<Answer> {
    return Promise.race([question(this.service), this.#death]);
  }

  /** Has it read a scenario, unless it still has it. */
  async ensureLoaded(key: number, source: ScenarioSource): Promise<void> {
    if (!(await this.ask((service) => service.has(key))))
      await this.ask((service) => service.load(key, source));
  }

  /** Has it read a scenario that is only to be run, unless it still has it. */
  async ensureKept(key: number, source: ScenarioSource): Promise<void> {
    if (!(await this.ask((service) => service.has(key))))
      await this.ask((service) => service.keep(key, source));
  }

  /** Ends it at once. */
  end(reason: RunError = new RunError('stopped', 'the worker was ended')): void {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    clearInterval(this.#ticks);
    this.#worker.terminate();
    this.#die(reason);
  }

  #fail(why: string): void {
    this.end(new RunError('worker', `a worker of the page failed: ${why}`));
  }
}
