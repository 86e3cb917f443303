import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ensureBuilt, outputOf } from './freshness.mjs';

try {
  // The threads of the terminal are measured as they are built for it.
  ensureBuilt('cli');
  ensureBuilt('bench');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
// Bytes are counted after a full collection, so the collector is lent to the program as `gc()`.
setFlagsFromString('--expose-gc');
globalThis.gc = runInNewContext('gc');
await import(pathToFileURL(path.join(outputOf('bench'), 'main.mjs')).href);
