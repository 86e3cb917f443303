import { describe, expect, it } from 'vitest';
import { QuantileSketch } from '../../src/engine/stats/quantile-sketch.ts';
import { Tally } from '../../src/engine/stats/tally.ts';
import type { KpiValue, ReplicationOutcome } from '../../src/experiment/executor.ts';
import { summarize } from '../../src/experiment/summarize.ts';

function createOutcome(replication: number, kpis: readonly KpiValue[]): ReplicationOutcome {
  const zero = {
    eventCount: 0,
    staleCount: 0,
    digest: '',
    peakLive: 0,
    subjectBytes: 0,
    besideBytes: 0,
    calendarBytes: 0,
    ledger: {},
  };
  return { replication, kpis, ...zero };
}

function createTimes(values: readonly number[]): KpiValue {
  const tally = new Tally();
  const sketch = new QuantileSketch();
  for (const value of values) {
    tally.add(value);
    sketch.add(value);
  }
  const observations = { tally: tally.state, sketch: sketch.toState(), scale: 10 };
  return { kpi: 'wait', place: 'desk', class: '', unit: 's', value: tally.mean / 10, observations };
}

const plain = (kpi: string, value: number): KpiValue => ({ kpi, place: '', class: '', unit: '', value });

describe('a summary', () => {
  it('takes mean and half-width over replications, spread and quantiles over the pooled observations', () => {
    const [row] = summarize(
      [createOutcome(0, [createTimes([10, 20, 30])]), createOutcome(1, [createTimes([40])])],
      0.95,
    );
    // Values 2 and 4: sd √2, half-width 12.7062 · √2 / √2.
    expect(row.n).toBe(2);
    expect(row.mean).toBe(3);
    expect(row.halfWidth).toBeCloseTo(12.706204736, 6);
    expect(row.observations).toBe(4);
    expect(row.sd).toBeCloseTo(Math.sqrt(500 / 3) / 10, 12);
    expect([row.min, row.max]).toEqual([1, 4]);
    expect(row.quantiles).toEqual([1, 1, 2, 3, 4, 4, 4]);
  });

  it('leaves replications without a value out of the mean, and gives no interval below two', () => {
    const [row] = summarize(
      [createOutcome(0, [plain('x', Number.NaN)]), createOutcome(1, [plain('x', 5)])],
      0.95,
    );
    expect(row).toMatchObject({ n: 1, mean: 5, halfWidth: Number.NaN, observations: 0, sd: Number.NaN });
  });

  it('keeps a figure that only some replications have', () => {
    const rows = summarize(
      [createOutcome(0, [plain('a', 1)]), createOutcome(1, [plain('b', 2), plain('a', 3)])],
      0.95,
    );
    expect(rows.map(({ kpi, n, mean }) => [kpi, n, mean])).toEqual([
      ['a', 2, 2],
      ['b', 1, 2],
    ]);
  });
});
