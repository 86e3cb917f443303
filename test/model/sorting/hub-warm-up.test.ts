import { describe, expect, it } from 'vitest';
import { hubScenario } from '../../builders/hub-scenario.ts';
import { type FinishedHub, runHub } from '../../builders/hub-tables.ts';
import { kpi, table } from '../../builders/network-tables.ts';

const HOUR = 3.6e9;
const CUT = 2 * HOUR;

// Three doors are busy before the cut, two after it; two trailers come at the very instant of the cut, 20:00.
const INBOUND = `code,origin,arrivals,parcels,parcels_cv,through_share
NORTH,Northtown,18:30 20:00 22:00,400,0.1,0.1
EAST,Eastville,20:00,300,0.1,0
SOUTH,Southport,18:15 18:20,700,0,0
`;

const run = (warm_up_h: number) =>
  runHub(
    hubScenario({
      settings: { run: { horizon_h: 14, replications: 1, seed: 5, warm_up_h } },
      inbound: INBOUND,
    }),
    { checksEveryEvent: false, scans: 'none' },
  );

/** Rows of parcels, the unopened bags that hold several counted as often. */
const count = (rows: ReturnType<typeof table>) => rows.reduce((sum, { parcels }) => sum + Number(parcels), 0);
const measured = (of: FinishedHub) => table(of, 'parcels').filter(({ arrived }) => Number(arrived) >= CUT);

describe('the warm-up of a hub', () => {
  const warm = run(2);
  const cold = run(0);

  it('changes nothing of what happens', () => {
    expect(warm.outcome.digest).toBe(cold.outcome.digest);
    expect(warm.outcome.ledger).toEqual(cold.outcome.ledger);
    expect(table(warm, 'parcels')).toEqual(table(cold, 'parcels'));
  });

  it('measures times of what arrives from its end on, that very instant included', () => {
    const rows = measured(warm);
    expect(rows.some(({ arrived }) => Number(arrived) === CUT)).toBe(true);
    expect(rows.length).toBeLessThan(table(warm, 'parcels').length);
    const [facility] = table(warm, 'facilities');
    const mean = (values: readonly number[]) => values.reduce((sum, n) => sum + n, 0) / values.length;
    expect(facility.dwell_mean_h).toBeCloseTo(mean(rows.map(({ dwell_min }) => Number(dwell_min) / 60)), 9);
    const sorted = rows.filter(({ remarks }) => !String(remarks).includes('bag'));
    const toChute = sorted.map((row) => (Number(row.sorted) - Number(row.arrived)) / 6e7);
    expect(kpi(warm, 'gate_to_chute')).toBeCloseTo(mean(toChute), 9);
    const inducted = sorted.filter((row) => row.inducted !== null);
    const waits = inducted.map((row) => (Number(row.inducted) - Number(row.unloaded)) / 6e7);
    expect(kpi(warm, 'induction_wait')).toBeCloseTo(mean(waits), 9);
    const laps = inducted.reduce((sum, row) => sum + Number(row.laps), 0);
    const histogram = table(warm, 'laps');
    expect(histogram.reduce((sum, row) => sum + Number(row.laps) * Number(row.parcels), 0)).toBe(laps);
    expect(histogram.reduce((sum, row) => sum + Number(row.parcels), 0)).toBe(inducted.length);
  });

  it('counts what comes, is sorted and leaves from its end on, whenever it came', () => {
    const rows = table(warm, 'parcels');
    expect(kpi(warm, 'arrived')).toBe(count(measured(warm)));
    expect(kpi(warm, 'departed')).toBe(count(rows.filter(({ departed }) => Number(departed) >= CUT)));
    expect(kpi(warm, 'sorted')).toBe(count(rows.filter(({ sorted }) => Number(sorted) >= CUT)));
    expect(kpi(cold, 'arrived')).toBe(count(rows));
  });

  it('looks for the best quarter-hour and pays people from its end on', () => {
    const best = (from: number) => {
      const quarters = new Map<number, number>();
      for (const { sorted, parcels } of table(warm, 'parcels')) {
        const quarter = Math.floor(Number(sorted) / (HOUR / 4));
        if (Number(sorted) >= from) quarters.set(quarter, (quarters.get(quarter) ?? 0) + Number(parcels));
      }
      return 4 * Math.max(...quarters.values());
    };
    expect(best(CUT)).not.toBe(best(0));
    expect(kpi(warm, 'achieved_rate')).toBe(best(CUT));
    expect(kpi(cold, 'achieved_rate')).toBe(best(0));
    // 21 people until the cut, all of them from the start.
    expect(kpi(cold, 'labor_hours') - kpi(warm, 'labor_hours')).toBeCloseTo(2 * 21, 9);
  });
});
