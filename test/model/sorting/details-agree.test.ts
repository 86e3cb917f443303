import { describe, expect, it } from 'vitest';
import { QuantileSketch } from '../../../src/engine/stats/quantile-sketch.ts';
import { openRun } from '../../../src/model/open-run.ts';
import type { KpiValue } from '../../../src/model/run.ts';
import { shippedScenario } from '../../builders/shipped-network.ts';

/** More parcels than the hub can sort in its busiest hours: what it then sorts in its best quarter-hour is achievable. */
const OVERLOAD = 1.5;
/** Shares of the achievable rate, and volumes that bring the busiest quarter-hour to about that. */
const LOADS = [
  { share: 0.6, volume: 0.69 },
  { share: 0.75, volume: 0.895 },
  { share: 0.85, volume: 1.015 },
];
const MOST_APART = 0.05;
/** Two days of a large hub, however busy the machine. */
const PATIENCE_MS = 600_000;

interface Day {
  readonly bestPerHour: number;
  /** Mean and 95th percentile: minutes, laps. */
  readonly figures: Readonly<Record<string, number>>;
}

function day(detail: 'trays' | 'rates', volume: number): Day {
  const scenario = shippedScenario('single-hub', [`hub.detail=${detail}`, `volume_factor=${volume}`]);
  const laps: number[] = [];
  const run = openRun(scenario, {
    seed: 1,
    replication: 0,
    parcels: 'none',
    scans: 'none',
    records: {
      write({ id }, row) {
        if (id === 'laps') laps[Number(row[3])] = (laps[Number(row[3])] ?? 0) + Number(row[4]);
      },
    },
  });
  while (!run.advance(1_000_000));
  const { kpis } = run.finish();
  const kpi = (name: string): KpiValue => kpis.find((one) => one.kpi === name)!;
  const p95 = (name: string) => {
    const { sketch, scale } = kpi(name).observations!;
    return QuantileSketch.from(sketch!).quantile(0.95) / scale;
  };
  return {
    bestPerHour: kpi('achieved_rate').value,
    figures: {
      'induction wait': kpi('induction_wait').value,
      'induction wait, p95': p95('induction_wait'),
      'sorter time': kpi('sort_time').value,
      'sorter time, p95': p95('sort_time'),
      laps: kpi('laps').value,
      'laps, p95': quantileOfCounts(laps, 0.95),
      'share of time infeeds are blocked': kpi('infeed_blocked_share').value,
    },
  };
}

function quantileOfCounts(counts: readonly number[], p: number): number {
  const all = counts.reduce((sum, n) => sum + (n ?? 0), 0);
  let until = 0;
  for (let value = 0; value < counts.length; value++) {
    until += counts[value] ?? 0;
    if (until >= p * all) return value;
  }
  return Number.NaN;
}

describe('single-hub tray by tray and by rates', () => {
  const achievable = day('trays', OVERLOAD).bestPerHour;

  it.each(LOADS)('agree at $share of the achievable rate', { timeout: PATIENCE_MS }, ({ share, volume }) => {
    const trays = day('trays', volume);
    const rates = day('rates', volume);
    // The load is what it is said to be.
    expect(Math.abs(trays.bestPerHour / achievable - share)).toBeLessThan(0.03);
    for (const [name, value] of Object.entries(trays.figures)) {
      expect(Math.abs(rates.figures[name] / value - 1), name).toBeLessThan(MOST_APART);
    }
  });
});
