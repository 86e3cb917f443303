import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import type { Cases } from './cases.ts';

/** The argument that makes this program measure one case and print it. */
export const CASE_OPTION = '--case';

const PROGRAM = fileURLToPath(new URL('./main.ts', import.meta.url));

/** The terminal as it is built, beside this program's own folder. */
export const CLI_PROGRAM = path.join(path.dirname(PROGRAM), '..', 'cli', 'bin.mjs');

/** Measures one case in a process of its own. @throws Error with its output where it fails */
export function measure<Name extends keyof Cases>(
  name: Name,
  options: Parameters<Cases[Name]>[0],
): ReturnType<Cases[Name]> {
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
  return JSON.parse(child.stdout) as ReturnType<Cases[Name]>;
}

/** Wall seconds of a Node program that must succeed. @throws Error with what it said */
export function wallSeconds(program: string, args: readonly string[]): number {
  const before = performance.now();
  const child = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', stdio: 'pipe' });
  if (child.status !== 0) throw new Error(`${program} failed: ${child.stderr}`);
  return (performance.now() - before) / 1000;
}
