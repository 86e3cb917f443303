import type { ExportFormat } from '../../export/convert.ts';
import type { ResultFile } from '../../worker/browser/page-files.ts';
import type { RunHandle } from '../../worker/browser/run-handle.ts';

/** What all tables of a run can be downloaded as. */
export const DOWNLOAD_FORMATS = ['csv', 'parquet', 'event-log', 'ocel'] as const satisfies readonly (
  | 'csv'
  | ExportFormat
)[];

/** One of them. */
export type DownloadFormat = (typeof DOWNLOAD_FORMATS)[number];

/**
 * A download that takes a while: converted, then packed where it is more than one file. There is one at a time;
 * it goes on while panels are closed and while the next run is under way.
 */
export class TableDownload {
  format = $state<DownloadFormat>('csv');
  stage = $state<'idle' | 'converting' | 'packing'>('idle');
  /** What a user should know of the latest, and of which run: counts that were not compared with the ledger. */
  #told = $state.raw<{ readonly run: RunHandle | null; readonly notes: readonly string[] }>({
    run: null,
    notes: [],
  });
  #ending = new AbortController();

  /** What was said when tables of a run were converted. */
  notesOf(run: RunHandle | null): readonly string[] {
    return this.#told.run === run ? this.#told.notes : [];
  }

  /**
   * Makes the one file that holds the tables in the chosen format.
   * @param name of it, without ending
   * @returns undefined where it was canceled @throws ConversionError or RunError (by name) where it fails
   */
  async make(run: RunHandle, name: string): Promise<ResultFile | undefined> {
    const { format } = this;
    const { signal } = this.#begin();
    try {
      if (format === 'csv') return await this.#pack(run, undefined, `${name}.zip`);
      this.stage = 'converting';
      const { files, notes } = await run.convert(format, signal);
      this.#told = { run, notes };
      const [{ name: only, content }] = files;
      return files.length === 1
        ? { name: `${name}-${only}`, content }
        : await this.#pack(run, files, `${name}-${format}.zip`);
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    } finally {
      this.stage = 'idle';
    }
  }

  /** Ends a conversion that is under way. */
  cancel(): void {
    this.#ending.abort();
  }

  #begin(): AbortController {
    this.#told = { run: null, notes: [] };
    this.#ending = new AbortController();
    return this.#ending;
  }

  async #pack(run: RunHandle, files: readonly ResultFile[] | undefined, name: string): Promise<ResultFile> {
    this.stage = 'packing';
    return { name, content: await run.zip(files) };
  }
}
