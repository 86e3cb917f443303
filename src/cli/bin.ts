import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { main } from './main.ts';

const stop = new AbortController();
let signals = 0;
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    if (++signals > 1) process.exit(1);
    process.stderr.write('\nStopping; once more ends at once.\n');
    stop.abort();
  });
}
// Whoever reads the output may leave early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await main(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: process.cwd(),
  // Built, this file lies in dist/cli.
  scenarios: path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../scenarios'),
  version: __VERSION__,
  build: __BUILD__,
  processors: availableParallelism(),
  signal: stop.signal,
  clock: () => performance.now(),
  peakMemoryBytes: () => process.resourceUsage().maxRSS * 1024,
  openThread: (settings) => new Worker(new URL('./thread.ts', import.meta.url), { workerData: settings }),
});
