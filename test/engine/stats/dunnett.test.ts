import { describe, expect, it } from 'vitest';
import { dunnettCritical } from '../../../src/engine/stats/dunnett.ts';
import { tQuantile } from '../../../src/engine/stats/quantiles.ts';
import table from '../../reference/dunnett.json' with { type: 'json' };

const rows = (['0.95', '0.99'] as const).flatMap((confidence) =>
  Object.entries(table[confidence]).map(([df, values]) => ({ confidence: Number(confidence), df, values })),
);

describe("Dunnett's critical value", () => {
  it.each(rows)(
    'agrees with the table at $confidence and $df degrees of freedom',
    ({ confidence, df, values }) => {
      const freedom = df === 'inf' ? Number.POSITIVE_INFINITY : Number(df);
      for (const [i, published] of values.entries()) {
        // Two decimals, rounded.
        expect(Math.abs(dunnettCritical(confidence, i + 1, freedom) - published)).toBeLessThanOrEqual(
          0.00501,
        );
      }
    },
  );

  it.each(table.exact)(
    'agrees to seven digits for $treatments treatments and $df degrees of freedom',
    (exact) => {
      const found = dunnettCritical(exact.confidence, exact.treatments, exact.df ?? Number.POSITIVE_INFINITY);
      expect(Math.abs(found / exact.critical - 1)).toBeLessThan(1e-7);
    },
  );

  it('lies between that of one comparison and that of Bonferroni; higher with errors of their own', () => {
    for (const treatments of [2, 5, 19]) {
      for (const df of [2, 4.5, 9, 200]) {
        const shared = dunnettCritical(0.95, treatments, df);
        const own = dunnettCritical(0.95, treatments, df, 'own');
        expect(shared).toBeGreaterThan(tQuantile(0.975, df));
        expect(own).toBeGreaterThan(shared);
        expect(own).toBeLessThan(tQuantile(1 - 0.025 / treatments, df));
      }
    }
  });

  it('is the t quantile for one treatment, and NaN where there is nothing to ask', () => {
    expect(dunnettCritical(0.9, 1, 7)).toBe(tQuantile(0.95, 7));
    for (const value of [
      dunnettCritical(0.95, 3, 0),
      dunnettCritical(1, 3, 5),
      dunnettCritical(0.95, 2.5, 5),
    ])
      expect(value).toBeNaN();
  });
});
