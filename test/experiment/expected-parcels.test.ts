import { describe, expect, it } from 'vitest';
import { planExperiment } from '../../src/experiment/plan.ts';
import { network } from '../builders/network-draft.ts';

/** 900,000 parcels in nine days, unless the demand says more: rows of all are kept up to a million. */
function rowsOf(demand: object): unknown {
  const scenario = network({
    settings: {
      starts_at: '2026-11-08T00:00:00+08:00',
      run: { warm_up_days: 0, measured_days: 1, cap_days: 8, replications: 1 },
      demand: { parcels_per_day: 100_000, ...demand },
    },
    facilities: [{ code: 'S', kind: 'station' }],
    zones: [{ code: 'Z', station: 'S' }],
    lanes: [],
  });
  return planExperiment({ kind: 'network', id: 'n', hash: '', network: scenario }).parcels;
}

describe('the rows that a plan keeps of a network', () => {
  it('are fewer where promotions, returns or a low forecast bring more than a million parcels', () => {
    const promotion = { code: 'p', name: 'p', day_factor: 3, tail_days: 0 };
    expect(rowsOf({})).toBe('all');
    expect(rowsOf({ promotions: [{ ...promotion, release_at: '2026-11-11T00:00' }] })).toEqual({
      sample: 100,
    });
    expect(rowsOf({ promotions: [{ ...promotion, release_at: '2026-12-11T00:00' }] })).toBe('all');
    expect(rowsOf({ forecast_error: { bias: 0.2 } })).toEqual({ sample: 100 });
    expect(rowsOf({ returns: { share: 0.2, after: { constant: { value_s: 60 } } } })).toEqual({
      sample: 100,
    });
  });
});
