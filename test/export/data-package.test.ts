import { readFileSync } from 'node:fs';
import AjvDraft04 from 'ajv-draft-04';
import { describe, expect, it } from 'vitest';
import { dataPackage, packageOfConverted, withConverted } from '../../src/export/data-package.ts';
import { readDataPackage } from '../../src/export/read-data-package.ts';
import { EVENT_LOG } from '../../src/records/event-log-table.ts';
import { FLOW_SCANS } from '../../src/records/flow-tables.ts';
import { NETWORK_PARCELS, NETWORK_SCANS } from '../../src/records/network-tables.ts';
import { SUMMARY } from '../../src/records/summary-tables.ts';

const ajv = new AjvDraft04({
  strict: false,
  formats: { textarea: true, uri: /^[a-z]+:/, email: /@/, 'date-time': /T/ },
});
const validators = Object.fromEntries(
  ['data-package', 'tabular-data-package'].map((profile) => {
    const file = new URL(`../reference/frictionless/${profile}.json`, import.meta.url);
    return [profile, ajv.compile(JSON.parse(readFileSync(file, 'utf8')))];
  }),
);

/** Holds a description against the schema of the profile that it claims, and against the general one. */
function expectValid(text: string): void {
  const described = JSON.parse(text);
  for (const profile of new Set([described.profile, 'data-package'])) {
    validators[profile](described);
    expect(validators[profile].errors).toBeNull();
  }
  const names = described.resources.map(({ name }: { name: string }) => name);
  expect(new Set(names).size).toBe(names.length);
}

const tables = [SUMMARY, NETWORK_PARCELS, FLOW_SCANS].map((table) => ({ table, rows: 1, bytes: 100 }));
const text = dataPackage({ id: 'Lab 1', title: 'A lab' }, tables);
const parquet = {
  format: 'parquet' as const,
  path: 'scans.parquet',
  title: 'Scans',
  table: NETWORK_SCANS,
  sources: ['scans'],
  bytes: 5,
};
const log = { ...parquet, format: 'event-log' as const, path: 'event-log.csv', table: EVENT_LOG };
const ocel = { ...parquet, format: 'ocel' as const, path: 'ocel.json', table: undefined };

describe('the description of result tables', () => {
  it('is a tabular data package of Frictionless', () => {
    expect(JSON.parse(text).profile).toBe('tabular-data-package');
    expectValid(text);
    expectValid(withConverted(text, [log]));
    expect(JSON.parse(withConverted(text, [log])).profile).toBe('tabular-data-package');
  });

  it('is a data package with files beside tables, each of them once however often it was written', () => {
    const once = withConverted(text, [parquet, log, ocel]);
    expect(JSON.parse(once).profile).toBe('data-package');
    expectValid(once);
    expect(withConverted(once, [parquet, log, ocel])).toBe(once);
    expectValid(packageOfConverted('Q1 results!', [parquet, ocel]));
  });

  it('is refused by the schema where it is wrong', () => {
    const described = JSON.parse(text);
    expect(validators['tabular-data-package']({ ...described, resources: [{ name: 'A B' }] })).toBe(false);
  });

  it('gives the tables back with their columns, without what was made from them', () => {
    const read = readDataPackage(withConverted(text, [parquet, log, ocel]));
    expect(read).toEqual(tables.map(({ table }) => ({ table, path: `${table.id}.csv` })));
  });
});
