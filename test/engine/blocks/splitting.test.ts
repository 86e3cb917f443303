import { describe, expect, test } from 'vitest';
import { constant, flow, given, kpi, log, runFlow, steps, type WrittenBlock } from '../../builders/flow.ts';

const SINK = { out: { type: 'sink' } } as const;
const forked = (more: object = {}): Record<'fork' | 'join' | 'out', WrittenBlock> => ({
  fork: { type: 'split', branches: [{ to: 'left' }, { to: 'right' }] },
  join: { type: 'join', to: 'out', ...more },
  ...SINK,
});

describe('splitting and joining', () => {
  test('keeps a subject until its copies have come together, each copy on its own way', () => {
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0, 1], to: 'fork' },
          ...forked(),
          left: { type: 'queue', service: given(2, 2), to: 'join' },
          right: { type: 'queue', service: given(5, 1), to: 'join' },
        },
      }),
    );
    // Left: 0-2 and 2-4; right: 0-5 and 5-6. The second waits for its right copy, from 4 to 6.
    expect(log(run, 'fork')).toEqual([
      '0 a#0 entered fork',
      '1 a#1 entered fork',
      '5 a#0 left fork',
      '6 a#1 left fork',
    ]);
    expect(steps(run, 'join', 'entered')).toEqual([
      'a/fork.0#0 @ 2',
      'a/fork.0#1 @ 4',
      'a/fork.1#0 @ 5',
      'a/fork.1#1 @ 6',
    ]);
    expect(steps(run, 'out', 'entered')).toEqual(['a#0 @ 5', 'a#1 @ 6']);
    expect(kpi(run, 'fork', 'time_in_system')).toBeCloseTo((5 + 5) / 2, 12);
    expect(kpi(run, 'join', 'time_in_queue')).toBeCloseTo((3 + 0 + 2 + 0) / 4, 12);
    expect(kpi(run, 'fork', 'number_in_system')).toBeCloseTo(10 / 1000, 12);
    // Two came and each had two copies; all are gone, counted as created and as left.
    expect(run.outcome.ledger).toEqual({ created: 6, left: 6, lost: 0, in_system: 0 });
  });

  test('sends as many copies along a branch as it says', () => {
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0], to: 'fork' },
          fork: { type: 'split', branches: [{ to: 'work', copies: 3 }] },
          work: { type: 'queue', service: constant(2), to: 'join' },
          join: { type: 'join', to: 'out' },
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'work', 'started')).toEqual(['a/fork.0#0 @ 0', 'a/fork.1#0 @ 2', 'a/fork.2#0 @ 4']);
    expect(steps(run, 'out', 'entered')).toEqual(['a#0 @ 6']);
  });

  test('goes on with those it needs, and ends the others as they come', () => {
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0], to: 'fork' },
          ...forked({ needs: 1 }),
          left: { type: 'delay', time: constant(7), to: 'join' },
          right: { type: 'delay', time: constant(3), to: 'join' },
        },
      }),
    );
    expect(steps(run, 'out', 'entered')).toEqual(['a#0 @ 3']);
    expect(steps(run, 'join', 'left')).toEqual(['a/fork.1#0 @ 3', 'a/fork.0#0 @ 7']);
    expect(run.outcome.ledger).toEqual({ created: 3, left: 3, lost: 0, in_system: 0 });
  });

  test('a subject whose copies all come at once goes on at once', () => {
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [4], to: 'fork' },
          fork: { type: 'split', branches: [{ to: 'join', copies: 2 }] },
          join: { type: 'join', to: 'out' },
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'out', 'entered')).toEqual(['a#0 @ 4']);
    expect(kpi(run, 'fork', 'time_in_system')).toBe(0);
  });

  test('a copy can be split again', () => {
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0], to: 'fork' },
          ...forked(),
          left: { type: 'split', branches: [{ to: 'desk', copies: 2 }] },
          desk: { type: 'queue', service: constant(2), to: 'inner' },
          inner: { type: 'join', to: 'join' },
          right: { type: 'delay', time: constant(1), to: 'join' },
        },
      }),
    );
    expect(steps(run, 'desk', 'left')).toEqual(['a/fork.0/left.0#0 @ 2', 'a/fork.0/left.1#0 @ 4']);
    expect(steps(run, 'join', 'entered')).toEqual(['a/fork.1#0 @ 1', 'a/fork.0#0 @ 4']);
    expect(steps(run, 'out', 'entered')).toEqual(['a#0 @ 4']);
  });

  test('copies of one that comes back have names of their own, by their order', () => {
    const run = runFlow(
      flow({
        blocks: {
          crew: { type: 'population', size: 1, to: 'fork' },
          fork: { type: 'split', branches: [{ to: 'work', copies: 2 }] },
          work: { type: 'delay', time: constant(2), to: 'join' },
          join: { type: 'join', to: 'fork' },
          ...SINK,
        },
        run: { horizon_s: 5 },
      }),
    );
    expect(steps(run, 'join', 'left')).toEqual([
      'crew/fork.1#0 @ 2',
      'crew/fork.0#0 @ 2',
      'crew/fork.1#1 @ 4',
      'crew/fork.0#1 @ 4',
    ]);
  });

  test('the luck of a copy follows its subject, whatever else is split', () => {
    const other = { type: 'source', at_s: [0.5, 1.5], to: 'fork' } as const;
    const timesOf = (blocks: object) =>
      steps(
        runFlow(
          flow({
            blocks: {
              a: { type: 'source', at_s: [0, 1, 2, 3], to: 'fork' },
              ...forked(),
              left: { type: 'delay', time: { exponential: { mean_s: 5 } }, to: 'join' },
              right: { type: 'delay', time: { exponential: { mean_s: 5 } }, to: 'join' },
              ...blocks,
            },
          }),
        ),
        'out',
        'entered',
      ).filter((line) => line.startsWith('a#'));
    const alone = timesOf({});
    expect(alone).toHaveLength(4);
    expect(timesOf({ other })).toEqual(alone);
  });
});

