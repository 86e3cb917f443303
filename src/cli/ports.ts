import type { Worker } from 'node:worker_threads';
import type { ThreadSettings } from './thread-settings.ts';

/** A stream that lines are written to. */
export interface TextOutput {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** What the terminal program needs of the process that it runs in. */
export interface CliPorts {
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  /** Folder that paths are relative to. */
  readonly cwd: string;
  /** Folder of the scenarios that come with the product. */
  readonly scenarios: string;
  readonly version: string;
  /** Digest of the source that results depend on. */
  readonly build: string;
  readonly processors: number;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** A steady clock, ms. */
  readonly clock: () => number;
  readonly peakMemoryBytes: () => number | undefined;
  readonly openThread: (settings: ThreadSettings) => Worker;
}
