import './browser-language.ts';
import { describe, expect, it } from 'vitest';
import { defaultDraft } from '../../src/app/experiments/draft-defaults.ts';
import {
  designSize,
  type ExperimentDraft,
  fractionSizes,
} from '../../src/app/experiments/experiment-draft.ts';
import { experimentText, galleryIdOf, galleryPath } from '../../src/app/experiments/experiment-text.ts';
import { namedScenarios, shippedExperiments } from '../../src/app/experiments/shipped-experiments.ts';
import { valuePaths } from '../../src/app/experiments/value-paths.ts';
import { openExperiment } from '../../src/experiment/open-experiment.ts';
import { loadExperiment } from '../../src/scenario/load-experiment.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { formatProblem } from '../../src/scenario/problem.ts';

const MM1 = {
  version: 1,
  kind: 'flow',
  title: 'One clerk',
  source: 'made up',
  starts_at: '2026-01-05T06:00:00+08:00',
  run: { horizon_s: 3600, replications: 4, seed: 1 },
  blocks: {
    arrivals: { type: 'source', interarrival: { exponential: { mean_s: 5 } }, to: 'counter' },
    counter: { type: 'queue', servers: 1, service: { exponential: { mean_s: 4 } }, to: 'exit' },
    exit: { type: 'sink' },
  },
};
const FILES = new Map([['scenario.json', new TextEncoder().encode(JSON.stringify(MM1))]]);
const block = (name: string, type: string, servers = 0) => ({ name, type, servers, to: [] });

/** The form as it is when the panel opens on One clerk. */
function draft(changes: Partial<ExperimentDraft> = {}): ExperimentDraft {
  const first = defaultDraft({
    summary: { title: MM1.title, kind: 'flow' },
    replications: 4,
    confidence: 0.95,
    horizonS: 3600,
    world: {
      kind: 'flow',
      version: 1,
      title: MM1.title,
      startsAt: MM1.starts_at,
      utcOffsetMinutes: 480,
      blocks: [block('arrivals', 'source'), block('counter', 'queue', 1), block('exit', 'sink')],
    },
  });
  return { ...first, ...changes };
}

/** Reads the form's text as the engine does. */
function opened(written: ExperimentDraft, overrides: readonly string[] = []) {
  const text = experimentText(written, { kind: 'flow', overrides });
  const { experiment, problems } = loadExperiment('experiment.json', new TextEncoder().encode(text));
  if (experiment === undefined) return { points: [], problems: problems.list.map(formatProblem) };
  const opening = openExperiment(experiment, 'experiment.json', (_, set) => loadScenario(FILES, set, 'mm1'));
  return {
    file: experiment,
    points: opening.experiment?.points ?? [],
    problems: opening.problems.list.filter(({ severity }) => severity === 'error').map(formatProblem),
  };
}

