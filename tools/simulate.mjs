#!/usr/bin/env node
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, outputOf } from './freshness.mjs';

try {
  ensureBuilt('cli');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
// In this very process, not a child: Ctrl-C, the exit code and the streams are the program's own.
await import(pathToFileURL(path.join(outputOf('cli'), 'bin.mjs')).href);
