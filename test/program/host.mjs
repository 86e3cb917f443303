import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, Worker, workerData } from 'node:worker_threads';

/** @type {{ folder: string }} where the bundle lies */
const { folder } = workerData;
const { main } = await import(pathToFileURL(path.join(folder, 'main.mjs')).href);

/** Calls the program with each list of arguments that comes in, one after another, and answers with what it said. */
parentPort?.on('message', async (/** @type {{ call: number, argv: readonly string[] }} */ { call, argv }) => {
  let output = '';
  const stream = { write: (/** @type {string} */ text) => (output += text) };
  const code = await main(argv, {
    stdout: stream,
    stderr: stream,
    cwd: folder,
    scenarios: folder,
    version: 'test',
    processors: 1,
    signal: new AbortController().signal,
    clock: () => performance.now(),
    peakMemoryBytes: () => undefined,
    openThread: (/** @type {unknown} */ settings) =>
      new Worker(path.join(folder, 'thread.mjs'), { workerData: settings }),
  });
  parentPort?.postMessage({ call, code, output });
});
