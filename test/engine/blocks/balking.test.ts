import { describe, expect, test } from 'vitest';
import { constant, flow, kpi, runFlow, steps, type WrittenBlock } from '../../builders/flow.ts';

const out = { type: 'sink' } as const;

describe('subjects that look at the line before they join it', () => {
  test('stay by the number that they find, those in service included, and go where the lost go', () => {
    // a#0 0-3; a#1 finds one and stays; a#2 finds two and does not; at 3 a#0 is gone: a#3 finds one.
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0, 1, 2, 3], to: 'desk' },
          desk: { type: 'queue', service: constant(3), joins: [1, 1, 0], lost_to: 'gone', to: 'out' },
          gone: { type: 'sink' },
          out,
        },
      }),
    );
    expect(steps(run, 'desk', 'lost')).toEqual(['a#2 @ 2']);
    expect(steps(run, 'gone', 'entered')).toEqual(['a#2 @ 2']);
    expect(steps(run, 'desk', 'left')).toEqual(['a#0 @ 3', 'a#1 @ 6', 'a#3 @ 9']);
    expect(kpi(run, 'desk', 'arrivals')).toBe(4);
    expect(kpi(run, 'desk', 'loss_share')).toBe(0.25);
    expect(run.outcome.ledger).toEqual({ created: 4, left: 4, lost: 0, in_system: 0 });
  });

  test('leave the system where nothing is said, one by one also where they come together', () => {
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0, 0, 0], to: 'which' },
          which: { type: 'selector', by: 'shortest', branches: [{ to: 'desk' }] },
          desk: { type: 'queue', service: constant(3), joins: [1, 0], to: 'out' },
          out,
        },
      }),
    );
    expect(steps(run, 'desk', 'lost')).toEqual(['a#1 @ 0', 'a#2 @ 0']);
    expect(run.outcome.ledger).toEqual({ created: 3, left: 1, lost: 2, in_system: 0 });
  });

  test('have luck of their own, whatever else comes, at every visit', () => {
    const lostOf = (more: Record<string, WrittenBlock>) =>
      steps(
        runFlow(
          flow({
            blocks: {
              a: { type: 'source', every_s: 10, to: 'desk' },
              desk: { type: 'queue', service: constant(1), joins: [0.5, 1], to: 'turn' },
              turn: { type: 'selector', by: 'turn', branches: [{ to: 'desk' }, { to: 'out' }] },
              ...more,
              out,
            },
          }),
        ),
        'desk',
        'lost',
      ).filter((one) => one.startsWith('a#'));
    const alone = lostOf({});
    // A hundred come, of whom half stay, half of these once more.
    expect(alone.length).toBeGreaterThan(50);
    expect(alone.length).toBeLessThan(95);
    expect(alone.some((one) => one.endsWith('1')) && alone.some((one) => one.endsWith('0'))).toBe(true);
    const others = { type: 'source', every_s: 20, start_s: 5, to: 'other' } as const;
    const other: WrittenBlock = { type: 'queue', service: constant(1), joins: [0.5], to: 'out' };
    expect(lostOf({ others, other })).toEqual(alone);
  });

  test('may stand before any kind of queue', () => {
    const kinds: object[] = [
      { discipline: 'processor_sharing' },
      { discipline: 'lifo_preemptive' },
      { patience: constant(50) },
      { setup: constant(0) },
      { group: { at_most: 1 } },
      { server_speeds: [1] },
      { vacation: { length: constant(100), repeats: false } },
    ];
    for (const kind of kinds) {
      const run = runFlow(
        flow({
          blocks: {
            a: { type: 'source', at_s: [200, 201, 202], to: 'desk' },
            desk: {
              type: 'queue',
              service: constant(5),
              joins: [1, 1, 0],
              to: 'out',
              ...kind,
            } as WrittenBlock,
            out,
          },
        }),
      );
      expect(steps(run, 'desk', 'lost'), JSON.stringify(kind)).toEqual(['a#2 @ 202']);
    }
  });
});
