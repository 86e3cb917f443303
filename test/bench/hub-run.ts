import path from 'node:path';
import { readScenario } from '../../src/cli/read-scenario.ts';
import { openRun } from '../../src/model/open-run.ts';
import { quietly } from './chain-run.ts';
import { PROJECT } from './processes.ts';

/** How finely sorters are simulated. */
export type HubDetail = 'trays' | 'rates';

export interface HubResult {
  readonly events: number;
  /** Parcels that came to the gate. */
  readonly parcels: number;
  /** Those that left, and those still there: together all that came. */
  readonly departed: number;
  readonly inHub: number;
  readonly trays: number;
  readonly sorted: number;
  /** From before the first event to after the last, the compiler's included. */
  readonly cpuSeconds: number;
  readonly digest: string;
}

/** Events per slice, of the size that the runner takes. */
const SLICE = 100_000;

/** A day of `single-hub` as it is run, rows left out. @throws Error where the scenario has problems */
export function runHub({ detail, seed }: { detail: HubDetail; seed: number }): HubResult {
  const scenarios = path.join(PROJECT, 'scenarios');
  const { scenario, problems } = readScenario('single-hub', { cwd: PROJECT, scenarios }, [
    `hub.detail=${detail}`,
  ]);
  if (scenario?.kind !== 'hub') throw new Error(`single-hub is no hub: ${JSON.stringify(problems.list)}`);
  const run = openRun(scenario, quietly(seed));
  const before = process.cpuUsage();
  while (!run.advance(SLICE));
  const spent = process.cpuUsage(before);
  const { kpis, ledger, eventCount, digest } = run.finish();
  const { created, departed, ...places } = ledger;
  return {
    events: eventCount,
    parcels: created,
    departed,
    inHub: Object.values(places).reduce((sum, parcels) => sum + parcels, 0),
    trays: scenario.hub.settings.hub.sorters.reduce((sum, sorter) => sum + traysOf(sorter), 0),
    sorted: kpis.find(({ kpi, place }) => kpi === 'sorted' && place === '')?.value ?? Number.NaN,
    cpuSeconds: (spent.user + spent.system) / 1e6,
    digest,
  };
}

function traysOf(sorter: { readonly length_m: number; readonly pitch_m: number } | object): number {
  return 'pitch_m' in sorter ? Math.round(sorter.length_m / sorter.pitch_m) : 0;
}
