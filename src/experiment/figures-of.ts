import { openRun } from '../model/open-run.ts';
import type { KpiValue, RunningFigure } from '../model/run.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { NoRows } from './row-writer.ts';

/** The figures that runs of a scenario have, without values; and those among them that are means over time. */
export function figuresOf(scenario: Scenario): {
  readonly kpis: readonly KpiValue[];
  readonly running: readonly RunningFigure[];
} {
  const run = openRun(scenario, {
    seed: 0,
    replication: 0,
    records: new NoRows(),
    parcels: 'none',
    scans: 'none',
  });
  const running = run.running();
  // A run that is over before its first event says all that there is to say, of nothing.
  return { kpis: run.finish().kpis, running };
}
