import { describe, expect, it } from 'vitest';
import { mainResponses } from '../../src/experiment/main-responses.ts';
import { horizonOverride, measuredTime, warmUpOverride } from '../../src/experiment/measured-time.ts';
import { planExperiment } from '../../src/experiment/plan.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { hubFiles } from '../builders/hub-scenario.ts';

function smallHub(...overrides: string[]): Scenario {
  const { scenario } = loadScenario(hubFiles(), overrides, 'small-hub');
  if (scenario === undefined) throw new Error('the small hub has problems');
  return scenario;
}

describe('the runs of a hub alone', () => {
  it('are as its settings say: replications, seed, confidence', () => {
    const { replications, seed, confidence } = planExperiment(smallHub('run.confidence=0.9', 'run.seed=7'));
    expect([replications, seed, confidence]).toEqual([[0, 1], 7, 0.9]);
  });

  it('have a row for every parcel up to a million of them over all replications', () => {
    const rowsOf = (replications: number, ...overrides: string[]) =>
      planExperiment(smallHub(...overrides), { replications }).parcels;
    // 4,400 parcels a day are 2,566.7 in 14 h: a million in 389.6 replications.
    expect([rowsOf(389), rowsOf(390)]).toEqual(['all', { sample: 100 }]);
    expect([rowsOf(194, 'volume_factor=2'), rowsOf(195, 'volume_factor=2')]).toEqual([
      'all',
      { sample: 100 },
    ]);
    // 1,800 of the 4,400 on three days of seven only.
    expect(rowsOf(390, 'inbound[code=NORTH].weekdays=135')).toBe('all');
  });

  it('are mostly asked for the time from the gate to the chute', () => {
    expect(mainResponses(smallHub())).toEqual([
      { kpi: 'gate_to_chute', place: '', class: '', better: 'lower' },
    ]);
  });

  it('end and warm up when an override in seconds says so', () => {
    const hub = smallHub('run.warm_up_h=2');
    expect(measuredTime(hub)).toEqual({ warmUpS: 7200, horizonS: 14 * 3600 });
    const changed = smallHub(warmUpOverride(hub, 5400), horizonOverride(hub, 6 * 3600));
    expect(measuredTime(changed)).toEqual({ warmUpS: 5400, horizonS: 6 * 3600 });
  });
});
