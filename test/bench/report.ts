/** One line of the bench's table. */
export interface Finding {
  readonly section: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** `at least` or `at most` so much, in the same unit; absent where a figure is only printed. */
  readonly budget?: { readonly atLeast: number } | { readonly atMost: number };
  /** Spread or circumstances, in words. */
  readonly note?: string;
}

/** What must hold on any machine, unlike a speed. */
export interface Check {
  readonly what: string;
  readonly holds: boolean;
  readonly found: string;
}

/** What sections have found so far. */
export interface Results {
  readonly findings: Finding[];
  readonly checks: Check[];
}

/** What was asked for. */
export interface Choices {
  /** Includes the runs of 10^7 parcels. */
  readonly isLong: boolean;
}

/** Measures, and adds what it found. */
export type Section = (results: Results, choices: Choices) => void;

/** A value that must be exactly what is expected. */
export function check<Value>(what: string, found: Value, expected: Value): Check {
  const holds = found === expected;
  return { what, holds, found: holds ? String(found) : `${found}, expected ${expected}` };
}

/** True where a figure keeps its budget or has none. */
export function keepsBudget({ value, budget }: Finding): boolean {
  if (budget === undefined) return true;
  return 'atLeast' in budget ? value >= budget.atLeast : value <= budget.atMost;
}

/** The table, one section after another, with budget and verdict. */
export function tableText(findings: readonly Finding[]): string {
  const rows = findings.map((finding) => [
    finding.section,
    finding.what,
    `${figure(finding.value)} ${finding.unit}`.trim(),
    budgetText(finding),
    verdictText(finding),
    finding.note ?? '',
  ]);
  const table = [['section', 'what', 'measured', 'budget', 'verdict', 'note'], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The checks, failures marked. */
export function checksText(checks: readonly Check[]): string {
  return checks
    .map(({ what, holds, found }) => `${holds ? 'ok    ' : 'WRONG '} ${what}: ${found}`)
    .join('\n');
}

/** The middle value; of an even number the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Least and greatest value in words. */
export function spread(values: readonly number[]): string {
  return `${figure(Math.min(...values))} to ${figure(Math.max(...values))} over ${values.length} rounds`;
}

function verdictText(finding: Finding): string {
  if (finding.budget === undefined) return '';
  if (keepsBudget(finding)) return 'ok';
  return 'atLeast' in finding.budget ? 'BELOW BUDGET' : 'OVER BUDGET';
}

function budgetText({ budget }: Finding): string {
  if (budget === undefined) return '';
  return 'atLeast' in budget ? `>= ${budget.atLeast}` : `<= ${budget.atMost}`;
}

function figure(value: number): string {
  return Math.abs(value) >= 100
    ? value.toFixed(0)
    : Math.abs(value) >= 10
      ? value.toFixed(1)
      : value.toFixed(3);
}
