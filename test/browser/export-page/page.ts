import type { ExportFormat } from '../../../src/export/convert.ts';
import type { TableFile } from '../../../src/worker/browser/convert-files.ts';
import { convertInWorker } from '../../../src/worker/browser/convert-in-worker.ts';
import { EngineThreads } from '../../../src/worker/browser/engine-pool.ts';
import { LARGE_STARTS_AT } from '../../builders/large-rows.ts';

/** What the test calls from outside. */
export interface ExportPage {
  /** Makes large tables in a worker that ends with it. @returns bytes of all of them */
  makeTables(scans: number): Promise<number>;
  /** Converts them in a worker that ends with it. @returns name and bytes of each file */
  convert(format: ExportFormat): Promise<{ name: string; bytes: number }[]>;
  /** Begins to convert them and cancels. @returns what it says then */
  cancel(format: ExportFormat): Promise<string>;
}

const FACTS = { startsAt: LARGE_STARTS_AT, chosen: { parcels: 'all', scans: 'all' } };

let tables: readonly TableFile[] = [];

const exportPage: ExportPage = {
  async makeTables(scans) {
    const worker = new Worker(new URL('./table-worker.ts', import.meta.url), { type: 'module' });
    tables = await new Promise((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<TableFile[]>) => resolve(data));
      worker.addEventListener('error', reject);
      worker.postMessage(scans);
    });
    worker.terminate();
    return tables.reduce((sum, { content }) => sum + content.size, 0);
  },
  async convert(format) {
    const threads = new EngineThreads();
    try {
      const { files } = await convertInWorker(threads, format, tables, FACTS, new AbortController().signal);
      return files.map(({ name, content }) => ({ name, bytes: content.size }));
    } finally {
      threads.close();
    }
  },
  async cancel(format) {
    const ending = new AbortController();
    const conversion = convertInWorker(new EngineThreads(), format, tables, FACTS, ending.signal);
    setTimeout(() => ending.abort(), 100);
    return conversion.then(
      () => 'it went on',
      (error: Error) => `${error.name}: ${error.message}`,
    );
  },
};

Object.assign(globalThis, { exportPage });
