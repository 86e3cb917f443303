import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HUB_TABLES, Program, TABLES, type Tables } from '../program/program.ts';
import flow from './byte-flow.json' with { type: 'json' };
import hub from './byte-hub.json' with { type: 'json' };
import { runToTables } from './run-to-tables.ts';

const SCENARIOS = [
  { kind: 'flow', scenario: flow, tables: TABLES, long: TABLES },
  {
    kind: 'hub',
    scenario: hub,
    tables: [...TABLES, ...HUB_TABLES],
    long: ['timeseries', 'parcels', 'scans'],
  },
];

describe.each(SCENARIOS)('the tables of a $kind', ({ scenario, tables, long }) => {
  let program: Program;
  let alone: Tables;
  const run = (workers: number, seed: string) =>
    program.run(scenario, ['--seed', seed, '--workers', `${workers}`, '--parcels', 'all', '--scans', 'all']);

  beforeAll(async () => {
    program = await Program.start();
    alone = await run(1, scenario.run.seed);
  });
  afterAll(() => program.stop());

  it('are all there, with rows', () => {
    expect(Object.keys(alone).sort()).toEqual([...tables].sort());
    for (const name of long) expect(alone[name].split('\n').length).toBeGreaterThan(100);
    // Two lines are the header and one row.
    for (const name of tables) expect(alone[name].split('\n').length).toBeGreaterThan(2);
  });

  it.each([2, 4])('are the same bytes from %i threads as from one', async (workers) => {
    expect(await run(workers, scenario.run.seed)).toEqual(alone);
  });

  it('are the same bytes from the runner where it stands, without the terminal', async () => {
    expect(await runToTables(scenario)).toEqual(alone);
  });

  it('are other bytes from another seed', async () => {
    const other = await run(2, 'another seed');
    for (const name of tables) expect(other[name]).not.toBe(alone[name]);
  });
});
