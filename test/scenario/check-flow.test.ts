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

  it.each(['breakdown', 'vacation', 'group'])('refuses shared servers with a %s', (option) => {
    const options = {
      breakdown: { by: 'clock', time_to_failure: exponential(9), repair: exponential(9) },
      vacation: { length: exponential(9) },
      group: { at_most: 2 },
    }[option];
    const shared = { ...desk, discipline: 'processor_sharing', [option]: options };
    expect(placesOf({ source, desk: shared, exit })).toEqual([`blocks.desk.${option}`]);
  });

  it('refuses servers of different speeds that are more, are shared, or come and go', () => {
    const schedule = { period_s: 9, steps: [{ from_s: 0, capacity: 1 }] };
    const unequal = (more: object) => ({ source, desk: { ...desk, server_speeds: [1, 2], ...more }, exit });
    expect(placesOf(unequal({}))).toEqual([]);
    expect(placesOf(unequal({ servers: 2 }))).toEqual([]);
    expect(placesOf(unequal({ servers: 3 }))).toEqual(['blocks.desk.servers']);
    expect(placesOf(unequal({ discipline: 'processor_sharing' }))).toEqual(['blocks.desk.discipline']);
    expect(placesOf(unequal({ schedule }))).toEqual(['blocks.desk.schedule']);
    expect(placesOf(unequal({ group: { at_most: 2 } }))).toEqual(['blocks.desk.group']);
    expect(placesOf(unequal({ capacity: 2, when_full: 'block' }))).toContain('blocks.desk.server_speeds');
  });

  it('refuses patience where there is not one line before servers that are always there', () => {
    const schedule = { period_s: 9, steps: [{ from_s: 0, capacity: 1 }] };
    const patience = { constant: { value_s: 5 } };
    const impatient = (more: object) => ({ source, desk: { ...desk, patience, ...more }, exit });
    expect(placesOf(impatient({ capacity: 4, reneged_to: 'exit' }))).toEqual([]);
    expect(placesOf(impatient({ reneged_to: 'nowhere' }))).toEqual(['blocks.desk.reneged_to']);
    expect(placesOf(impatient({ patience: undefined, reneged_to: 'exit' }))).toEqual([
      'blocks.desk.patience',
    ]);
    expect(placesOf(impatient({ discipline: 'lifo' }))).toEqual(['blocks.desk.discipline']);
    expect(placesOf(impatient({ schedule }))).toEqual(['blocks.desk.schedule']);
    expect(placesOf(impatient({ server_speeds: [1, 2] }))).toContain('blocks.desk.server_speeds');
    expect(placesOf(impatient({ group: { at_most: 2 } }))).toContain('blocks.desk.group');
    const none = { constant: { value_s: 0 } };
    expect(placesOf(impatient({ patience: none, reneged_to: 'desk' }))).not.toEqual([]);
  });

  const schedule = { period_s: 9, steps: [{ from_s: 0, capacity: 1 }] };
  const interruptions = {
    breakdown: { by: 'clock', time_to_failure: exponential(9), repair: exponential(1) },
    vacation: { length: exponential(5) },
    group: { at_most: 2 },
  };
  const placesAtDesk = (options: object) =>
    placesOf({ source, desk: { ...desk, ...options }, exit }).map((at) => at.replace('blocks.desk.', ''));

  it.each(['random', 'shortest_service', 'lifo_preemptive'])(
    'refuses what does not go with %s',
    (discipline) => {
      expect(placesAtDesk({ discipline, capacity: 3, lost_to: 'exit', joins: [1, 0.5] })).toEqual([]);
      expect(placesAtDesk({ discipline, ...interruptions })).toEqual(
        expect.arrayContaining(Object.keys(interruptions)),
      );
      expect(placesAtDesk({ discipline, schedule })).toEqual(
        discipline === 'lifo_preemptive' ? ['schedule'] : [],
      );
      for (const other of [
        { server_speeds: [1, 2] },
        { setup: exponential(3) },
        { starts_at: 2 },
        { patience: exponential(3) },
      ])
        expect(placesAtDesk({ discipline, ...other }), JSON.stringify(other)).toEqual(['discipline']);
    },
  );

  it.each([{ setup: exponential(3) }, { starts_at: 2 }])(
    'refuses what does not go with servers that go off: %j',
    (start) => {
      const [option] = Object.keys(start);
      expect(
        placesAtDesk({ ...start, servers: 3, discipline: 'priority', joins: [1, 0.5], capacity: 2 }),
      ).toEqual([]);
      for (const [name, other] of Object.entries({
        ...interruptions,
        schedule,
        server_speeds: [1],
        patience: exponential(3),
      }))
        expect(placesAtDesk({ ...start, [name]: other })).toEqual([name]);
      for (const discipline of ['preemptive_priority', 'processor_sharing'])
        expect(placesAtDesk({ ...start, discipline })).toEqual(['discipline']);
      const blocks = {
        source,
        desk: { ...desk, ...start, to: 'next' },
        next: { ...desk, capacity: 2, when_full: 'block' },
        exit,
      };
      expect(placesOf(blocks)).toEqual([`blocks.desk.${option}`]);
    },
  );

  it('refuses a threshold that the room never lets in, and a queue that nobody would be the first to join', () => {
    expect(placesAtDesk({ starts_at: 4, capacity: 3 })).toEqual(['starts_at']);
    expect(placesAtDesk({ joins: [0, 1] })).toEqual(['joins']);
    for (const wrong of [
      { joins: [] },
      { joins: [1.1] },
      { joins: [-0.1] },
      { starts_at: 0 },
      { starts_at: 1.5 },
    ])
      expect(() => placesAtDesk(wrong), JSON.stringify(wrong)).toThrow();
    expect(placesAtDesk({ setup: { uniform: { min_s: 9, max_s: 1 } } })).toEqual(['setup']);
  });

  it('refuses a change of class that is none, is double, or names a class that is not there', () => {
    const change = { type: 'assign', to: 'exit' };
    const blocks = (more: object) => ({
      source: { ...source, to: 'change' },
      change: { ...change, ...more },
      exit,
    });
    const classes = [{ name: 'x' }, { name: 'y' }];
    expect(placesOf(blocks({}), { classes })).toEqual(['blocks.change']);
    expect(placesOf(blocks({ class: 'x', by_class: { x: 'y' } }), { classes })).toEqual(['blocks.change']);
    expect(placesOf(blocks({ class: 'z' }), { classes })).toEqual(['blocks.change.class']);
    expect(placesOf(blocks({ class: { weights: { x: 0 } } }), { classes })).toEqual([
      'blocks.change.class.weights',
    ]);
    expect(placesOf(blocks({ by_class: { z: 'x', x: 'w' } }), { classes })).toEqual([
      'blocks.change.by_class',
      'blocks.change.by_class',
    ]);
    expect(placesOf(blocks({ class: 'x', to: 'change' }), { classes })).toEqual(['blocks.change']);
  });

  describe('queues that block', () => {
    const next = { ...desk, capacity: 2, when_full: 'block' };
    const right = { source, desk: { ...desk, to: 'next' }, next, exit };

    it('are accepted where queues lead straight there', () => {
      expect(problemsOf(right)).toEqual([]);
      const round = {
        ...right,
        crew: { type: 'population', size: 9, to: 'desk' },
        next: { ...next, to: 'desk' },
      };
      expect(problemsOf(round)).toEqual([]);
      const fork = { type: 'split', branches: [{ to: 'desk' }] };
      const join = { type: 'join', to: 'exit' };
      const copies = {
        ...right,
        source: { ...source, to: 'fork' },
        fork,
        next: { ...next, to: 'join' },
        join,
      };
      expect(problemsOf(copies)).toEqual([]);
    });

    it.each<[string, object, string[]]>([
      ['there is always room', { next: { ...desk, when_full: 'block' } }, ['blocks.next.capacity']],
      ['somebody would be lost', { next: { ...next, lost_to: 'exit' } }, ['blocks.next.lost_to']],
      ['a source leads there', { more: { ...source, to: 'next' } }, ['blocks.next.when_full']],
      [
        'a selector leads there',
        { choice: { type: 'selector', by: 'turn', branches: [{ to: 'next' }] } },
        ['blocks.next.when_full'],
      ],
      [
        'the lost of another come there',
        { other: { ...desk, capacity: 1, lost_to: 'next', to: 'exit' } },
        ['blocks.next.when_full'],
      ],
      [
        'all wait for each other',
        {
          desk: { ...right.desk, capacity: 2, when_full: 'block' },
          next: { ...next, to: 'desk' },
          source: { ...source, to: 'exit' },
        },
        ['blocks.desk.when_full', 'blocks.next.when_full'],
      ],
      [
        'servers are shared, fail, or serve groups',
        {
          desk: { ...right.desk, discipline: 'preemptive_priority', vacation: { length: exponential(3) } },
          next: { ...next, discipline: 'processor_sharing' },
        },
        ['blocks.next.discipline', 'blocks.desk.discipline', 'blocks.desk.vacation'],
      ],
    ])('are refused where %s', (_, change, places) => {
      expect(placesOf({ ...right, ...change })).toEqual(places);
    });
  });

  describe('copies of a subject', () => {
    const fork = { type: 'split', branches: [{ to: 'desk' }, { to: 'desk', copies: 2 }] };
    const join = { type: 'join', to: 'exit' };
    const right = { source: { ...source, to: 'fork' }, fork, desk: { ...desk, to: 'join' }, join, exit };

    it('are accepted where they come together', () => {
      expect(problemsOf(right)).toEqual([]);
      const lossy = { ...right.desk, capacity: 3, lost_to: 'join' };
      expect(problemsOf({ ...right, desk: lossy })).toEqual([]);
    });

    it.each<[string, object, string[]]>([
      ['can leave', { desk }, ['blocks.fork.branches', 'blocks.fork.branches']],
      ['are turned away', { desk: { ...right.desk, capacity: 3 } }, ['blocks.fork.branches']],
      [
        'meet at two joins',
        { fork: { ...fork, branches: [{ to: 'desk' }, { to: 'other' }] }, other: { ...join } },
        ['blocks.fork.branches'],
      ],
      [
        'travel as one',
        {
          desk: { type: 'batch', capacity: 2, departs_when_full: true, sends: 'batch', to: 'join' },
        },
        ['blocks.fork.branches', 'blocks.join'],
      ],
      ['are too few', { join: { ...join, needs: 4 } }, ['blocks.join.needs']],
      ['are split again without end', { desk: { ...desk, to: 'fork' } }, ['blocks.fork']],
      [
        'go nowhere',
        { fork: { ...fork, branches: [{ to: 'dask' }, { to: 'desk' }] } },
        ['blocks.fork.branches[0].to'],
      ],
      [
        'come together with subjects that were not split',
        { more: { ...source, to: 'join' } },
        ['blocks.join'],
      ],
    ])('are refused where they %s', (_, change, places) => {
      expect(placesOf({ ...right, ...change })).toEqual(places);
    });

    it('are refused where they might not join a line', () => {
      const choosy = { ...desk, to: 'join', joins: [1, 0.5] };
      expect(placesOf({ ...right, desk: choosy })).toEqual(['blocks.fork.branches']);
    });

    it('are refused on a cycle that takes no time', () => {
      const still = { fork: { type: 'split', branches: [{ to: 'join' }] }, join: { ...join, to: 'fork' } };
      expect(placesOf({ source: { ...source, to: 'fork' }, ...still })).toEqual(['blocks.fork']);
    });

    it('are refused where they have too many names', () => {
      const many = { type: 'split', branches: [{ to: 'join', copies: 1000 }] };
      const inner = { type: 'split', branches: [{ to: 'inside', copies: 1000 }] };
      const nested = {
        source: { ...source, to: 'fork' },
        fork: { ...many, branches: [{ to: 'inner', copies: 1000 }] },
        inner,
        inside: { type: 'join', to: 'join' },
        join,
        exit,
      };
      expect(placesOf(nested)).toEqual(['blocks']);
    });
  });
});
