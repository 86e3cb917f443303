import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hubFiles } from '../builders/hub-scenario.ts';
import { parseStrictCsv } from '../export/strict-csv.ts';
import { createFolder, runProgram } from './program.ts';

/** The small hub as a folder that the program can be given. */
function writtenHub(): string {
  const folder = createFolder();
  for (const [name, bytes] of hubFiles()) writeFileSync(path.join(folder, name), bytes);
  return folder;
}

function rowsOf(folder: string, name: string): Record<string, string>[] {
  const [header, ...rows] = parseStrictCsv(readFileSync(path.join(folder, `${name}.csv`), 'utf8'));
  return rows.map((row) => Object.fromEntries(header.map((column, at) => [column, row[at]])));
}

describe('a hub alone in the terminal', () => {
  it('runs to tables that tell of each parcel once, the same with 1 and 2 workers', async () => {
    const hub = writtenHub();
    const outs = await Promise.all(
      ['1', '2'].map(async (workers) => {
        const out = path.join(createFolder(), 'out');
        const { code, stdout, stderr } = await runProgram(
          ...['run', hub, '--quiet', '--parcels', 'all', '--scans', 'all'],
          ...['--workers', workers, '--out', out],
        );
        expect([code, stderr]).toEqual([0, '']);
        expect(stdout).toMatch(/gate to chute .* min/);
        return out;
      }),
    );
    const [one, two] = outs.map((out) => {
      const tables = readdirSync(out).filter((name) => name.endsWith('.csv'));
      const digest = (name: string) =>
        createHash('sha256')
          .update(readFileSync(path.join(out, name)))
          .digest('hex');
      return Object.fromEntries(tables.map((name) => [name, digest(name)]));
    });
    expect(Object.keys(one)).toEqual(
      expect.arrayContaining(['parcels.csv', 'scans.csv', 'trailers.csv', 'departures.csv', 'limits.csv']),
    );
    expect(two).toEqual(one);
    const parcels = rowsOf(outs[0], 'parcels');
    expect(new Set(parcels.map(({ replication, parcel }) => `${replication}:${parcel}`)).size).toBe(
      parcels.length,
    );
    const created = rowsOf(outs[0], 'replications')
      .filter(({ kpi }) => kpi === 'ledger_created')
      .reduce((sum, { value }) => sum + Number(value), 0);
    expect(parcels.reduce((sum, row) => sum + Number(row.parcels), 0)).toBe(created);
    const aboard = rowsOf(outs[0], 'departures').reduce((sum, row) => sum + Number(row.parcels), 0);
    const left = parcels.filter(({ place }) => place === 'departed');
    expect(left.reduce((sum, row) => sum + Number(row.parcels), 0)).toBe(aboard);
  });

  it('exports Parquet and an event log, and says why there is no OCEL', async () => {
    const out = path.join(createFolder(), 'out');
    await runProgram('run', writtenHub(), '--quiet', '--parcels', 'all', '--scans', 'all', '--out', out);
    const { code, stderr } = await runProgram('export', out);
    expect([code, stderr]).toEqual([
      0,
      'no ocel: its objects are told for networks and flows only; event-log has the same scans of a hub\n',
    ]);
    expect(readdirSync(out)).toEqual(expect.arrayContaining(['event-log.csv', 'parcels.parquet']));
    expect(rowsOf(out, 'event-log')).toHaveLength(rowsOf(out, 'scans').length);
    const refused = await runProgram('export', out, '--format', 'ocel');
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('no ocel')]);
  });

  it('ends where --horizon says', async () => {
    const out = path.join(createFolder(), 'out');
    const { code } = await runProgram(
      ...['run', writtenHub(), '--quiet', '--replications', '1', '--horizon', '90min', '--out', out],
    );
    expect(code).toBe(0);
    // Three trailers are due before 19:30; later ones are none of this run's.
    const due = rowsOf(out, 'trailers').map((row) => row.due);
    expect(due.length).toBeGreaterThan(0);
    expect(due.every((at) => at < '2026-03-02T19:30')).toBe(true);
    const times = rowsOf(out, 'timeseries').map(({ time }) => time);
    expect(times.at(-1)! <= '2026-03-02T19:30:00+08:00').toBe(true);
  });

  it('is compared on the same luck: a slower crew never lets parcels reach their chutes sooner', async () => {
    const out = path.join(createFolder(), 'out');
    const slow = writtenHub();
    const file = path.join(slow, 'scenario.json');
    const settings = JSON.parse(readFileSync(file, 'utf8'));
    settings.hub.unloading.parcels_per_worker_per_hour = 325;
    writeFileSync(file, JSON.stringify(settings));
    const { code, stderr } = await runProgram('compare', writtenHub(), slow, '--quiet', '--out', out);
    expect([code, stderr]).toEqual([0, '']);
    const [difference] = rowsOf(out, 'comparison').filter(({ kpi }) => kpi === 'gate_to_chute');
    expect(Number(difference.difference) - Number(difference.half_width)).toBeGreaterThan(0);
  });
});
