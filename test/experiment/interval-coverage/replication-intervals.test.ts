import { expect, it } from 'vitest';
import { meanInterval } from '../../../src/engine/stats/interval.ts';
import { BINOMIAL_ERROR, binomialPValue } from './binomial-test.ts';
import { runOneServer } from './one-server.ts';
import { meanTimeInSystemS } from './one-server-task.ts';

const EXPERIMENTS = 2000;
const REPLICATIONS = 10;

/**
 * 4,000 s, 2,800 subjects, after the warm-up. Shorter runs have skewed means, for which the t interval is too hopeful: at
 * 1,000 s 92.2 % of 2,000 intervals cover (skewness 1.4); at 4,000 s 93.9 % here and 94.6 % with another seed. More
 * replications of the same length hardly help.
 */
const MEASURED_S = 4000;

it('95 % intervals over 10 replications of M/M/1 at load 0.7 cover the mean time in system as often as they say', async () => {
  const [means] = await runOneServer({
    kind: 'means',
    meanServiceS: 1,
    measuredS: MEASURED_S,
    replications: EXPERIMENTS * REPLICATIONS,
  });
  let covered = 0;
  for (let experiment = 0; experiment < EXPERIMENTS; experiment++) {
    const from = experiment * REPLICATIONS;
    const { mean, halfWidth } = meanInterval(means.subarray(from, from + REPLICATIONS), 0.95);
    if (Math.abs(mean - meanTimeInSystemS(1)) <= halfWidth) covered++;
  }
  expect(binomialPValue(covered, EXPERIMENTS, 0.95), `${covered} of ${EXPERIMENTS}`).toBeGreaterThan(
    BINOMIAL_ERROR,
  );
}, 300_000);
