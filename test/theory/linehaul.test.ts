import { expect, it } from 'vitest';
import { meanInterval } from '../../src/engine/stats/interval.ts';
import { tQuantile } from '../../src/engine/stats/quantiles.ts';
import { MASTER_SEED } from '../seeds.ts';
import { COMPARISONS } from './all-cases.ts';
import { REPLICATIONS } from './flow-parts.ts';
import { LINEHAUL_CASES } from './linehaul-cases.ts';

/** As for flows: 10^-3 over all comparisons of the suite, and a 95 % half-width of at most 5 %. */
const T = tQuantile(1 - 1e-3 / COMPARISONS / 2, REPLICATIONS - 1);
const WIDEST = 0.05;

it.each(LINEHAUL_CASES.map((each) => [each.id, each] as const))(
  '%s is met at the dock of a lane',
  (id, each) => {
    const seed = `${MASTER_SEED.theory}/linehaul/${id}`;
    const replications = Array.from({ length: REPLICATIONS }, (_, ordinal) => each.simulate(seed, ordinal));
    const faults = each.comparisons.flatMap(({ name, exact, figure }) => {
      const { mean, halfWidth } = meanInterval(replications.map((figures) => figures[figure]));
      const standardError = halfWidth / tQuantile(0.975, REPLICATIONS - 1);
      const found: string[] = [];
      if (!(Math.abs(mean - exact) <= T * standardError))
        found.push(
          `${name}: ${mean} against ${exact}, off by ${(mean - exact) / standardError} standard errors`,
        );
      if (!(halfWidth <= WIDEST * exact))
        found.push(`${name}: the half-width is ${(100 * halfWidth) / exact} % of ${exact}`);
      return found;
    });
    expect(faults).toEqual([]);
  },
);
