import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { ThreadPool } from '../../src/worker/node/thread-pool.ts';
import { createPlan, never } from '../experiment/fixtures.ts';

/** A thread that answers every request but `run`, upon which it does something fatal. */
function createMortal(deed: string): Worker {
  const program = `
    const { parentPort } = require('node:worker_threads');
    parentPort.on('message', ({ id, path }) => {
      if (path[0] === 'run') { ${deed} }
      else parentPort.postMessage({ id, type: 'RAW', value: undefined });
    });`;
  return new Worker(program, { eval: true });
}

describe('a thread that dies', () => {
  it.each([
    ['process.exit(3)', /ended with code 3/],
    ['throw new RangeError("out of luck")', /ended with RangeError: out of luck/],
  ])('by %s costs its replication alone, with a message', async (deed, message) => {
    let opened = 0;
    const pool = new ThreadPool([createPlan('mm1')], 1, () => {
      opened++;
      return createMortal(deed);
    });
    for (const replication of [0, 1]) {
      const run = pool.execute({ point: 0, replication }, () => {}, never);
      await expect(run).rejects.toMatchObject({ name: 'RunError', fault: 'worker', message });
    }
    // The second replication was given a new one.
    expect(opened).toBe(2);
    await pool.close();
  });
});
