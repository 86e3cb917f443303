import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Program, TABLES, type Tables } from '../program/program.ts';
import flow from './byte-flow.json' with { type: 'json' };
import { runToTables } from './run-to-tables.ts';

describe('the tables of a run', () => {
  let program: Program;
  let alone: Tables;
  const run = (workers: number, seed: string) =>
    program.run(flow, ['--seed', seed, '--workers', `${workers}`, '--parcels', 'all', '--scans', 'all']);

  beforeAll(async () => {
    program = await Program.start();
    alone = await run(1, flow.run.seed);
  });
  afterAll(() => program.stop());

  it('are all there, with rows', () => {
    expect(Object.keys(alone).sort()).toEqual([...TABLES].sort());
    for (const name of TABLES) expect(alone[name].split('\n').length).toBeGreaterThan(100);
  });

  it.each([2, 4])('are the same bytes from %i threads as from one', async (workers) => {
    expect(await run(workers, flow.run.seed)).toEqual(alone);
  });

  it('are the same bytes from the runner where it stands, without the terminal', async () => {
    expect(await runToTables(flow)).toEqual(alone);
  });

  it('are other bytes from another seed', async () => {
    const other = await run(2, 'another seed');
    for (const name of TABLES) expect(other[name]).not.toBe(alone[name]);
  });
});
