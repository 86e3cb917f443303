import { appendFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { meanInterval } from '../../src/engine/stats/interval.ts';
import { tQuantile } from '../../src/engine/stats/quantiles.ts';
import { QUANTILE_RELATIVE_ERROR } from '../../src/experiment/summarize.ts';
import { Program, type Tables } from '../program/program.ts';
import { MASTER_SEED } from '../seeds.ts';
import { COMPARISONS } from './all-cases.ts';
import { REPLICATIONS } from './flow-parts.ts';
import { figuresOf, rowOf, rowsOf, simulate } from './simulate.ts';
import type { Comparison, SummaryFigure, TheoryCase } from './theory-case.ts';

/** Probability that any comparison of the whole suite fails though the program is right. */
const FAMILY_WISE_ERROR = 1e-3;

/** Widest 95 % half-width, as a share of the exact value. */
const WIDEST = 0.05;

/** How closely a formula must meet the reference's 9 digits. */
const FORMULA_ERROR = 1e-6;

const T = tQuantile(1 - FAMILY_WISE_ERROR / COMPARISONS / 2, REPLICATIONS - 1);

/** A simulated mean and how well it is known. */
interface Estimate {
  readonly mean: number;
  readonly halfWidth: number;
}

/** Tests of every case of a group, each run once through the program. */
export function prove(group: string, cases: readonly TheoryCase[]): void {
  describe(group, () => {
    let program: Program;
    beforeAll(async () => {
      program = await Program.start();
    });
    afterAll(() => program.stop());

    it.each(cases.map((each) => [each.id, each] as const))('%s is met', async (_id, each) => {
      const estimates = await estimate(program, each);
      const faults = each.comparisons.flatMap((comparison, i) => faultsOf(each.id, comparison, estimates[i]));
      expect(faults).toEqual([]);
    });
  });
}

/** Runs a case: once for means, and replication by replication where other columns are compared. */
async function estimate(
  program: Program,
  { id, flow, comparisons }: TheoryCase,
): Promise<readonly Estimate[]> {
  const options = ['--seed', `${MASTER_SEED.theory}/${id}`, '--parcels', 'none', '--scans', 'none'];
  const tables = await simulate(program, flow, [...options, '--replications', `${REPLICATIONS}`]);
  const summary = rowsOf(tables.summary);
  const singles: Tables[] = [];
  if (comparisons.some(({ of }) => typeof of !== 'function' && of.column !== undefined)) {
    for (let ordinal = 0; ordinal < REPLICATIONS; ordinal++) {
      singles.push(await simulate(program, flow, [...options, '--only-replication', `${ordinal}`]));
    }
  }
  const figures = comparisons.some(({ of }) => typeof of === 'function') ? figuresOf(tables) : [];
  const spreads = singles.map((single) => rowsOf(single.summary));
  return comparisons.map(({ of }) => {
    if (typeof of === 'function') return meanInterval(figures.map(of));
    if (of.column !== undefined) return meanInterval(spreads.map((rows) => cell(rows, of, of.column!)));
    return { mean: cell(summary, of, 'mean'), halfWidth: cell(summary, of, 'half_width') };
  });
}

function cell(rows: Parameters<typeof rowOf>[0], of: SummaryFigure, column: string): number {
  const text = rowOf(rows, of)[column];
  return text === '' ? Number.NaN : Number(text);
}

/** What is wrong with one figure, in words. */
function faultsOf(id: string, comparison: Comparison, { mean, halfWidth }: Estimate): string[] {
  const { name, exact, formula, scale = 1, of } = comparison;
  const isQuantile = typeof of !== 'function' && of.column?.startsWith('p') === true;
  const target = exact * scale;
  const standardError = halfWidth / tQuantile(0.975, REPLICATIONS - 1);
  const allowed = T * standardError + (isQuantile ? QUANTILE_RELATIVE_ERROR * target : 0);
  const distance = Math.abs(mean - target);
  record(id, name, target, mean, halfWidth, (mean - target) / standardError);
  const faults: string[] = [];
  if (!(distance <= allowed)) {
    faults.push(
      `${name}: ${mean / scale} against ${exact}, off by ${distance / standardError} standard errors`,
    );
  }
  if (!(halfWidth <= WIDEST * target)) {
    faults.push(`${name}: the half-width is ${(100 * halfWidth) / target} % of ${exact}`);
  }
  if (formula !== undefined && !(Math.abs(formula - exact) <= FORMULA_ERROR * exact)) {
    faults.push(`${name}: the formula gives ${formula}, the reference ${exact}`);
  }
  return faults;
}

/** Appends a comparison to the file that WAYBILL_PROOF names, for whoever wants the whole table. */
function record(...cells: readonly (string | number)[]): void {
  const file = process.env.WAYBILL_PROOF;
  if (file !== undefined) appendFileSync(file, `${cells.join(',')}\n`);
}