describe('changing the class', () => {
  const classes = [
    { name: 'new', priority: 1 },
    { name: 'old', priority: 0 },
  ];

  test('gives the class that is said, which then rules the time of service', () => {
    const run = runFlow(
      flow({
        classes,
        blocks: {
          a: { type: 'source', at_s: [0], to: 'desk' },
          desk: {
            type: 'queue',
            service_by_class: { new: constant(5), old: constant(1) },
            to: 'sort',
          },
          sort: { type: 'selector', by: 'class', branches: [{ to: 'age', class: 'new' }, { to: 'out' }] },
          age: { type: 'assign', class: 'old', to: 'desk' },
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'desk', 'left')).toEqual(['a#0 @ 5', 'a#0 @ 6']);
    expect(kpi(run, 'out', 'time_in_system', 'old')).toBe(6);
  });

  test('changes by the class that was, and leaves the others', () => {
    const run = runFlow(
      flow({
        classes: [...classes, { name: 'third', priority: 2 }],
        blocks: {
          a: { type: 'source', at_s: [0], class: 'new', to: 'change' },
          b: { type: 'source', at_s: [1], class: 'old', to: 'change' },
          c: { type: 'source', at_s: [2], class: 'third', to: 'change' },
          change: { type: 'assign', by_class: { new: 'old', old: 'new' }, to: 'out' },
          ...SINK,
        },
      }),
    );
    const classOf = run.rows
      .filter(({ table }) => table === 'parcels')
      .map(({ cells }) => `${cells[1]} ${cells[2]}`);
    expect(classOf).toEqual(['a#0 old', 'b#0 new', 'c#0 third']);
  });

  test('draws by weight, anew at each visit, and by who the subject is', () => {
    const endsOf = (first: number) =>
      runFlow(
        flow({
          classes,
          run: { horizon_s: 10_000 },
          blocks: {
            a: { type: 'source', every_s: 1, limit: 2000, to: 'change' },
            b: { type: 'source', at_s: [first], to: 'change' },
            change: { type: 'assign', class: { weights: { new: 3, old: 1 } }, to: 'wait' },
            wait: { type: 'delay', time: constant(1), to: 'again' },
            again: {
              type: 'selector',
              by: 'class',
              branches: [{ to: 'change', class: 'new' }, { to: 'out' }],
            },
            ...SINK,
          },
        }),
      );
    const one = endsOf(0.25);
    // Trials until a chance of one in four: four on average, sd 3.46 / sqrt(2000).
    expect(kpi(one, 'out', 'time_in_system')).toBeGreaterThan(4 - 4 * 0.0775);
    expect(kpi(one, 'out', 'time_in_system')).toBeLessThan(4 + 4 * 0.0775);
    const ofA = (run: typeof one) =>
      steps(run, 'out', 'entered')
        .filter((line) => line.startsWith('a#'))
        .sort();
    expect(ofA(endsOf(77.25))).toEqual(ofA(one));
  });
});
