import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Conducted, conductExperiment } from '../../src/experiment/conduct.ts';
import type { Executor, ReplicationResult } from '../../src/experiment/executor.ts';
import { InlineExecutor } from '../../src/experiment/inline-executor.ts';
import { openExperiment } from '../../src/experiment/open-experiment.ts';
import { reportOf } from '../../src/experiment/report.ts';
import { NoRows } from '../../src/experiment/row-writer.ts';
import { ruleFor } from '../../src/experiment/rules/rule-spec.ts';
import { runExperiment } from '../../src/experiment/run-experiment.ts';
import { loadExperiment } from '../../src/scenario/load-experiment.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { never, pause } from './fixtures.ts';

const RESPONSES = [{ kpi: 'time_in_system', place: 'exit', better: 'lower' }];

function open(scenario: string, content: object) {
  const bytes = readFileSync(new URL(`../fixtures/${scenario}.json`, import.meta.url));
  const text = JSON.stringify({
    version: 1,
    kind: 'experiment',
    title: 'Test',
    responses: RESPONSES,
    alternatives: [{ name: 'only' }],
    ...content,
  });
  const { experiment: file, problems } = loadExperiment('test.json', new TextEncoder().encode(text));
  if (file === undefined) throw new Error(JSON.stringify(problems.list));
  const reopen = (further: readonly string[]) => {
    const opening = openExperiment(
      file,
      'test.json',
      (_, overrides) => loadScenario(new Map([[`${scenario}.json`, bytes]]), overrides, scenario),
      further,
    );
    if (opening.experiment === undefined) throw new Error(JSON.stringify(opening.problems.list));
    return opening.experiment;
  };
  return { experiment: reopen([]), reopen };
}

/** Runs an experiment here, so many replications at a time, and notes what was executed. */
async function conduct(
  course: ReturnType<typeof open>,
  concurrency = 1,
  earlier: readonly ReplicationResult[] = [],
): Promise<Conducted & { executed: string[] }> {
  const executed: string[] = [];
  const conducted = await conductExperiment(course, async ({ plans, rule }) => {
    const inline = new InlineExecutor(plans, {
      clock: () => performance.now(),
      pause,
      openRows: () => new NoRows(),
    });
    const executor: Executor = {
      concurrency,
      execute: (task, progress, signal) => {
        executed.push(`${task.point}:${task.replication}`);
        return inline.execute(task, progress, signal);
      },
    };
    const seeds = plans.map(({ seed }) => seed);
    return runExperiment({ seeds, rule: ruleFor(rule), executor, earlier }, {}, never);
  });
  return { ...conducted, executed };
}

const SHORT = ['run.horizon_s=3000', 'run.warm_up_s=100'];
const FASTER = [{ name: 'today' }, { name: 'faster', set: ['blocks.counter.service.exponential.mean_s=3'] }];

describe('an experiment over design points', () => {
  it('does not run again what is there, and comes to the same', async () => {
    const course = open('mm1', { set: SHORT, replications: 4, alternatives: FASTER });
    const whole = await conduct(course);
    const some = whole.results.flatMap(({ results }) => results.slice(1, 3));
    const rest = await conduct(course, 3, some);
    expect(rest.executed.sort()).toEqual(['0:0', '0:3', '1:0', '1:3']);
    expect(rest.results.map(({ resultHash }) => resultHash)).toEqual(
      whole.results.map(({ resultHash }) => resultHash),
    );
    expect(reportOf(rest.experiment, rest.results, undefined)).toEqual(
      reportOf(whole.experiment, whole.results, undefined),
    );
  });

  it('stops at the same replication however many run at once, and counts none beyond', async () => {
    const course = open('mm1', {
      set: SHORT,
      alternatives: FASTER,
      replications: { relative_half_width: 0.07, at_least: 10, at_most: 300 },
    });
    const counts = [];
    for (const concurrency of [1, 2, 7]) {
      const { results } = await conduct(course, concurrency);
      counts.push(results.map(({ results: finished }) => finished.map(({ outcome }) => outcome.replication)));
    }
    expect(counts[1]).toEqual(counts[0]);
    expect(counts[2]).toEqual(counts[0]);
    expect(counts[0][0]).toEqual(counts[0][1]);
    expect(counts[0][0].length).toBeGreaterThan(10);
    expect(counts[0][0].length).toBeLessThan(300);
  });

  it('goes on beside replications that fail, and says that it is conditional', async () => {
    const course = open('runs-dry', {
      replications: { relative_half_width: 0.9, at_least: 10, at_most: 30 },
    });
    const { results, experiment } = await conduct(course, 2);
    const report = reportOf(experiment, results, undefined);
    expect(report.isConditional).toBe(true);
    expect(report.points[0].failures.length).toBeGreaterThan(0);
    // Ten that ended well, whatever failed in between.
    expect(report.points[0].finished).toBeGreaterThanOrEqual(10);
    expect(report.points[0].unfinished).toEqual([]);
  });

  it('draws independent luck where common random numbers are switched off', async () => {
    const same = [{ name: 'one' }, { name: 'two' }];
    const paired = await conduct(open('mm1', { set: SHORT, replications: 3, alternatives: same }));
    const apart = await conduct(
      open('mm1', { set: SHORT, replications: 3, alternatives: same, common_random_numbers: false }),
    );
    const hashes = ({ results }: Conducted) => results.map(({ resultHash }) => resultHash);
    expect(hashes(paired)[0]).toBe(hashes(paired)[1]);
    expect(hashes(apart)[0]).not.toBe(hashes(apart)[1]);
  });
});

describe('a series of figures', () => {
  it('puts together, stretch by stretch, what the whole run says', async () => {
    const course = open('mm1', { set: SHORT, batch_means: { batches: 29 } });
    const { results, experiment } = await conduct(course);
    const [{ outcome, series = [] }] = results[0].results;
    expect(series.length).toBeGreaterThan(5);
    for (const { kpi, place, class: ofClass, values, weights } of series) {
      expect(values.length).toBe(29);
      let sum = 0;
      let weight = 0;
      for (let at = 0; at < values.length; at++) {
        sum += values[at] * weights[at];
        weight += weights[at];
      }
      const whole = outcome.kpis.find(
        (one) => one.kpi === kpi && one.place === place && one.class === ofClass,
      );
      expect(Math.abs(sum / weight / (whole?.value ?? Number.NaN) - 1)).toBeLessThan(1e-9);
    }
    const [report] = reportOf(experiment, results, undefined).steadyState.batchMeans;
    expect(report).toMatchObject({ batches: 29, everyS: 100, point: 0 });
    expect(report.halfWidth).toBeGreaterThan(0);
  });

  it('changes nothing of the run that it is read from', async () => {
    const plain = await conduct(open('mm1', { set: SHORT, replications: 1 }));
    const watched = await conduct(open('mm1', { set: SHORT, batch_means: { batches: 7 } }));
    expect(watched.results[0].resultHash).toBe(plain.results[0].resultHash);
  });
});
