import type { PointPlan } from '../experiment/plan.ts';
import type { PointResult } from '../experiment/point-result.ts';
import type { SummaryRow } from '../experiment/summarize.ts';
import { settingsOf } from '../scenario/scenario-settings.ts';
import { figureText, intervalText, percentText } from './figure-text.ts';
import { textTable } from './text-table.ts';

/** Most lines of figures; the tables have all of them. */
const MOST_LINES = 24;

/** The figures of a block that a first look asks for, in the order of the columns. */
const BLOCK_FIGURES = [
  'arrivals',
  'losses',
  'time_in_queue',
  'time_in_system',
  'number_in_system',
  'utilization',
];

/** A short account of an experiment for a terminal: at most about 30 lines. */
export function summaryText(plan: PointPlan, result: PointResult, rows: readonly SummaryRow[]): string {
  const { scenario } = plan;
  const n = result.results.length;
  const lines = [
    `${settingsOf(scenario).title} (${scenario.id}, ${scenario.hash.slice(0, 8)})`,
    `${n} of ${plan.replications.length} replication${plan.replications.length === 1 ? '' : 's'}, seed ${plan.seed}, ` +
      `${figureText(result.eventCount)} events; ${n > 1 ? `± is the half-width at ${percentText(plan.confidence)}` : 'one replication gives no interval'}`,
    ...failureLines(result),
    '',
    ...figureLines(rows),
    '',
    `result ${result.resultHash}`,
  ];
  return `${lines.join('\n')}\n`;
}

function failureLines({ failures, unfinished }: PointResult): string[] {
  const lines = failures.map(({ replication, name, message, replay }) => {
    const again = message.includes(replay) ? '' : ` (replay with ${replay})`;
    return `replication ${replication} failed: ${name}: ${message}${again}`;
  });
  if (lines.length > 5)
    lines.splice(4, lines.length - 4, `… and ${lines.length - 4} more replications failed`);
  if (unfinished.length > 0) lines.push(`stopped: ${unfinished.length} replications did not finish`);
  if (lines.length > 0)
    lines.push('The figures are conditional: they hold for the replications that ended well.');
  return lines;
}

function figureLines(rows: readonly SummaryRow[]): string[] {
  const overall = rows.filter((row) => row.class === '' && row.n > 0);
  const whole = overall.filter((row) => row.place === '');
  return whole.length > 0 ? wholeLines(whole) : placeLines(overall);
}

/** A line for each figure of the whole, as networks have them. */
function wholeLines(rows: readonly SummaryRow[]): string[] {
  const shown = rows.slice(0, MOST_LINES);
  const table = textTable([
    ['', 'mean', 'unit', 'p50', 'p95'],
    ...shown.map((row) => [
      words(row.kpi),
      intervalText(row.mean, row.halfWidth),
      row.unit,
      row.observations === 0 ? '' : figureText(row.quantiles[2]),
      row.observations === 0 ? '' : figureText(row.quantiles[5]),
    ]),
  ]);
  return [...table, ...moreLine(rows.length - shown.length, 'summary.csv')];
}

/** A line for each block, its main figures side by side. */
function placeLines(rows: readonly SummaryRow[]): string[] {
  const byPlace = new Map<string, Map<string, SummaryRow>>();
  const units = new Map<string, string>();
  for (const row of rows) {
    if (!BLOCK_FIGURES.includes(row.kpi) || (row.kpi === 'losses' && row.mean === 0)) continue;
    const figures = byPlace.get(row.place) ?? new Map<string, SummaryRow>();
    byPlace.set(row.place, figures.set(row.kpi, row));
    units.set(row.kpi, row.unit);
  }
  const columns = BLOCK_FIGURES.filter((kpi) => units.has(kpi));
  const places = [...byPlace.keys()];
  const shown = places.slice(0, MOST_LINES);
  const table = textTable([
    ['block', ...columns.map((kpi) => words(kpi) + unitText(units.get(kpi)!))],
    ...shown.map((place) => [
      place,
      ...columns.map((kpi) => {
        const row = byPlace.get(place)!.get(kpi);
        return row === undefined ? '' : intervalText(row.mean, row.halfWidth);
      }),
    ]),
  ]);
  return [...table, ...moreLine(places.length - shown.length, 'summary.csv')];
}

function moreLine(more: number, file: string): string[] {
  return more > 0 ? [`… and ${more} more in ${file}`] : [];
}

function words(kpi: string): string {
  return kpi.replaceAll('_', ' ');
}

function unitText(unit: string): string {
  return unit === '' || unit === 'subjects' ? '' : `, ${unit}`;
}
