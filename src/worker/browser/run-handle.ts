import type { ReplicationResult } from '../../experiment/executor.ts';
import type { RunPlan } from '../../experiment/plan.ts';
import { type FailedReplication, type PointResult, pointResult } from '../../experiment/point-result.ts';
import { checkSpeed, checkStep, type Speed, type Step } from '../../experiment/run-control.ts';
import { type ExperimentProgress, runPoint } from '../../experiment/run-experiment.ts';
import type { SummaryRow } from '../../experiment/summarize.ts';
import type { ExportFormat, RunFacts } from '../../export/convert.ts';
import { rowsText } from '../../export/run-manifest.ts';
import { REPLICATIONS, SUMMARY } from '../../records/summary-tables.ts';
import type { Frame, World } from '../../snapshot/frame.ts';
import type { ConvertedBlobs, TableFile } from './convert-files.ts';
import { convertInWorker } from './convert-in-worker.ts';
import type { FigureReport } from './engine-messages.ts';
import { EnginePool, type EngineThreads } from './engine-pool.ts';
import type { EngineThread } from './engine-thread.ts';
import type { ResultFile, ScenarioSource } from './page-files.ts';
import { TableParts } from './table-parts.ts';

/** Who wants to know what happens in a run. All calls come on the page's own thread, between two tasks of it. */
export interface RunEvents {
  /** Once, before the first frame of the watched replication. */
  onWorld?(world: World): void;
  /** About every 33 ms of real time; the next comes when this call has returned. The last shows the end. */
  onFrame?(frame: Frame): void;
  onProgress?(progress: ExperimentProgress): void;
  /** A replication reached its end; in order of arrival. */
  onOutcome?(result: ReplicationResult): void;
  /** A replication failed; the others go on. */
  onFailure?(failure: FailedReplication): void;
  /** Figures with intervals over the replications finished so far. */
  onSummary?(rows: readonly SummaryRow[]): void;
}

/** What a run came to. */
export interface RunReport {
  readonly result: PointResult;
  readonly summary: readonly SummaryRow[];
}

/** A file of results that can be downloaded. */
export interface TableListing {
  /** With its ending: `parcels.csv`. */
  readonly name: string;
  /** Undefined for a file that is no table. */
  readonly rows: number | undefined;
  readonly bytes: number;
}

/** What a run is started with. */
export interface RunSetting {
  readonly key: number;
  readonly source: ScenarioSource;
  readonly plan: RunPlan;
  /** Simulated time 0, ISO 8601 with offset. */
  readonly startsAt: string;
  readonly workers: number;
}

/** A run under way or over, as the page holds it. */
export class RunHandle {
  readonly plan: RunPlan;
  /** Resolves when every replication has finished, failed or been stopped; rejects where no worker can run. */
  readonly done: Promise<RunReport>;
  readonly #setting: RunSetting;
  readonly #threads: EngineThreads;
  readonly #pool: EnginePool;
  readonly #clerk: () => EngineThread;
  readonly #events: RunEvents;
  readonly #parts = new TableParts();
  readonly #ending = new AbortController();
  readonly #results: ReplicationResult[] = [];
  readonly #failures: FailedReplication[] = [];
  readonly #startMs = performance.now();
  #figures: FigureReport | undefined;
  #reporting: Promise<void> | undefined;

