import { expect, it } from 'vitest';
import { BINOMIAL_ERROR, binomialPValue } from './binomial-test.ts';
import { runOneServer } from './one-server.ts';
import { meanTimeInSystemS } from './one-server-task.ts';

/** Slow, hence 300: each is one long run. */
const EXPERIMENTS = 300;
const BATCHES = 20;

/**
 * Successive times in system of one run at load 0.7: batches of 1,600. Shorter runs have batches that hang together and
 * are skewed: with 20 batches 90.3 % of 1,000 intervals cover at 4,000 subjects, 93.3 % at 16,000, 93.5 % at 64,000; here 94 % of 300.
 */
const SUBJECTS = 32_000;

it('95 % intervals from 20 batch means of one long M/M/1 run cover the mean time in system as often as they say', async () => {
  const [found] = await runOneServer({
    kind: 'batches',
    runs: EXPERIMENTS,
    subjects: SUBJECTS,
    batchCount: BATCHES,
  });
  let covered = 0;
  let batchLag1 = 0;
  for (const one of found) {
    if (Math.abs(one.mean - meanTimeInSystemS(1)) <= one.halfWidth) covered++;
    batchLag1 += one.batchLag1 / EXPERIMENTS;
  }
  expect(binomialPValue(covered, EXPERIMENTS, 0.95), `${covered} of ${EXPERIMENTS}`).toBeGreaterThan(
    BINOMIAL_ERROR,
  );
  // Independent values have about -1 / 20.
  expect(Math.abs(batchLag1 + 1 / BATCHES)).toBeLessThan(0.05);
}, 300_000);
