import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';
import { ensureBuilt } from '../../tools/freshness.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A scenario of `test/fixtures`. */
export function fixture(id: string): string {
  return path.join(ROOT, 'test', 'fixtures', `${id}.json`);
}

/** What came of a run of the program. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of the program that goes on. */
export interface Running {
  readonly ended: Promise<Ended>;
  readonly kill: (signal: NodeJS.Signals) => void;
}

/** Starts the program as it is built for the terminal. */
export function startProgram(args: readonly string[], cwd: string = ROOT): Running {
  ensureBuilt('cli');
  const child = spawn(process.execPath, [path.join(ROOT, 'dist', 'cli', 'bin.mjs'), ...args], { cwd });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (code) => resolve({ code, stdout, stderr })),
  );
  return { ended, kill: (signal) => child.kill(signal) };
}

/** Runs the program to its end. */
export function runProgram(...args: string[]): Promise<Ended> {
  return startProgram(args).ended;
}

/** An empty folder that is removed after the test. */
export function createFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'waybill-cli-'));
  afterTest.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Work for after the test, last first. */
export const afterTest: (() => void)[] = [];

afterEach(() => {
  for (const clean of afterTest.splice(0).reverse()) clean();
});
