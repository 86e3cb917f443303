import { figureKey, type SummaryRow } from '../experiment/summarize.ts';
import type { TheoryReport } from '../experiment/theory/theory-value.ts';
import { figureText, intervalText } from './figure-text.ts';
import { textTable } from './text-table.ts';

/** The figures that a first look asks for; results on the page show all. */
const MAIN_FIGURES: ReadonlySet<string> = new Set(['time_in_queue', 'time_in_system', 'loss_share', 'load']);

/** Theory beside the simulated interval of a flow, or why there is none. */
export function theoryText({ values, reasons, remarks }: TheoryReport, rows: readonly SummaryRow[]): string {
  const simulated = new Map(rows.map((row) => [figureKey(row), row]));
  const lines = values.flatMap((value) => {
    const row = simulated.get(figureKey(value));
    // A share of losses that is 0 by the shape of the flow is no news.
    if (row === undefined || !MAIN_FIGURES.has(value.kpi) || value.value === 0) return [];
    const name = value.class === '' ? value.place : `${value.place}, ${value.class}`;
    const isCovered = Math.abs(row.mean - value.value) <= row.halfWidth;
    return [
      [
        value.kpi.replaceAll('_', ' '),
        name,
        intervalText(row.mean, row.halfWidth),
        figureText(value.value),
        Number.isNaN(row.halfWidth) ? '' : isCovered ? 'inside' : 'outside',
        value.name,
      ],
    ];
  });
  const table =
    lines.length === 0 ? [] : textTable([['', 'block', 'simulated', 'theory', '', ''], ...lines], 2);
  const why = reasons.map((reason) => `no exact answer for ${reason}`);
  const all = [...table, ...why, ...(lines.length > 0 ? remarks : [])];
  return all.length === 0 ? '' : `\n${all.join('\n')}\n`;
}
