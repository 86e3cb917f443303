import { parentPort, workerData } from 'node:worker_threads';
import { serveReplications } from '../worker/node/serve-replications.ts';
import { openRowsIn } from './open-rows.ts';
import type { ThreadSettings } from './thread-settings.ts';

if (parentPort === null) throw new Error('this file runs as a worker thread');
serveReplications(parentPort, openRowsIn((workerData as ThreadSettings).parts));
