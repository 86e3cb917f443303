import { openRun } from '../model/open-run.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { World } from '../snapshot/frame.ts';
import { planExperiment } from './plan.ts';
import { NoRows } from './row-writer.ts';

/** What is drawn of a scenario before it runs; a run's own world may differ where chance shapes it (weather). */
export function describeWorld(scenario: Scenario): World {
  const { seed } = planExperiment(scenario);
  const run = openRun(scenario, {
    seed,
    replication: 0,
    records: new NoRows(),
    parcels: 'none',
    scans: 'none',
  });
  return run.world();
}
