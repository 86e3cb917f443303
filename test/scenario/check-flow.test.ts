import { describe, expect, it } from 'vitest';
import { checkFlow } from '../../src/scenario/check-flow.ts';
import { flowSchema } from '../../src/scenario/flow-schema.ts';
import { formatProblem, Problems } from '../../src/scenario/problem.ts';

const exponential = (mean_s: number) => ({ exponential: { mean_s } });
const source = { type: 'source', interarrival: exponential(5), to: 'desk' };
const desk = { type: 'queue', service: exponential(4), to: 'exit' };
const exit = { type: 'sink' };

function problemsOf(blocks: object, more: object = {}): string[] {
  const written = { version: 1, kind: 'flow', title: 'test', run: { horizon_s: 100 }, ...more, blocks };
  const problems = new Problems();
  checkFlow(flowSchema.parse(written), 'flow.json', problems);
  return problems.list.map(formatProblem);
}

/** Where the problems lie, without what is said of them. */
function placesOf(blocks: object, more: object = {}): string[] {
  return problemsOf(blocks, more).map((text) => /^flow\.json:(.*?): found/.exec(text)?.[1] ?? text);
}

describe('checking a flow', () => {
  it('finds nothing in one that is right', () => {
    expect(problemsOf({ source, desk, exit })).toEqual([]);
  });

  it('reports every fault at once, each at its place', () => {
    const faulty = {
      source: { ...source, every_s: 3, class: 'vip', to: 'dask' },
      desk: { ...desk, group: { at_least: 3, at_most: 2 }, lost_to: 'source' },
      slow: { type: 'delay', time: { uniform: { min_s: 9, max_s: 1 } }, to: 'pile' },
      pile: { type: 'batch', departs_when_full: true, to: 'choice' },
      choice: { type: 'selector', by: 'chance', branches: [{ to: 'exit' }, { to: 'nowhere', weight: 0 }] },
      lift: { type: 'seize', resource: 'lifts', units: 3, to: 'exit' },
      truck: { type: 'seize', resource: 'trucks', to: 'exit' },
      exit,
    };
    expect(
      placesOf(faulty, { resources: { lifts: { capacity: 2 } }, run: { horizon_s: 9, warm_up_s: 9 } }),
    ).toEqual([
      'run.warm_up_s',
      'blocks.source.to',
      'blocks.source',
      'blocks.source.class',
      'blocks.desk.lost_to',
      'blocks.desk.group.at_least',
      'blocks.slow.time',
      'blocks.pile.capacity',
      'blocks.choice.branches[0].weight',
      'blocks.choice.branches[1].to',
      'blocks.choice.branches',
      'blocks.lift.units',
      'blocks.truck.resource',
    ]);
  });

  it('guesses what a misspelled name was meant to be', () => {
    expect(problemsOf({ source: { ...source, to: 'dask' }, desk, exit })[0]).toContain(
      'did you mean "desk"?',
    );
  });

  it('quotes names that are no plain words', () => {
    expect(placesOf({ source, desk, exit, 'a.b': { ...desk, to: 'x' } })).toEqual(['blocks["a.b"].to']);
  });

  it.each([
    [
      'selectors',
      { s: { type: 'selector', by: 'turn', branches: [{ to: 't' }] }, t: { type: 'unbatch', to: 's' } },
    ],
    ['services of no length', { s: { ...desk, service: { constant: { value_s: 0 } }, to: 's' } }],
    [
      'lines that lose to each other',
      { s: { ...desk, capacity: 1, lost_to: 't' }, t: { ...desk, capacity: 1, lost_to: 's' } },
    ],
    [
      'seizing and releasing',
      { s: { type: 'seize', resource: 'r', to: 't' }, t: { type: 'release', resource: 'r', to: 's' } },
    ],
  ])('refuses a cycle that takes no time: %s', (_, cycle) => {
    const found = placesOf({ source, desk, exit, ...cycle }, { resources: { r: { capacity: 1 } } });
    expect(found).toEqual(['blocks.s']);
  });

  it('refuses arrivals without end at one instant, and a flow into which nothing comes', () => {
    const endless = { ...source, interarrival: { constant: { value_s: 0 } } };
    expect(placesOf({ source: endless, desk, exit })).toEqual(['blocks.source.interarrival']);
    expect(placesOf({ desk, exit })).toEqual(['blocks']);
  });

  it('wants a time for every class, and classes that exist', () => {
    const classes = [{ name: 'a' }, { name: 'b' }];
    const byClass = { type: 'queue', service_by_class: { a: exponential(1), c: exponential(1) }, to: 'exit' };
    const places = placesOf({ source, desk: byClass, exit }, { classes });
    expect(places).toEqual(['blocks.desk.service_by_class', 'blocks.desk.service_by_class']);
  });

  it('finds the place, figure, class and change that a question of the exercise does not have', () => {
    const ask = (answer: object) => ({ ask: 'How long?', answer, hint: 'Count.' });
    const questions = [
      ask({ kpi: 'time_in_queue', place: 'desk' }),
      ask({ kpi: 'time_in_queue', place: 'dask' }),
      ask({ kpi: 'loss_shore', place: 'desk' }),
      ask({ kpi: 'time_in_queue', place: 'desk', class: 'vip' }),
      ask({ kpi: 'time_in_queue', place: 'desk', set: ['blocks.desk.servers=none'] }),
      ask({ value: 4, formula: 'two and two' }),
    ];
    expect(placesOf({ source, desk, exit }, { lab: { exercise: 'Look.', questions } })).toEqual([
      'lab.questions[1].answer.place',
      'lab.questions[2].answer.kpi',
      'lab.questions[3].answer.class',
      'lab.questions[4].answer.set',
    ]);
  });
});
