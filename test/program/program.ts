import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Plugin } from 'vite';
import { bundleProgram } from './bundle.ts';

interface Answer {
  readonly call: number;
  readonly code: number;
  readonly output: string;
}

/** The tables that a run wrote: the text of each file of the folder, by name. */
export type Tables = Readonly<Record<string, string>>;

/** Tables whose bytes are promised to be the same everywhere. */
export const TABLES = ['summary', 'replications', 'timeseries', 'parcels', 'scans'] as const;
/** Those that a hub alone writes besides. */
export const HUB_TABLES = [
  'facilities',
  'trailers',
  'departures',
  'limits',
  'missed',
  'laps',
  'stops',
] as const;

/** The terminal program, bundled and ready to be called through its `main(argv, ports)`. */
export class Program {
  readonly #folder: string;
  readonly #host: Worker;
  #calls = 0;

  private constructor(folder: string, host: Worker) {
    this.#folder = folder;
    this.#host = host;
  }

  /** Bundles and starts it. @param plugins change the bundle, for programs that are wrong on purpose */
  static async start(plugins: Plugin[] = []): Promise<Program> {
    const folder = await mkdtemp(path.join(tmpdir(), 'waybill-program-'));
    const bundle = path.join(folder, 'bundle');
    await bundleProgram(bundle, plugins);
    const host = new Worker(new URL('host.mjs', import.meta.url), { workerData: { folder: bundle } });
    return new Program(folder, host);
  }

  async stop(): Promise<void> {
    await this.#host.terminate();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Calls `main` with these arguments. */
  async call(argv: readonly string[]): Promise<Omit<Answer, 'call'>> {
    this.#host.postMessage({ call: ++this.#calls, argv });
    const [answer] = (await once(this.#host, 'message')) as [Answer];
    if (answer.call !== this.#calls) throw new Error('calls are made one after another');
    return answer;
  }

  /**
   * Runs a scenario as a user does: writes it to a file, calls the program, reads back the tables that it wrote.
   * @throws Error with what the program said, where its exit code is not 0
   */
  async run(scenario: object, options: readonly string[]): Promise<Tables> {
    const file = path.join(this.#folder, 'scenario.json');
    const out = path.join(this.#folder, `out-${this.#calls}`);
    await writeFile(file, JSON.stringify(scenario));
    const { code, output } = await this.call(['run', file, '--quiet', '--out', out, ...options]);
    if (code !== 0) throw new Error(`exit code ${code}:\n${output}`);
    try {
      const tables: Record<string, string> = {};
      for (const name of [...TABLES, ...HUB_TABLES]) {
        const text = await readFile(path.join(out, `${name}.csv`), 'utf8').catch(noFile);
        if (text !== undefined) tables[name] = text;
      }
      return tables;
    } finally {
      await rm(out, { recursive: true, force: true });
    }
  }
}

function noFile(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
