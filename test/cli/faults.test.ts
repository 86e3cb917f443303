import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { PartFiles } from '../../src/cli/part-files.ts';
import { afterTest, createFolder, type Ended, fixture, runProgram, startProgram } from './program.ts';

/** So long that it ends only when it is stopped. */
const ENDLESS = ['--set', 'run.horizon_s=9e8', '--scans', 'all'];

/** Programs of the system, of which a user without rights has no use. */
const MOUNT = 'mount';
const UNMOUNT = 'umount';

/** Bytes in the parts that a run has written so far. */
function bytesInParts(out: string): number {
  const work = readdirSync(out).find((name) => /^\.waybill-\d+$/.test(name));
  if (work === undefined) return 0;
  const parts = path.join(out, work, 'parts');
  return readdirSync(parts).reduce((sum, name) => sum + statSync(path.join(parts, name)).size, 0);
}

describe('Ctrl-C', () => {
  it.each(['1', '2'])(
    'with %s workers leaves what was there, nothing half-written, and says so',
    async (workers) => {
      const out = path.join(createFolder(), 'out');
      mkdirSync(out);
      writeFileSync(path.join(out, 'summary.csv'), 'of yesterday');
      const running = startProgram(['run', fixture('mm1'), ...ENDLESS, '--workers', workers, '--out', out]);
      while (bytesInParts(out) === 0) await wait(50);
      running.kill('SIGINT');
      const { code, stdout, stderr } = await running.ended;
      expect(code).toBe(1);
      expect(stdout).toBe('');
      expect(stderr).toContain('Stopped: 0 of 4 replications finished. Nothing was written');
      expect(readdirSync(out)).toEqual(['summary.csv']);
      expect(readFileSync(path.join(out, 'summary.csv'), 'utf8')).toBe('of yesterday');
    },
  );

  it('pressed twice ends at once and still leaves nothing behind', async () => {
    const folder = createFolder();
    const out = path.join(folder, 'a', 'out');
    const running = startProgram(['run', fixture('mm1'), ...ENDLESS, '--workers', '2', '--out', out]);
    while (!readdirSync(folder).includes('a') || bytesInParts(out) === 0) await wait(50);
    running.kill('SIGINT');
    running.kill('SIGTERM');
    expect((await running.ended).code).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a run that was killed', () => {
  it('has its leftovers removed by the next one', async () => {
    const out = path.join(createFolder(), 'out');
    const running = startProgram(['run', fixture('mm1'), ...ENDLESS, '--workers', '1', '--out', out]);
    while (!statSync(out, { throwIfNoEntry: false }) || bytesInParts(out) === 0) await wait(50);
    running.kill('SIGKILL');
    await running.ended;
    expect(readdirSync(out).length).toBeGreaterThan(0);
    expect(readdirSync(out).filter((name) => !name.startsWith('.'))).toEqual([]);
    await runProgram('run', fixture('mm1'), '--replications', '1', '--quiet', '--out', out);
    expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('a full disk', () => {
  it('is told as such when rows are written', async () => {
    const folder = createFolder();
    symlinkSync('/dev/full', path.join(folder, 'scans.0.part'));
    const parts = new PartFiles(folder);
    const write = parts.write('scans', 0, new TextEncoder().encode('0,a\n'));
    await expect(write).rejects.toMatchObject({
      name: 'RunError',
      fault: 'storage',
      message: /disk is full/,
    });
    await parts.discard(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each(['1', '2'])(
    'ends a run with %s workers with exit code 1, no half table, what was there untouched',
    async (workers) => {
      const { out, run } = createFullDisk();
      writeFileSync(path.join(out, 'summary.csv'), 'of yesterday');
      const { code, stdout, stderr } = await run([
        'run',
        fixture('mm1'),
        ...ENDLESS,
        '--workers',
        workers,
        '--out',
        out,
      ]);
      expect(stderr).toContain(
        'the disk is full (ENOSPC): no table was written, what was there is as it was',
      );
      expect(stdout).toBe('');
      expect(code).toBe(1);
      expect(readdirSync(out)).toEqual(['summary.csv']);
      expect(readFileSync(path.join(out, 'summary.csv'), 'utf8')).toBe('of yesterday');
    },
  );
});

/** A folder in which rows find no room, and the program to run into it. */
interface FullDisk {
  readonly out: string;
  readonly run: (args: readonly string[]) => Promise<Ended>;
}

/**
 * A tmpfs of 3 MiB where this user may mount one. Elsewhere the parts of the scans are the device that is always
 * full: their folder is known before the run if the program runs in this very process, on one worker.
 */
function createFullDisk(): FullDisk {
  const disk = createFolder();
  const out = path.join(disk, 'out');
  if (spawnSync(MOUNT, ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk]).status === 0) {
    afterTest.push(() => spawnSync(UNMOUNT, [disk]));
    mkdirSync(out);
    return { out, run: (args) => runProgram(...args) };
  }
  const parts = path.join(out, `.waybill-${process.pid}`, 'parts');
  mkdirSync(parts, { recursive: true });
  for (const replication of [0, 1, 2, 3])
    symlinkSync('/dev/full', path.join(parts, `scans.${replication}.part`));
  return { out, run: (args) => runHere(args.map((arg, at) => (args[at - 1] === '--workers' ? '1' : arg))) };
}

/** Runs the program in this process. */
async function runHere(args: readonly string[]): Promise<Ended> {
  const texts = { stdout: '', stderr: '' };
  const output = (name: keyof typeof texts) => ({
    write: (text: string) => {
      texts[name] += text;
    },
  });
  const code = await main(args, {
    stdout: output('stdout'),
    stderr: output('stderr'),
    cwd: process.cwd(),
    scenarios: 'scenarios',
    version: '0',
    build: '0',
    processors: 1,
    signal: new AbortController().signal,
    clock: () => performance.now(),
    peakMemoryBytes: () => undefined,
    openThread: () => {
      throw new Error('one worker needs no thread');
    },
  });
  return { code, ...texts };
}
