import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import AjvDraft04 from 'ajv-draft-04';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { parseStrictCsv } from '../export/strict-csv.ts';
import { createFolder, runProgram } from './program.ts';

const TWO_HUBS = fileURLToPath(new URL('../../scenarios/two-hubs', import.meta.url));

async function runTo(out: string, ...options: string[]): Promise<void> {
  const { code, stderr } = await runProgram('run', TWO_HUBS, ...options, '--out', out, '--quiet');
  expect([code, stderr]).toEqual([0, '']);
}

function listing(folder: string): { profile: string; resources: { path: string; bytes: number }[] } {
  return JSON.parse(readFileSync(path.join(folder, 'datapackage.json'), 'utf8'));
}

function expectFrictionless(folder: string): void {
  const described = listing(folder);
  const file = new URL(`../reference/frictionless/${described.profile}.json`, import.meta.url);
  const ajv = new AjvDraft04({ strict: false, validateFormats: false });
  const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
  validate(described);
  expect(validate.errors).toBeNull();
  for (const { path: name, bytes } of described.resources)
    expect([name, readFileSync(path.join(folder, name)).length]).toEqual([name, bytes]);
}

async function parquetRows(file: string): Promise<Record<string, unknown>[]> {
  const bytes = readFileSync(file);
  return parquetReadObjects({ file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) });
}

describe('waybill export', () => {
  it('puts every format beside the tables of a run, and lists it', async () => {
    const folder = createFolder();
    await runTo(folder, '--scans', 'all');
    expect(listing(folder).profile).toBe('tabular-data-package');
    expectFrictionless(folder);
    const tables = readdirSync(folder).filter((name) => name.endsWith('.csv'));
    const { code, stderr } = await runProgram('export', folder);
    expect([code, stderr]).toEqual([0, '']);
    expectFrictionless(folder);
    for (const name of tables) {
      const [header, ...rows] = parseStrictCsv(readFileSync(path.join(folder, name), 'utf8'));
      const converted = await parquetRows(path.join(folder, name.replace('.csv', '.parquet')));
      expect([name, converted.length]).toEqual([name, rows.length]);
      const first = Object.entries(converted[0]).map(([column, value]) => [column, value === null]);
      expect(first).toEqual(header.map((column, at) => [column, rows[0][at] === '']));
    }
    const log = parseStrictCsv(readFileSync(path.join(folder, 'event-log.csv'), 'utf8'));
    const ocel = JSON.parse(readFileSync(path.join(folder, 'ocel.json'), 'utf8'));
    const scans = parseStrictCsv(readFileSync(path.join(folder, 'scans.csv'), 'utf8'));
    expect([log.length - 1, ocel.events.length]).toEqual([scans.length - 1, scans.length - 1]);
    const before = readdirSync(folder).sort();
    expect((await runProgram('export', folder, '--format', 'parquet')).code).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(before);
    expectFrictionless(folder);
  });

  it('leaves nothing of an earlier run behind that the next one does not write', async () => {
    const folder = createFolder();
    await runTo(folder, '--scans', 'all');
    await runProgram('export', folder);
    await runTo(folder, '--scans', 'none');
    const names = readdirSync(folder);
    expect(names).toContain('parcels.csv');
    expect(names.filter((name) => /parquet|ocel|event-log|scans/.test(name))).toEqual([]);
  });

  it('writes to another folder, which then describes itself, but not to that of another run', async () => {
    const folder = createFolder();
    const [run, other, out] = ['run', 'other', 'out'].map((name) => path.join(folder, name));
    await runTo(run, '--scans', 'sample:2');
    await runTo(other);
    const { code, stderr } = await runProgram('export', run, '--format', 'ocel,parquet', '--out', out);
    expect(code).toBe(0);
    expect(stderr).toContain('scans.csv holds a part of the parcels (sample:2)');
    expectFrictionless(out);
    expect(readdirSync(out)).toContain('ocel.json');
    expect(readdirSync(out).some((name) => name.endsWith('.csv'))).toBe(false);
    const refused = await runProgram('export', run, '--out', other);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('tables of another run')]);
    expect(existsSync(path.join(other, 'ocel.json'))).toBe(false);
  });

  it('refuses what is no result, unknown formats, and logs without scans', async () => {
    const folder = createFolder();
    await runTo(folder, '--scans', 'none');
    const cases: [string[], RegExp][] = [
      [[createFolder()], /has no datapackage.json: it is no folder of results/],
      [[folder, '--format', 'parquett'], /"parquett" is no format; did you mean "parquet"\?/],
      [[folder, '--format', 'ocel'], /made from scans.csv, which the run did not write/],
    ];
    for (const [args, message] of cases) {
      const { code, stderr } = await runProgram('export', ...args);
      expect(stderr).toMatch(message);
      expect(code).toBe(2);
    }
    const { code, stderr } = await runProgram('export', folder);
    expect([code, stderr]).toEqual([0, expect.stringContaining('no ocel: it is made from scans')]);
  });

  it('refuses tables that do not add up to the ledger of their run, and writes nothing', async () => {
    const folder = createFolder();
    await runTo(folder, '--parcels', 'all');
    const file = path.join(folder, 'parcels.csv');
    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, [...lines.slice(0, 5), ...lines.slice(6)].join('\n'));
    const before = readdirSync(folder);
    const { code, stderr } = await runProgram('export', folder);
    expect(stderr).toMatch(
      /replication 0: parcels.csv has \d+ rows, but the ledger in replications.csv says \d+ created/,
    );
    expect(code).toBe(2);
    expect(readdirSync(folder)).toEqual(before);
  });
});
