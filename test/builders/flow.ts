import type { z } from 'zod';
import { FlowRun } from '../../src/model/flow/flow-run.ts';
import type { ReplicationOutcome, RunOptions } from '../../src/model/run.ts';
import type { Cell, TableSpec } from '../../src/records/table.ts';
import { checkFlow } from '../../src/scenario/check-flow.ts';
import { type FlowScenario, flowSchema } from '../../src/scenario/flow-schema.ts';
import { Problems } from '../../src/scenario/problem.ts';

export type WrittenFlow = z.input<typeof flowSchema>;
export type WrittenBlock = WrittenFlow['blocks'][string];

/** What a test writes of a flow: its blocks, and whatever differs from a run of 1000 s. */
export interface FlowDraft {
  readonly blocks: Record<string, WrittenBlock>;
  readonly classes?: WrittenFlow['classes'];
  readonly resources?: WrittenFlow['resources'];
  readonly run?: Partial<WrittenFlow['run']>;
}

/** A valid flow, defaults filled in. @throws Error listing what is wrong with it */
export function flow(draft: FlowDraft): FlowScenario {
  const parsed = flowSchema.parse({
    version: 1,
    kind: 'flow',
    title: 'test',
    ...(draft.classes === undefined ? {} : { classes: draft.classes }),
    ...(draft.resources === undefined ? {} : { resources: draft.resources }),
    blocks: draft.blocks,
    run: { horizon_s: 1000, ...draft.run },
  });
  const problems = new Problems();
  checkFlow(parsed, 'test', problems);
  if (problems.list.length > 0) throw new Error(JSON.stringify(problems.list, null, 1));
  return parsed;
}

/** One exponential server, by default at a load of 0.5. */
export function mm1(options: { load?: number; horizonS?: number; servers?: number } = {}): FlowScenario {
  const { load = 0.5, horizonS = 10_000, servers = 1 } = options;
  return flow({
    run: { horizon_s: horizonS },
    blocks: {
      arrivals: {
        type: 'source',
        interarrival: { exponential: { mean_s: 1 / (load * servers) } },
        to: 'desk',
      },
      desk: { type: 'queue', servers, service: { exponential: { mean_s: 1 } }, to: 'out' },
      out: { type: 'sink' },
    },
  });
}

/** Durations in their order, one per subject of a source. */
export function given(...values_s: number[]): { given: { values_s: number[] } } {
  return { given: { values_s } };
}

export function constant(value_s: number): { constant: { value_s: number } } {
  return { constant: { value_s } };
}

export interface Row {
  readonly table: string;
  readonly cells: readonly Cell[];
}

export interface FinishedFlow {
  readonly outcome: ReplicationOutcome;
  readonly rows: readonly Row[];
}

/** How a run is cut: calls of `advance(events, until)`, repeated in turn until the run is complete. */
export type Slices = readonly { readonly events: number; readonly untilUs?: number }[];

const WHOLE: Slices = [{ events: Number.POSITIVE_INFINITY }];

/** Runs one replication to its end, by default with every row written and conservation checked at every event. */
export function runFlow(
  scenario: FlowScenario,
  options: Partial<RunOptions> & { slices?: Slices; looks?: boolean } = {},
): FinishedFlow {
  const { slices = WHOLE, looks = false, ...rest } = options;
  const rows: Row[] = [];
  const run = new FlowRun(scenario, {
    seed: scenario.run.seed,
    replication: 0,
    records: { write: (table: TableSpec, cells) => rows.push({ table: table.id, cells: [...cells] }) },
    parcels: 'all',
    scans: 'all',
    checksEveryEvent: true,
    ...rest,
  });
  for (let slice = 0; ; slice++) {
    const { events, untilUs } = slices[slice % slices.length];
    const until = untilUs === undefined ? [] : [run.now + untilUs];
    if (looks) run.frame();
    if (run.advance(events, ...until)) break;
  }
  return { outcome: run.finish(), rows };
}

/** One figure of a finished run; NaN is a value, an unknown name is an error. */
export function kpi({ outcome }: FinishedFlow, place: string, name: string, klass = ''): number {
  const found = outcome.kpis.find((one) => one.place === place && one.kpi === name && one.class === klass);
  if (found === undefined) throw new Error(`no ${name} of ${place}`);
  return found.value;
}

/** What happened at the given blocks, in order: `5 a#0 started desk` (seconds). All blocks when none is given. */
export function log({ rows }: FinishedFlow, ...blocks: string[]): string[] {
  return rows
    .filter(
      ({ table, cells }) => table === 'scans' && (blocks.length === 0 || blocks.includes(String(cells[3]))),
    )
    .map(({ cells }) => `${cells[5]} ${cells[1]} ${cells[4]} ${cells[3]}`);
}

/** When each subject took one step at a block: `a#0 @ 5`, in order. */
export function steps(
  run: FinishedFlow,
  block: string,
  step: 'entered' | 'started' | 'left' | 'lost',
): string[] {
  return log(run, block)
    .map((line) => line.split(' '))
    .filter(([, , what]) => what === step)
    .map(([time, who]) => `${who} @ ${time}`);
}
