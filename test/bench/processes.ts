import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import type { Cases } from './cases.ts';

/** The argument that makes this program measure one case and print it. */
export const CASE_OPTION = '--case';

const PROGRAM = fileURLToPath(new URL('./main.ts', import.meta.url));

/** The project's own folder, two steps up from this program, built or not. */
export const PROJECT = path.join(path.dirname(PROGRAM), '..', '..');

/** The terminal as it is built, beside this program's own folder. */
export const CLI_PROGRAM = path.join(path.dirname(PROGRAM), '..', 'cli', 'bin.mjs');

/**
 * Measures one case in a process of its own, whose last line is the result. @throws Error with its output where it
 * fails
 */
export function measure<Name extends keyof Cases>(
  name: Name,
  options: Parameters<Cases[Name]>[0],
): Awaited<ReturnType<Cases[Name]>> {
  const child = spawnSync(
    process.execPath,
    ['--expose-gc', PROGRAM, CASE_OPTION, name, JSON.stringify(options)],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  if (child.status !== 0)
    throw new Error(`the case ${name} failed: ${child.error ?? `exit ${child.status}`}`);
  // A build that the case needed may have spoken before.
  const lastLine = child.stdout.slice(child.stdout.lastIndexOf('\n') + 1);
  return JSON.parse(lastLine) as Awaited<ReturnType<Cases[Name]>>;
}

/** What a program took. */
export interface Cost {
  readonly wallS: number;
  /** Processor time of all its threads. */
  readonly cpuS: number;
}

/** Loaded before a program: tells on a pipe of its own, when the main thread ends, what the process has used. */
const METER = `data:text/javascript,
  import { writeSync } from 'node:fs';
  import { isMainThread } from 'node:worker_threads';
  if (isMainThread) process.once('exit', () => writeSync(3, JSON.stringify(process.cpuUsage())));`;

/** Costs of a Node program that must succeed. @throws Error with what it said */
export function costOf(program: string, args: readonly string[]): Cost {
  const before = performance.now();
  const child = spawnSync(process.execPath, ['--import', METER, program, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  if (child.status !== 0) throw new Error(`${program} failed: ${child.stderr}`);
  const wallS = (performance.now() - before) / 1000;
  const used: NodeJS.CpuUsage = JSON.parse(child.output[3] ?? '');
  return { wallS, cpuS: (used.user + used.system) / 1e6 };
}
