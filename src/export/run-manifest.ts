import type { PointPlan, RowChoice } from '../experiment/plan.ts';
import type { PointResult } from '../experiment/point-result.ts';
import type { TableUse } from '../experiment/row-writer.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { settingsOf } from '../scenario/scenario-settings.ts';

/** What a manifest says beyond plan and result: circumstances, which differ from machine to machine. */
export interface RunCircumstances {
  readonly productVersion: string;
  /** As the user wrote them. */
  readonly overrides: readonly string[];
  readonly workers: number;
  readonly wallS: number;
  /** Largest memory of the whole process, bytes; undefined where the platform does not tell. */
  readonly peakMemoryBytes?: number | undefined;
  /** Most that a quantile lies from the true order statistic, as a share of it. */
  readonly quantileRelativeError: number;
}

/** `run.json`: what was run, of what, how, and what it came to. Not among the bytes that are the same everywhere. */
export function runManifest(
  plan: PointPlan,
  result: PointResult,
  tables: readonly TableUse[],
  circumstances: RunCircumstances,
): string {
  const { scenario } = plan;
  const outcomes = result.results.map(({ outcome }) => outcome);
  const manifest = {
    product: 'waybill',
    product_version: circumstances.productVersion,
    scenario: {
      id: scenario.id,
      kind: scenario.kind,
      title: settingsOf(scenario).title,
      starts_at: settingsOf(scenario).starts_at,
      hash: scenario.hash,
    },
    ...ordersOf(scenario),
    overrides: circumstances.overrides,
    seed: plan.seed,
    replications: plan.replications,
    finished: outcomes.map(({ replication }) => replication),
    failed: result.failures,
    unfinished: result.unfinished,
    is_conditional: result.isConditional,
    confidence: plan.confidence,
    quantile_relative_error: circumstances.quantileRelativeError,
    rows: { parcels: rowsText(plan.parcels), scans: rowsText(plan.scans) },
    result_hash: result.resultHash,
    event_count: result.eventCount,
    peak_live: Math.max(0, ...outcomes.map(({ peakLive }) => peakLive)),
    peak_subject_bytes: Math.max(0, ...outcomes.map(({ subjectBytes }) => subjectBytes)),
    peak_beside_bytes: Math.max(0, ...outcomes.map(({ besideBytes }) => besideBytes)),
    peak_calendar_bytes: Math.max(0, ...outcomes.map(({ calendarBytes }) => calendarBytes)),
    peak_memory_bytes: circumstances.peakMemoryBytes ?? null,
    workers: circumstances.workers,
    wall_s: circumstances.wallS,
    replication_wall_s: result.results.map(({ wallMs }) => Math.round(wallMs) / 1000),
    tables: tables.map(({ table, rows, bytes }) => ({ file: `${table.id}.csv`, rows, bytes })),
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** Of a network whose orders stand in a table: what became of its rows. */
function ordersOf(scenario: Scenario): object {
  if (scenario.kind !== 'network' || scenario.network.orders === null) return {};
  const { name, rows, badRows, before, after } = scenario.network.orders;
  return { orders: { file: name, rows, bad_rows_skipped: badRows, before_run: before, after_run: after } };
}

/** `all`, `none`, or `sample:K`: as the terminal's options write it. */
export function rowsText(choice: RowChoice): string {
  return typeof choice === 'string' ? choice : `sample:${choice.sample}`;
}
