import { appendFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { meanInterval } from '../../../src/engine/stats/interval.ts';
import { tQuantile } from '../../../src/engine/stats/quantiles.ts';
import { figureKey } from '../../../src/experiment/summarize.ts';
import { answerOf, checkAnswer } from '../../../src/experiment/theory/check-answer.ts';
import { theoryOf } from '../../../src/experiment/theory/theory-of.ts';
import { FlowRun } from '../../../src/model/flow/flow-run.ts';
import type { FlowScenario } from '../../../src/scenario/flow-schema.ts';
import { shippedLab, shippedLabs } from '../../builders/shipped-lab.ts';

/** Probability that any comparison below fails though the program is right: DEFINITIONS, "Accepting a simulated value". */
const FAMILY_WISE_ERROR = 1e-3;

/** Widest 95 % half-width, as a share of the exact value. */
const WIDEST = 0.05;

/** Figures of what is too rare for a narrow interval at a lab's settings: hardly anybody waits among 50 servers. */
const RARE: ReadonlySet<string> = new Set([
  'chain hand-over time_in_queue',
  'chain hand-over number_in_queue',
]);

/** Labs whose stays are long against their runs: the report says that their mean times come out short. */
const LONG_STAYS: ReadonlySet<string> = new Set(['chain', 'time-varying']);

/** A share of time below which nothing may have been seen of it. */
const UNSEEN = 1e-5;

const LABS = shippedLabs();
const COMPARISONS = LABS.reduce((sum, id) => sum + theoryOf(shippedLab(id).flow).values.length, 0);

/** Values of every figure over the replications that the scenario itself asks for. */
function simulate(flow: FlowScenario): Map<string, number[]> {
  const figures = new Map<string, number[]>();
  for (let replication = 0; replication < flow.run.replications; replication++) {
    const run = new FlowRun(flow, {
      seed: flow.run.seed,
      replication,
      records: { write: () => {} },
      parcels: 'none',
      scans: 'none',
    });
    while (!run.advance(Number.POSITIVE_INFINITY));
    for (const kpi of run.finish().kpis) {
      const key = figureKey(kpi);
      const values = figures.get(key) ?? [];
      figures.set(key, values);
      values.push(kpi.value);
    }
  }
  return figures;
}

describe('the queueing lab', () => {
  it('ships the thirteen labs', () => {
    expect(LABS).toEqual([
      'batch-server',
      'breakdowns',
      'chain',
      'erlang-loss',
      'full-or-on-time',
      'jackson-rework',
      'mdc',
      'mg1',
      'mm1',
      'mm1k',
      'mmc',
      'priority',
      'time-varying',
    ]);
  });

  it.each(LABS)(
    '%s: theory meets every simulated figure at the settings of the scenario',
    (id) => {
      const { flow } = shippedLab(id);
      const { values, reasons, remarks } = theoryOf(flow);
      expect(reasons).toEqual([]);
      expect(remarks.length).toBe(LONG_STAYS.has(id) ? 1 : 0);
      const simulated = simulate(flow);
      const faults = values.flatMap((theory) => {
        if (theory.kpi === 'share_empty' && theory.value < UNSEEN) return [];
        const found = simulated.get(figureKey(theory));
        if (found === undefined) return [`no figure ${figureKey(theory)}`];
        const { n, mean, halfWidth } = meanInterval(found, 0.95);
        const standardError = halfWidth / tQuantile(0.975, n - 1);
        const t = tQuantile(1 - FAMILY_WISE_ERROR / COMPARISONS / 2, n - 1);
        record(id, theory.place, theory.kpi, theory.class, mean, halfWidth, theory.value, theory.name);
        const distance = Math.abs(mean - theory.value);
        const text = `${theory.kpi} of ${theory.place} ${theory.class}: ${mean} ± ${halfWidth} against ${theory.value}`;
        // What does not vary at all, as the load of a truck that always leaves full, differs by rounding alone.
        if (!(distance <= t * standardError + 1e-9 * theory.value)) return [text];
        if (RARE.has(`${id} ${theory.place} ${theory.kpi}`)) return [];
        return halfWidth <= WIDEST * theory.value ? [] : [`${text}: too wide`];
      });
      expect(faults).toEqual([]);
      expect(values.length).toBeGreaterThan(0);
    },
    60_000,
  );

  it.each(LABS)('%s: every question has an answer, and its own answer is right', (id) => {
    const { flow } = shippedLab(id);
    expect(flow.lab?.questions.length).toBeGreaterThan(0);
    for (const question of flow.lab!.questions) {
      const answer = answerOf(question, flow);
      expect(answer, question.ask).toBeDefined();
      record(id, 'answer', question.ask, '', answer!.value, 0, answer!.value, answer!.unit);
      expect(checkAnswer(question, answer!.value, flow)?.verdict).toBe('right');
      expect(checkAnswer(question, answer!.value * (1 + 2 * question.tolerance), flow)?.verdict).toBe('near');
      expect(checkAnswer(question, answer!.value / 60, flow)?.hint).toBe('wrong-unit');
      expect(checkAnswer(question, answer!.value * 7, flow)?.hint).toBe('too-high');
      expect(checkAnswer(question, answer!.value * 0.3, flow)?.hint).toBe('too-low');
    }
  });
});

/** Appends a comparison to the file that WAYBILL_PROOF names, for whoever wants the whole table. */
function record(...cells: readonly (string | number)[]): void {
  const file = process.env.WAYBILL_PROOF;
  if (file !== undefined) appendFileSync(file, `${cells.join('\t')}\n`);
}