  /** @param clerk worker that keeps the books: it has read the scenario */
  constructor(setting: RunSetting, threads: EngineThreads, clerk: () => EngineThread, events: RunEvents) {
    this.plan = setting.plan;
    this.#setting = setting;
    this.#threads = threads;
    this.#clerk = clerk;
    this.#events = events;
    const { key, source, plan, workers } = setting;
    this.#pool = new EnginePool(threads, {
      points: [{ key, source, plan }],
      watched: plan.replications[0],
      concurrency: workers,
      listen: (notice) => {
        if (notice.notice === 'rows') this.#parts.add(notice.table, notice.replication, notice.part);
        else if (notice.notice === 'discard') this.#parts.discard(notice.replication);
        else if (notice.notice === 'world') events.onWorld?.(notice.world);
        else {
          try {
            events.onFrame?.(notice.frame);
          } finally {
            this.#pool.frameTaken();
          }
        }
      },
    });
    this.done = this.#run();
  }

  /** Speed of the watched replication; the others always run as fast as possible. @throws RangeError unless above 0 */
  setSpeed(speed: Speed): void {
    checkSpeed(speed);
    this.#pool.control({ kind: 'speed', speed });
  }

  pause(): void {
    this.#pool.control({ kind: 'pause' });
  }

  resume(): void {
    this.#pool.control({ kind: 'resume' });
  }

  /** Goes on by so many events or µs of simulated time, then pauses. @throws RangeError unless above 0 */
  step(step: Step): void {
    checkStep(step);
    this.#pool.control({ kind: 'step', step });
  }

  /** Has the frames show the floor of a facility, by its index in the world; null for none. Changes nothing of the run. */
  watch(facility: number | null): void {
    this.#pool.control({ kind: 'watch', facility });
  }

  /** Ends the run; what is finished is kept, and `done` resolves. */
  stop(): void {
    this.#ending.abort();
  }

  /** The files that can be had now, of the replications that are finished. */
  tables(): TableListing[] {
    const rows = [...(this.#figures?.rows ?? [])];
    const figures = this.#figureFiles().map(({ name, content }) => ({
      name,
      rows: rows.shift(),
      bytes: content.size,
    }));
    const tables = this.#parts.files(this.#result()).map(({ use }) => ({
      name: `${use.table.id}.csv`,
      rows: use.rows,
      bytes: use.bytes,
    }));
    return [...figures, ...tables];
  }

  /** A file by its name, `parcels.csv`; undefined where there is none. Its bytes stay with the browser. */
  file(name: string): Blob | undefined {
    return this.#files().find((file) => file.name === name)?.content;
  }

  /**
   * The tables of the replications that are finished, in another format: made in a worker of its own, counts held
   * against the ledger.
   * @throws ConversionError (by its name) where a log is asked for without scans, or counts disagree
   * @throws RunError where it was stopped or its worker failed
   */
  convert(format: ExportFormat, signal: AbortSignal): Promise<ConvertedBlobs> {
    const { parcels, scans } = this.plan;
    const facts: RunFacts = {
      startsAt: this.#setting.startsAt,
      chosen: { parcels: rowsText(parcels), scans: rowsText(scans) },
    };
    const figures = [SUMMARY, REPLICATIONS].flatMap((table): TableFile[] => {
      const content = this.#figureFiles().find(({ name }) => name === `${table.id}.csv`)?.content;
      return content === undefined ? [] : [{ table, content }];
    });
    const tables = this.#parts
      .files(this.#result())
      .map(({ use, content }) => ({ table: use.table, content }));
    return convertInWorker(this.#threads, format, [...figures, ...tables], facts, signal);
  }

  /** Files in one archive, packed in a worker. @param files those of the run unless given */
  async zip(files: readonly ResultFile[] = this.#files()): Promise<Blob> {
    return this.#clerk().ask((service) => service.zip(files));
  }

  async #run(): Promise<RunReport> {
    const result = await runPoint(
      this.plan,
      this.#pool,
      {
        progress: (progress) => this.#events.onProgress?.(progress),
        finished: (one) => {
          this.#results.push(one);
          this.#events.onOutcome?.(one);
          void this.#report().catch(() => {});
        },
        failed: (failure) => {
          this.#failures.push(failure);
          this.#parts.discard(failure.replication);
          this.#events.onFailure?.(failure);
        },
      },
      this.#ending.signal,
    );
    // The report under way may have missed the last replication.
    await this.#reporting?.catch(() => {});
    await this.#report();
    return { result, summary: this.#figures?.summary ?? [] };
  }

  /** One report at a time; replications that finish meanwhile are in the next. */
  async #report(): Promise<void> {
    if (this.#reporting !== undefined) return;
    const { key, source, workers } = this.#setting;
    const wallS = (performance.now() - this.#startMs) / 1000;
    const clerk = this.#clerk();
    const work = async () => {
      await clerk.ensureLoaded(key, source);
      this.#figures = await clerk.ask((service) =>
        service.report(key, this.plan, this.#result(), { workers, wallS }),
      );
      this.#events.onSummary?.(this.#figures.summary);
    };
    this.#reporting = work();
    try {
      await this.#reporting;
    } finally {
      this.#reporting = undefined;
    }
  }

  #result(): PointResult {
    return pointResult(this.plan.replications, this.#results, this.#failures);
  }

  #files(): ResultFile[] {
    const tables = this.#parts.files(this.#result());
    return [
      ...this.#figureFiles(),
      ...tables.map(({ use, content }) => ({ name: `${use.table.id}.csv`, content })),
    ];
  }

  #figureFiles(): readonly ResultFile[] {
    return this.#figures?.files ?? [];
  }
}
