import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { LARGE_FROM } from '../../src/scenario/byte-source.ts';
import { orderFolder } from '../builders/order-folder.ts';
import { createFolder, runProgram } from './program.ts';

const ROWS = 30_000;

describe('a folder with an order table too large to be held', () => {
  it('runs to the same tables on one thread, in threads, and from an archive; bad rows are told and counted', async () => {
    const files = orderFolder(ROWS);
    expect(files.get('orders.csv')!.length).toBeGreaterThan(LARGE_FROM);
    const folder = createFolder();
    for (const [name, bytes] of files) writeFileSync(path.join(folder, name), bytes);
    const archive = path.join(createFolder(), 'orders.zip');
    writeFileSync(archive, zipSync(Object.fromEntries(files)));
    const ways = [
      [folder, '--workers', '1'],
      [folder, '--workers', '2'],
      [archive, '--workers', '2'],
    ];
    const found: string[] = [];
    for (const [place, ...how] of ways) {
      const out = createFolder();
      const { code, stderr } = await runProgram('run', place, ...how, '--out', out, '--parcels', 'all');
      expect(code).toBe(0);
      expect(stderr).toContain('warning: orders.csv:3:origin: found "NOWHERE-AT-ALL", which is no zone');
      const manifest = JSON.parse(readFileSync(path.join(out, 'run.json'), 'utf8'));
      expect(manifest.orders).toMatchObject({ rows: ROWS / 2, bad_rows_skipped: ROWS / 2, before_run: 0 });
      const parcels = readFileSync(path.join(out, 'parcels.csv'), 'utf8');
      expect(parcels).toContain('order#0,EASTON,WESTBY');
      found.push(`${manifest.scenario.hash} ${manifest.result_hash}\n${parcels}`);
    }
    expect(found[1]).toBe(found[0]);
    expect(found[2]).toBe(found[0]);
  });
});
