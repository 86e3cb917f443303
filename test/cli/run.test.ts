import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { parseStrictCsv } from '../export/strict-csv.ts';
import { createFolder, fixture, runProgram } from './program.ts';

function read(folder: string, name: string): string {
  return readFileSync(path.join(folder, name), 'utf8');
}

function digests(folder: string): Record<string, string> {
  const tables = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  return Object.fromEntries(
    tables.map((name) => [name, createHash('sha256').update(read(folder, name)).digest('hex')]),
  );
}

describe('waybill run', () => {
  it('writes every table with a description of each column, and a manifest', async () => {
    const out = path.join(createFolder(), 'deep', 'out');
    const { code, stdout } = await runProgram(
      'run',
      fixture('mm1'),
      '--scans',
      'all',
      '--out',
      out,
      '--quiet',
    );
    expect(code).toBe(0);
    const tables = ['parcels.csv', 'replications.csv', 'scans.csv', 'summary.csv', 'timeseries.csv'];
    expect(readdirSync(out).sort()).toEqual([...tables, 'datapackage.json', 'run.json'].sort());
    const { resources } = JSON.parse(read(out, 'datapackage.json'));
    expect(resources.map((resource: { path: string }) => resource.path).sort()).toEqual(tables);
    for (const resource of resources) {
      const [header, ...rows] = parseStrictCsv(read(out, resource.path));
      expect(header).toEqual(resource.schema.fields.map((field: { name: string }) => field.name));
      expect(rows.length).toBeGreaterThan(0);
      expect(resource.bytes).toBe(Buffer.byteLength(read(out, resource.path)));
      if (header[0] !== 'replication') continue;
      const ordinals = rows.map(([replication]) => Number(replication));
      expect(ordinals).toEqual([...ordinals].sort((a, b) => a - b));
    }
    const manifest = JSON.parse(read(out, 'run.json'));
    expect(manifest).toMatchObject({
      seed: 7,
      replications: [0, 1, 2, 3],
      is_conditional: false,
      rows: { parcels: 'all', scans: 'all' },
    });
    expect(stdout).toContain(manifest.result_hash);
    expect(stdout.split('\n').length).toBeLessThan(30);
  });

  it('writes the same bytes with 1, 2 and 4 workers', async () => {
    const folder = createFolder();
    const [one, two, four] = await Promise.all(
      [1, 2, 4].map(async (workers) => {
        const out = path.join(folder, String(workers));
        const { code, stdout } = await runProgram(
          ...['run', fixture('mm1'), '--scans', 'sample:7', '--workers', String(workers), '--out', out],
        );
        expect(code).toBe(0);
        return { tables: digests(out), stdout: stdout.replace(out, 'OUT') };
      }),
    );
    expect(Object.keys(one.tables).length).toBe(5);
    expect(two).toEqual(one);
    expect(four).toEqual(one);
  });

  it('runs one replication again just as it was', async () => {
    const folder = createFolder();
    const options = ['--parcels', 'all', '--scans', 'none', '--quiet', '--out'];
    await runProgram('run', fixture('mm1'), ...options, path.join(folder, 'all'));
    await runProgram('run', fixture('mm1'), '--only-replication', '2', ...options, path.join(folder, 'one'));
    const rowsOf = (name: string) => read(path.join(folder, name), 'parcels.csv').split('\n');
    const second = rowsOf('all').filter((line) => line.startsWith('2,'));
    expect(second.length).toBeGreaterThan(100);
    expect(rowsOf('one').slice(1, -1).join('\n') === second.join('\n')).toBe(true);
  });

  it('prints the summary and writes nothing without --out', async () => {
    const folder = createFolder();
    const { code, stdout } = await runProgram(
      'run',
      fixture('mm1'),
      '--replications',
      '2',
      '--seed',
      'abc',
      '--quiet',
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/2 of 2 replications, seed abc/);
    expect(stdout).toMatch(/counter +\S+ ± \S+ +\S+ ± /);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps the replications that ended well, names the others, and exits with 1', async () => {
    const out = path.join(createFolder(), 'out');
    const { code, stdout, stderr } = await runProgram(
      'run',
      fixture('runs-dry'),
      '--workers',
      '2',
      '--out',
      out,
    );
    expect(code).toBe(1);
    const manifest = JSON.parse(read(out, 'run.json'));
    expect(manifest.is_conditional).toBe(true);
    expect(manifest.failed.length + manifest.finished.length).toBe(6);
    expect(manifest.failed.length).toBeGreaterThan(0);
    expect(stdout).toContain('conditional');
    const [header, ...rows] = parseStrictCsv(read(out, 'replications.csv'));
    expect(header[0]).toBe('replication');
    expect([...new Set(rows.map(([replication]) => Number(replication)))]).toEqual(manifest.finished);
    for (const { replication, replay } of manifest.failed) {
      expect(stderr).toContain(`Replication ${replication} failed`);
      const again = await runProgram('run', fixture('runs-dry'), ...replay.split(' '));
      expect(again.code).toBe(1);
      expect(again.stderr).toContain('the list ends there');
    }
  });

  it('takes a scenario from a zip archive and from a folder, with the hash of the same content', async () => {
    const folder = createFolder();
    const content = readFileSync(fixture('mm1'));
    writeFileSync(path.join(folder, 'a.zip'), zipSync({ 'mm1/scenario.json': content }));
    writeFileSync(path.join(folder, 'scenario.json'), content);
    const hashOf = async (place: string) =>
      /hash \w+/.exec((await runProgram('validate', place)).stdout)?.[0];
    const hash = await hashOf(fixture('mm1'));
    expect(hash).toMatch(/^hash [0-9a-f]{32}$/);
    expect(await hashOf(path.join(folder, 'a.zip'))).toBe(hash);
    expect(await hashOf(folder)).toBe(hash);
  });

  it('removes tables of an earlier run that the new one does not have, and nothing else', async () => {
    const out = path.join(createFolder(), 'out');
    await runProgram('run', fixture('mm1'), '--quiet', '--out', out);
    writeFileSync(path.join(out, 'mine.csv'), 'kept');
    await runProgram('run', fixture('mm1'), '--parcels', 'none', '--scans', 'none', '--quiet', '--out', out);
    expect(existsSync(path.join(out, 'parcels.csv'))).toBe(false);
    expect(read(out, 'mine.csv')).toBe('kept');
    expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('changes what --set and --horizon say', async () => {
    const changed = [
      '--set',
      'blocks.counter.servers=2',
      '--horizon',
      '2h',
      '--replications',
      '1',
      '--quiet',
    ];
    const out = path.join(createFolder(), 'out');
    const { code } = await runProgram('run', fixture('mm1'), ...changed, '--out', out);
    expect(code).toBe(0);
    const manifest = JSON.parse(read(out, 'run.json'));
    expect(manifest.overrides).toEqual(['blocks.counter.servers=2', '--horizon 2h']);
    const times = parseStrictCsv(read(out, 'timeseries.csv'))
      .slice(1)
      .map((row) => Number(row[1]));
    expect(Math.max(...times)).toBe(7000);
  });
});

describe('waybill compare', () => {
  it('pairs replications on the same luck and says which differences are real', async () => {
    const folder = createFolder();
    const scenario = JSON.parse(readFileSync(fixture('mm1'), 'utf8'));
    scenario.blocks.counter.servers = 2;
    const second = path.join(folder, 'two-clerks.json');
    writeFileSync(second, JSON.stringify(scenario));
    const out = path.join(folder, 'out');
    const { code, stdout } = await runProgram('compare', fixture('mm1'), second, '--quiet', '--out', out);
    expect(code).toBe(0);
    expect(stdout).toMatch(/time_in_queue +counter .* yes\n/);
    const [header, ...rows] = parseStrictCsv(read(out, 'comparison.csv'));
    const figure = (kpi: string, place: string) => {
      const row = rows.find((cells) => cells[0] === kpi && cells[1] === place && cells[2] === '') ?? [];
      return Object.fromEntries(header.map((name, at) => [name, row[at]]));
    };
    // The same arrivals on both sides, to the last one.
    expect(figure('arrivals', 'arrivals')).toMatchObject({
      difference: '0',
      half_width: '0',
      is_significant: 'false',
    });
    expect(Number(figure('time_in_queue', 'counter').difference)).toBeLessThan(-5);
  });
});

describe('waybill run of a flow', () => {
  it('shows theory beside the simulated interval, and why there is none', async () => {
    const known = await runProgram('run', fixture('mm1'), '--quiet');
    expect(known.stdout).toMatch(/time in system +exit +[\d.]+ ± [\d.]+ +20\.00 +(inside|outside) +M\/M\/1/);
    const unknown = await runProgram('run', fixture('mm1'), '--quiet', '--set', 'blocks.arrivals.limit=100');
    expect(unknown.stdout).toMatch(/no exact answer for/);
  });
});

describe('waybill run --precision', () => {
  it('adds replications until the figure is precise, with the rows of those alone, whatever the workers', async () => {
    const folder = createFolder();
    const texts: string[] = [];
    for (const workers of ['1', '3']) {
      const out = path.join(folder, workers);
      const options = ['--precision', '0.08', '--kpi', 'time_in_queue@counter', '--workers', workers];
      const { code } = await runProgram('run', fixture('mm1'), ...options, '--quiet', '--out', out);
      expect(code).toBe(0);
      texts.push(
        ['summary.csv', 'replications.csv', 'parcels.csv'].map((name) => read(out, name)).join('\n'),
      );
      const { replications, finished } = JSON.parse(read(out, 'run.json'));
      expect(finished).toEqual(replications);
      const [header, ...rows] = parseStrictCsv(read(out, 'parcels.csv'));
      const written = new Set(rows.map((row) => Number(row[header.indexOf('replication')])));
      expect([...written]).toEqual(replications);
      expect(replications.length).toBeGreaterThan(10);
    }
    expect(texts[0] === texts[1]).toBe(true);
  });
});
