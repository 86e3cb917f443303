import { openEngine } from '../../../src/worker/browser/engine-client.ts';

/** What the test calls from outside. */
export interface EnginePage {
  openEngine: typeof openEngine;
}

Object.assign(globalThis, { openEngine } satisfies EnginePage);
