import { spawnSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { enlargeResults } from '../builders/large-results.ts';
import { createFolder, runProgram } from './program.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Ten million take two to three minutes, and 9 GB of disk: EXPORT_SCANS=10000000. */
const SCANS = Number(process.env.EXPORT_SCANS ?? 300_000);

/**
 * So little for what lives long that whatever grew with the rows would end the program: a text of each parcel, or a
 * row group that is not given up.
 */
const HEAP = '--max-old-space-size=64';

/** Says on its standard error how much memory it had at most, kB. */
const REPORT = "process.on('exit',()=>process.stderr.write(' peak '+process.resourceUsage().maxRSS+' kB'))";

describe('memory of an export', () => {
  it('stays below 512 MB for each format, whatever the number of scans', { timeout: 900_000 }, async () => {
    const folder = createFolder();
    const out = path.join(folder, 'out');
    const [scenario, tables] = [path.join(ROOT, 'scenarios', 'two-hubs'), path.join(folder, 'run')];
    expect((await runProgram('run', scenario, '--scans', 'all', '--out', tables, '--quiet')).code).toBe(0);
    await enlargeResults(tables, SCANS);
    for (const [format, file] of [
      ['parquet', 'scans.parquet'],
      ['event-log', 'event-log.csv'],
      ['ocel', 'ocel.json'],
    ]) {
      const { status, stderr } = spawnSync(
        process.execPath,
        [
          ...[HEAP, '--import', `data:text/javascript,${encodeURIComponent(REPORT)}`],
          ...[path.join(ROOT, 'dist', 'cli', 'bin.mjs'), 'export', tables, '--format', format, '--out', out],
        ],
        { encoding: 'utf8' },
      );
      expect([status, stderr]).toEqual([0, expect.stringMatching(/^ peak \d+ kB$/)]);
      const peakMb = Number(/\d+/.exec(stderr)![0]) / 1024;
      if (process.env.EXPORT_SCANS !== undefined)
        console.log(`${SCANS} scans as ${format}: ${Math.round(peakMb)} MB at most`);
      expect(peakMb).toBeLessThan(512);
      expect(statSync(path.join(out, file)).size).toBeGreaterThan(SCANS * 10);
      rmSync(out, { recursive: true });
    }
  });
});
