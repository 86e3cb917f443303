import { describe, expect, it } from 'vitest';
import { baseLevelOf, factorOverrides } from '../../src/scenario/experiment-factor.ts';
import type { ExperimentFile } from '../../src/scenario/experiment-schema.ts';
import {
  checkExperimentFits,
  loadExperiment,
  resolveScenarioPath,
} from '../../src/scenario/load-experiment.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { formatProblem, Problems } from '../../src/scenario/problem.ts';
import { folder, inlined, load, twoHubs } from './network-sample.ts';

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

const plain = {
  version: 1,
  kind: 'experiment',
  title: 'Couriers',
  responses: [{ kpi: 'transit_time' }],
  alternatives: [{ name: 'today' }, { name: 'more', set: ['facilities[kind=station].couriers+=1'] }],
};
const { alternatives: _, ...withoutPoints } = plain;
const couriers = {
  name: 'couriers',
  path: 'facilities[kind=station].couriers',
  change: 'add',
  low: 0,
  high: 2,
};
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => ({ ...couriers, name }));

function linesOf(value: unknown): string[] {
  return loadExperiment('e.json', bytesOf(value)).problems.list.map(formatProblem);
}

function loaded(value: unknown): ExperimentFile {
  const { experiment, problems } = loadExperiment('e.json', bytesOf(value));
  expect(problems.list).toEqual([]);
  return experiment!;
}

describe('a sound experiment file', () => {
  it('has its defaults filled in', () => {
    const experiment = loaded({ ...plain, comparison: {}, replications: { relative_half_width: 0.02 } });
    expect(experiment).toMatchObject({
      scenario: '..',
      set: [],
      common_random_numbers: true,
      responses: [{ kpi: 'transit_time', place: '', class: '' }],
      replications: { relative_half_width: 0.02, at_least: 10, at_most: 200 },
      comparison: { pairs: 'all', correction: 'bonferroni' },
    });
    expect(experiment.alternatives?.[0]).toEqual({ name: 'today', set: [] });
    expect(experiment.seed).toBe(undefined);
  });

  it.each([
    ['one alternative', { alternatives: [{ name: 'today' }], batch_means: {}, replications: 1 }],
    ['a control', { comparison: { pairs: 'control', control: 'today', correction: 'dunnett' } }],
    ['a selection', { selection: { kpi: 'cost', best: 'lowest', indifference_zone: 1 }, confidence: 0.6 }],
    ['another scenario', { alternatives: [{ name: 'x', scenario: '../../mm1' }, { name: 'y' }] }],
    ['a warm-up', { warm_up: { welch: { window: 10 } } }],
  ])('may have %s', (_name, parts) => {
    loaded({ ...plain, ...parts });
  });

  it.each([
    ['one at a time', [couriers], { one_at_a_time: {} }],
    [
      'levels of texts',
      [{ name: 'x', path: 'a.b', levels: ['fifo', 'lifo'], base: 'lifo' }],
      { full_factorial: {} },
    ],
    ['a fraction by runs', [a, b, c, d], { fractional_factorial: { runs: 8 } }],
    ['a fraction by generators', [a, b, c, d], { fractional_factorial: { generators: ['D = -ABC'] } }],
    ['a hypercube', [a, { ...b, path: ['x', 'y[3].z'] }], { latin_hypercube: { points: 9 } }],
  ])('may vary factors by %s', (_name, factors, design) => {
    loaded({ ...withoutPoints, factors, design });
  });
});

