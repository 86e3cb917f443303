import { NetworkRun } from '../../src/model/network/network-run.ts';
import type { ReplicationOutcome, RunOptions } from '../../src/model/run.ts';
import type { Cell, TableSpec } from '../../src/records/table.ts';
import type { NetworkScenario } from '../../src/scenario/network/network-scenario.ts';
import type { SegmentBatch } from '../../src/snapshot/network-snapshot.ts';

/** One row of a table by the names of its columns. */
export type NamedRow = Readonly<Record<string, Cell>>;

export interface FinishedNetwork {
  readonly outcome: ReplicationOutcome;
  readonly rows: readonly { readonly table: TableSpec; readonly cells: readonly Cell[] }[];
  /** What was drawn, where somebody looked. */
  readonly segments: readonly SegmentBatch[];
  /** Where the run ended, µs. */
  readonly endedAt: number;
}

/** How a run is cut: calls of `advance(events, now + untilUs)`, repeated in turn until the run is complete. */
export type Slices = readonly { readonly events: number; readonly untilUs?: number }[];

const WHOLE: Slices = [{ events: Number.POSITIVE_INFINITY }];

/** Runs one replication to its end, by default with every row written and conservation checked at every event. */
export function runNetwork(
  scenario: NetworkScenario,
  options: Partial<RunOptions> & { readonly slices?: Slices; readonly looks?: boolean } = {},
): FinishedNetwork {
  const { slices = WHOLE, looks = false, ...rest } = options;
  const rows: { table: TableSpec; cells: readonly Cell[] }[] = [];
  const segments: SegmentBatch[] = [];
  const run = new NetworkRun(scenario, {
    seed: scenario.settings.run.seed,
    replication: 0,
    records: { write: (table, cells) => rows.push({ table, cells: [...cells] }) },
    parcels: 'all',
    scans: 'all',
    checksEveryEvent: true,
    ...rest,
  });
  const look = () => {
    if (looks) segments.push(run.frame().segments);
  };
  let last = -1;
  for (let slice = 0; ; slice++) {
    const { events, untilUs } = slices[slice % slices.length];
    look();
    if (run.advance(events, ...(untilUs === undefined ? [] : [run.now + untilUs]))) break;
    if (run.progress < last) throw new Error(`progress fell from ${last} to ${run.progress}`);
    last = run.progress;
  }
  look();
  return { outcome: run.finish(), rows, segments, endedAt: run.now };
}

/** The rows of one table, by column. */
export function table({ rows }: FinishedNetwork, id: string): NamedRow[] {
  return rows
    .filter((row) => row.table.id === id)
    .map(({ table, cells }) => Object.fromEntries(table.columns.map(({ name }, i) => [name, cells[i]])));
}

/** Rows of one table by the text of some of its columns. @throws Error where two rows have the same */
export function tableBy(run: FinishedNetwork, id: string, ...columns: string[]): Map<string, NamedRow> {
  const found = new Map<string, NamedRow>();
  for (const row of table(run, id)) {
    const key = columns.map((column) => row[column]).join(' ');
    if (found.has(key)) throw new Error(`two rows of ${id} for ${key}`);
    found.set(key, row);
  }
  return found;
}

/** The steps of one parcel: `event@facility hours`, in order. */
export function life(run: FinishedNetwork, parcel: string): string[] {
  return table(run, 'scans')
    .filter((row) => row.parcel === parcel)
    .map((row) => `${row.event} ${row.facility} ${hours(row.time)}`);
}

/** Simulated hours of an instant. */
export function hours(instant: Cell): number {
  return Number(instant) / 3.6e9;
}

/** One figure of a finished run; NaN is a value, an unknown name is an error. */
export function kpi({ outcome }: FinishedNetwork, name: string, klass = ''): number {
  const found = outcome.kpis.find((one) => one.kpi === name && one.class === klass);
  if (found === undefined) throw new Error(`no ${name} of "${klass}"`);
  return found.value;
}
