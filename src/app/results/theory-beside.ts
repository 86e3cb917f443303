import type { SummaryRow } from '../../experiment/summarize.ts';
import type { TheoryReport, TheoryValue } from '../../experiment/theory/theory-value.ts';

/** Exact values by the figures that they belong to. */
export type TheoryLookup = (figure: Figure) => TheoryValue | undefined;

type Figure = Pick<SummaryRow, 'kpi' | 'place' | 'class'>;

/** How the exact value stands to a simulated interval; `no-interval` where a single replication gives none. */
export type TheoryVerdict = 'within' | 'outside' | 'no-interval';

/** Rounding of a mean over many observations, as a share of the value. */
const ROUNDING = 1e-9;

const twelveDigits = new Intl.NumberFormat(navigator.language, { maximumSignificantDigits: 12 });

/** An exact value without the last digits, which are only the rounding of its formula. */
export function exactText(value: number): string {
  return twelveDigits.format(value);
}

/** Finds the exact value of a figure. */
export function theoryLookup(report: TheoryReport | undefined): TheoryLookup {
  const values = new Map(report?.values.map((value) => [keyOf(value), value]));
  return (figure) => values.get(keyOf(figure));
}

function keyOf({ kpi, place, class: ofClass }: Figure): string {
  return JSON.stringify([kpi, place, ofClass]);
}

/** Whether the simulated interval holds the exact value. */
export function theoryVerdict(
  { mean, halfWidth }: Pick<SummaryRow, 'mean' | 'halfWidth'>,
  exact: number,
): TheoryVerdict {
  if (!Number.isFinite(mean) || !Number.isFinite(halfWidth)) return 'no-interval';
  return Math.abs(mean - exact) <= halfWidth + ROUNDING * Math.abs(exact) ? 'within' : 'outside';
}

/** Simulated intervals that have an exact value, and those that hold it. */
export interface TheoryTally {
  readonly intervals: number;
  readonly within: number;
}

/** Counts over all figures of a run. */
export function theoryTally(rows: readonly SummaryRow[], lookup: TheoryLookup): TheoryTally {
  let intervals = 0;
  let within = 0;
  for (const row of rows) {
    const exact = lookup(row);
    const verdict = exact === undefined ? 'no-interval' : theoryVerdict(row, exact.value);
    if (verdict === 'no-interval') continue;
    intervals++;
    if (verdict === 'within') within++;
  }
  return { intervals, within };
}

/** Names of the models behind the exact values, each once, in the order of the flow. */
export function modelNames({ values }: TheoryReport): readonly string[] {
  return [...new Set(values.map(({ name }) => name).filter((name) => name !== ''))];
}