describe('a faulty experiment file', () => {
  it('is told everything at once, also between parts when others are faulty themselves', () => {
    const lines = linesOf({
      ...plain,
      titel: 'x',
      confidence: 2,
      replications: { relative_half_width: 0.02, at_least: 50, at_most: 20 },
      alternatives: [{ name: 'today', set: ['run.x'] }, { name: 'today' }],
      comparison: { correction: 'dunnett', pairs: 'all' },
    });
    expect(lines.map((line) => line.slice(0, line.indexOf(': found'))).sort()).toEqual([
      'e.json:alternatives[0].set[0]',
      'e.json:alternatives[1].name',
      'e.json:comparison.correction',
      'e.json:confidence',
      'e.json:replications.at_most',
      'e.json:titel',
    ]);
    expect(lines.join('\n')).toContain('did you mean "title"?');
  });

  it.each([
    ['no points', withoutPoints, 'found neither alternatives nor factors'],
    [
      'both',
      { ...plain, factors: [a], design: { one_at_a_time: {} } },
      'exactly one of alternatives and factors',
    ],
    ['no design', { ...withoutPoints, factors: [a] }, 'e.json:design: found nothing'],
    ['a design alone', { ...plain, design: { one_at_a_time: {} } }, 'a design only with factors'],
    [
      'two designs',
      { ...withoutPoints, factors: [a], design: { one_at_a_time: {}, full_factorial: {} } },
      'e.json:design',
    ],
    [
      'a selection of factors',
      {
        ...withoutPoints,
        factors: [a],
        design: { one_at_a_time: {} },
        selection: { kpi: 'x', best: 'lowest', indifference_zone: 1 },
      },
      'a selection only of alternatives',
    ],
    [
      'a selection with replications',
      { ...plain, replications: 5, selection: { kpi: 'x', best: 'lowest', indifference_zone: 1 } },
      'no replications with a selection',
    ],
    [
      'a selection of one',
      {
        ...plain,
        alternatives: [{ name: 'x' }],
        selection: { kpi: 'x', best: 'lowest', indifference_zone: 1 },
      },
      'at least two alternatives',
    ],
    [
      'a selection by guessing',
      { ...plain, confidence: 0.5, selection: { kpi: 'x', best: 'lowest', indifference_zone: 1 } },
      'the chance of guessing',
    ],
    [
      'an unknown control',
      { ...plain, comparison: { pairs: 'control', control: 'todai' } },
      'did you mean "today"?',
    ],
    ['a control of all pairs', { ...plain, comparison: { control: 'today' } }, 'add "pairs": "control"'],
    ['batch means of replications', { ...plain, batch_means: {}, replications: 5 }, '1 with batch_means'],
    [
      'too few replications for a precision',
      { ...plain, replications: { relative_half_width: 0.1, at_least: 5 } },
      'a whole number at least 10',
    ],
    [
      'a figure twice',
      { ...plain, responses: [{ kpi: 'x' }, { kpi: 'x', place: '' }] },
      'e.json:responses[1]',
    ],
    ['an absolute path', { ...plain, scenario: 'C:\\x' }, 'a path relative to the folder of this file'],
    ['another version', { ...plain, version: 2 }, 'made by a newer Waybill'],
    ['a scenario', { version: 1, kind: 'flow', title: 'x' }, '"experiment"'],
    ['no object', [plain], 'an object that describes an experiment'],
  ])('with %s is refused', (_name, value, part) => {
    expect(linesOf(value).join('\n')).toContain(part);
    expect(loadExperiment('e.json', bytesOf(value)).experiment).toBe(undefined);
  });

  it.each([
    [
      'low above high',
      { ...couriers, low: 3 },
      'factors[0].low: found 3, allowed a number below high, which is 2',
    ],
    ['only low', { name: 'x', path: 'a', low: 1 }, 'factors[0].high: found nothing'],
    ['levels beside low', { ...couriers, levels: [1, 2] }, 'either low and high, or levels'],
    ['a level twice', { name: 'x', path: 'a', levels: [1, 1] }, 'factors[0].levels[1]'],
    ['a text to add', { name: 'x', path: 'a', change: 'add', levels: [1, 'b'] }, 'a number to add'],
    ['a base outside', { ...couriers, base: 5 }, 'a number from 0 to 2'],
    ['half a courier', { ...couriers, high: 1.5, is_integer: true }, 'a whole number, as is_integer says'],
    ['a value in its path', { ...couriers, path: 'a.b+=1' }, 'found "+=1" after the path'],
    ['a broken path', { ...couriers, path: ['a', 'b['] }, 'factors[0].path[1]'],
  ])('with a factor of %s is refused', (_name, factor, part) => {
    const lines = linesOf({ ...withoutPoints, factors: [factor], design: { one_at_a_time: {} } });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(part);
  });

  it.each([
    ['neither runs nor generators', {}, 'exactly one of runs and generators'],
    ['more runs than there are', { runs: 16 }, 'for 4 factors one of 8'],
    ['a generator without a product', { generators: ['D=A'] }, 'as in D=ABC'],
    ['a letter of no factor', { generators: ['E=ABC'] }, 'the letter E'],
    ['a letter twice', { generators: ['D=AAB'] }, 'each letter once'],
  ])('with a fraction of %s is refused', (_name, fraction, part) => {
    const lines = linesOf({
      ...withoutPoints,
      factors: [a, b, c, d],
      design: { fractional_factorial: fraction },
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(part);
  });

  it('with three levels in a two-level fraction is refused', () => {
    const three = { name: 'd', path: 'x', levels: [1, 2, 3] };
    const design = { fractional_factorial: { runs: 8 } };
    expect(linesOf({ ...withoutPoints, factors: [a, b, c, three], design })[0]).toContain('two levels');
  });

  it('of unsafe or double keys is refused as any JSON of ours', () => {
    const read = (text: string) =>
      loadExperiment('e.json', new TextEncoder().encode(text)).problems.list.map(formatProblem).join('\n');
    expect(read('{"__proto__": {}}')).toContain('"__proto__"');
    expect(read('{"version": 1, "version": 1}')).toContain('the key "version" again');
  });
});

describe('a factor', () => {
  const [one] = loaded({ ...withoutPoints, factors: [couriers], design: { one_at_a_time: {} } }).factors!;

  it('becomes overrides that a scenario takes', () => {
    expect(factorOverrides(one, 2)).toEqual(['facilities[kind=station].couriers+=2']);
    expect(factorOverrides({ path: ['a.b', 'c'], change: 'multiply' }, 1.5)).toEqual(['a.b*=1.5', 'c*=1.5']);
    expect(factorOverrides({ path: 'x', change: 'replace' }, '7')).toEqual(['x="7"']);
    const couriersOf = (overrides: string[]) => {
      const { scenario } = load(twoHubs(), overrides);
      if (scenario?.kind !== 'network') throw new Error('no network');
      return scenario.network.facilities.map((facility) => facility.couriers);
    };
    const today = couriersOf([]);
    const kinds = load(twoHubs()).scenario;
    if (kinds?.kind !== 'network') throw new Error('no network');
    const isStation = kinds.network.facilities.map(({ kind }) => kind === 'station');
    expect(couriersOf(factorOverrides(one, 2))).toEqual(today.map((n, i) => (isStation[i] ? n + 2 : n)));
  });

  it('stands at its base, or where it changes nothing, or at its lowest', () => {
    expect(baseLevelOf(one)).toBe(0);
    expect(baseLevelOf({ ...one, base: 1 })).toBe(1);
    expect(baseLevelOf({ ...one, low: 1 })).toBe(1);
    expect(baseLevelOf({ ...one, change: 'multiply' })).toBe(1);
    expect(
      baseLevelOf({ ...one, change: 'replace', low: undefined, high: undefined, levels: ['x', 'y'] }),
    ).toBe('x');
  });
});

describe('an experiment with a scenario', () => {
  it('cannot cut the start of a network', () => {
    const experiment = loaded({ ...plain, warm_up: { fixed_s: 1 } });
    const problems = new Problems();
    checkExperimentFits(experiment, load(twoHubs()).scenario!, 'e.json', problems);
    expect(problems.list.map(formatProblem)).toEqual([
      expect.stringMatching(/^e\.json:warm_up: .*run\.warm_up_days/),
    ]);
    const flow = loadScenario(folder('scenarios/mm1'), [], 'mm1').scenario!;
    const none = new Problems();
    checkExperimentFits(experiment, flow, 'e.json', none);
    expect(none.list).toEqual([]);
  });

  it.each([
    ['scenarios/a/experiments/x.json', '..', 'scenarios/a'],
    ['scenarios/a/experiments/x.json', '../../b', 'scenarios/b'],
    ['experiments/x.json', '..', '.'],
    ['x.json', '..', '..'],
    ['x.json', './one.json', 'one.json'],
    ['/data/a/experiments/x.json', '../b.zip', '/data/a/b.zip'],
  ])('%s with %s means %s', (file, scenario, expected) => {
    expect(resolveScenarioPath(file, scenario)).toBe(expected);
  });

  it('leaves the scenario beside it as it is', () => {
    const hashOf = (files: Map<string, Uint8Array>) => {
      const { scenario, problems } = load(files);
      expect(problems.list).toEqual([]);
      return scenario!.hash;
    };
    const beside: [string, Uint8Array][] = [['experiments/a.json', bytesOf(plain)]];
    expect(hashOf(new Map([...twoHubs(), ...beside]))).toBe(hashOf(twoHubs()));
    expect(hashOf(new Map([...beside, ...inlined(twoHubs())]))).toBe(hashOf(twoHubs()));
    const zipped = [...twoHubs(), ...beside].map(([name, bytes]): [string, Uint8Array] => [
      `x/${name}`,
      bytes,
    ]);
    expect(hashOf(new Map(zipped))).toBe(hashOf(twoHubs()));
  });

  it('is not taken for a scenario where it lies alone', () => {
    const { scenario, problems } = load(new Map([['experiments/a.json', bytesOf(plain)]]));
    expect(scenario).toBe(undefined);
    expect(formatProblem(problems.list[0])).toContain('an experiment is run, not opened as a scenario');
  });
});
