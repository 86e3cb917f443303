import type { ModelRun, RunOptions } from '../../src/model/run.ts';
import { HubRun } from '../../src/model/sorting/hub-run.ts';
import type { Cell, TableSpec } from '../../src/records/table.ts';
import type { HubScenario } from '../../src/scenario/hub/hub-scenario.ts';
import type { FinishedNetwork, Slices } from './network-tables.ts';

/** A finished run of a hub alone; `table` and `kpi` of `network-tables.ts` read it too. */
export type FinishedHub = Omit<FinishedNetwork, 'segments'> & { readonly segments: readonly [] };

const WHOLE: Slices = [{ events: Number.POSITIVE_INFINITY }];

/** Runs one replication of a hub to its end, by default with every row written and the center checked at every event. */
export function runHub(
  hub: HubScenario,
  options: Partial<RunOptions> & {
    readonly slices?: Slices;
    /** Called before each slice and at the end. */
    readonly look?: (run: ModelRun) => void;
  } = {},
): FinishedHub {
  const { slices = WHOLE, look, ...rest } = options;
  const rows: { table: TableSpec; cells: readonly Cell[] }[] = [];
  const run = new HubRun(hub, {
    seed: hub.settings.run.seed,
    replication: 0,
    records: { write: (table, cells) => rows.push({ table, cells: [...cells] }) },
    parcels: 'all',
    scans: 'all',
    checksEveryEvent: true,
    ...rest,
  });
  for (let slice = 0; ; slice++) {
    const { events, untilUs } = slices[slice % slices.length];
    look?.(run);
    if (run.advance(events, ...(untilUs === undefined ? [] : [run.now + untilUs]))) break;
  }
  look?.(run);
  return { outcome: run.finish(), rows, segments: [], endedAt: run.now };
}

/** All that a run leaves behind, as text. */
export function everythingOf({ outcome, rows, endedAt }: FinishedHub): string {
  return JSON.stringify([outcome, rows.map(({ table, cells }) => [table.id, ...cells]), endedAt]);
}
