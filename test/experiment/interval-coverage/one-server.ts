import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import type { BatchMeans } from '../../../src/engine/stats/batch-means.ts';
import type { OneServerTask } from './one-server-task.ts';

type Means = OneServerTask & { readonly kind: 'means' };
type Batches = OneServerTask & { readonly kind: 'batches' };

/** Runs tasks one after another, bundled and in a thread: the test runner's module loader slows the engine several times. */
export async function runOneServer(...tasks: readonly Means[]): Promise<Float64Array[]>;
export async function runOneServer(...tasks: readonly Batches[]): Promise<BatchMeans[][]>;
export async function runOneServer(...tasks: readonly OneServerTask[]): Promise<unknown[]> {
  const outDir = await mkdtemp(path.join(tmpdir(), 'waybill-coverage-'));
  try {
    await build({
      configFile: false,
      publicDir: false,
      logLevel: 'warn',
      ssr: { noExternal: true, target: 'node' },
      build: {
        ssr: fileURLToPath(new URL('one-server-thread.ts', import.meta.url)),
        outDir,
        emptyOutDir: true,
        target: 'node20',
        minify: false,
        rolldownOptions: { output: { format: 'es', entryFileNames: 'thread.mjs' } },
      },
    });
    const answers: unknown[] = [];
    for (const task of tasks) {
      const worker = new Worker(path.join(outDir, 'thread.mjs'), { workerData: task });
      const [answer] = await once(worker, 'message');
      answers.push(answer);
    }
    return answers;
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}