describe('the experiment that the form writes', () => {
  it('can be run as it is first shown: the scenario against one more server, ten replications', () => {
    const { points, problems, file } = opened(draft());
    expect(problems).toEqual([]);
    expect(points.map(({ name }) => name)).toEqual(['as it is', 'one more server at counter']);
    expect(file?.replications).toBe(10);
    expect(file?.comparison).toEqual({ pairs: 'all', correction: 'bonferroni' });
  });

  it.each([
    ['precise', { sampling: 'precise', relativeHalfWidth: '2.5' }],
    ['selection', { sampling: 'selection', indifferenceZone: '0.5' }],
    ['batch means', { sampling: 'batches' }],
    ['a fixed warm-up', { warmUp: 'fixed' }],
    ['MSER-5', { warmUp: 'mser5' }],
    ['Welch', { warmUp: 'welch' }],
    ['against a control, Dunnett', { pairs: 'control', correction: 'dunnett' }],
    ['Dunnett left over from another choice', { pairs: 'all', correction: 'dunnett' }],
    ['one at a time', { mode: 'factors', design: 'one_at_a_time' }],
    ['a full factorial', { mode: 'factors', design: 'full_factorial' }],
    ['a Latin hypercube', { mode: 'factors', design: 'latin_hypercube' }],
    ['a selection left over from alternatives', { mode: 'factors', sampling: 'selection' }],
  ] as const)('is accepted by the loader with %s', (_, changes) => {
    const { points, problems } = opened(draft(changes));
    expect(problems).toEqual([]);
    expect(points.length).toBeGreaterThan(1);
  });

  it('writes percent as shares, without the noise of binary fractions', () => {
    const { file } = opened(draft({ sampling: 'precise', relativeHalfWidth: '2.3', confidence: '99.9' }));
    expect(file?.replications).toMatchObject({ relative_half_width: 0.023 });
    expect(file?.confidence).toBe(0.999);
  });

  it('changes every point as the open scenario is changed', () => {
    const { points } = opened(draft(), ['run.horizon_s=1800']);
    expect(points.map(({ overrides }) => overrides[0])).toEqual(['run.horizon_s=1800', 'run.horizon_s=1800']);
  });

  it('leaves a number that is none to the loader, which names the field', () => {
    const { problems } = opened(draft({ replications: 'many' }));
    expect(problems.join()).toContain('replications');
  });

  it('tells of a change that leads nowhere at its alternative', () => {
    const changed = draft();
    changed.alternatives[1].values = 'blocks.counter.serverz=2';
    const { problems } = opened(changed);
    expect(problems.join()).toContain('alternatives[1]');
  });

  it('has as many points as it says', () => {
    for (const design of ['one_at_a_time', 'full_factorial', 'latin_hypercube'] as const) {
      const written = draft({ mode: 'factors', design });
      written.factors.push({
        name: 'pace',
        path: 'blocks.counter.service.exponential.mean_s',
        change: 'multiply',
        kind: 'range',
        low: '0.8',
        high: '1.2',
        levels: '',
        isInteger: false,
      });
      expect(opened(written).points).toHaveLength(designSize(written));
    }
  });

  it('offers only fractions that tell main effects apart', () => {
    expect(fractionSizes(2)).toEqual([]);
    expect(fractionSizes(3)).toEqual([4]);
    expect(fractionSizes(5)).toEqual([8, 16]);
  });
});

describe('what a scenario brings along', () => {
  it('lists its experiments by their titles, also where one cannot be read', () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    const files = new Map([
      ...FILES,
      ['experiments/two-clerks.json', bytes('{ "title": "Two clerks", "description": "Half the wait?" }')],
      ['experiments/broken.json', bytes('{')],
    ]);
    expect(shippedExperiments(files)).toMatchObject([
      { file: 'experiments/broken.json', title: 'broken', description: '' },
      { file: 'experiments/two-clerks.json', title: 'Two clerks', description: 'Half the wait?' },
    ]);
    expect(shippedExperiments(new Uint8Array(4))).toEqual([]);
  });

  it('finds the other scenarios that an experiment names, and never its own', () => {
    const text = JSON.stringify({
      scenario: '..',
      alternatives: [
        { name: 'a' },
        { name: 'b', scenario: galleryPath('mmc') },
        { scenario: '../../lab.json' },
      ],
    });
    expect([...namedScenarios(text)]).toEqual([
      ['../../mmc', 'mmc'],
      ['../../lab.json', 'lab'],
    ]);
    expect(galleryIdOf('..')).toBeUndefined();
    expect(namedScenarios('no JSON').size).toBe(0);
  });

  it('offers the numbers of its main file as paths, but not those of the plan', () => {
    const paths = valuePaths(FILES, 'flow');
    expect(paths).toContainEqual({ path: 'blocks.counter.service.exponential.mean_s', value: 4 });
    expect(paths.map(({ path }) => path)).not.toContain('run.seed');
    expect(valuePaths(new Uint8Array(4), 'flow')).toEqual([]);
  });
});
