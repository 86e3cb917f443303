import { describe, expect, test } from 'vitest';
import { constant, flow, given, kpi, runFlow, steps, type WrittenBlock } from '../../builders/flow.ts';

const SINK = { out: { type: 'sink' } } as const;

/** A queue to which subjects come at the given instants. */
function run(at_s: number[], desk: object, more: Record<string, WrittenBlock> = {}) {
  const line = { type: 'queue', service: constant(2), to: 'out', ...desk } as WrittenBlock;
  return runFlow(flow({ blocks: { a: { type: 'source', at_s, to: 'desk' }, desk: line, ...more, ...SINK } }));
}

describe('a server that goes off when nobody waits', () => {
  test('is set up before it serves again, and goes on while somebody waits', () => {
    // Off at 0. Set up 1-4, serves 4-6 and 6-8, off; set up again 10-13.
    const found = run([1, 2, 10], { setup: constant(3) });
    expect(steps(found, 'desk', 'started')).toEqual(['a#0 @ 4', 'a#1 @ 6', 'a#2 @ 13']);
    expect(kpi(found, 'desk', 'time_in_queue')).toBeCloseTo((3 + 4 + 3) / 3, 12);
    expect(kpi(found, 'desk', 'number_setting_up')).toBeCloseTo(6 / 1000, 12);
    expect(kpi(found, 'desk', 'utilization')).toBeCloseTo(6 / 1000, 12);
  });

  test('begins only when enough wait, and then serves until nobody does', () => {
    const found = run([1, 2, 5, 6, 20], { starts_at: 3 });
    expect(steps(found, 'desk', 'started')).toEqual(['a#0 @ 5', 'a#1 @ 7', 'a#2 @ 9', 'a#3 @ 11']);
    expect(kpi(found, 'desk', 'number_setting_up')).toBe(0);
  });

  test('is set up once enough wait where both are asked for', () => {
    const found = run([1, 2, 3], { starts_at: 2, setup: constant(4) });
    expect(steps(found, 'desk', 'started')).toEqual(['a#0 @ 6', 'a#1 @ 8', 'a#2 @ 10']);
  });

  test('is not set up for one whom another server has taken', () => {
    // Two setups begin, at 0 and at 1, of 5 s each; the first server serves 5-5.5 and takes the second subject too.
    const found = run([0, 1, 8], { servers: 2, setup: given(5, 5, 4), service: constant(0.5) });
    expect(steps(found, 'desk', 'started')).toEqual(['a#0 @ 5', 'a#1 @ 5.5', 'a#2 @ 12']);
    expect(kpi(found, 'desk', 'number_setting_up')).toBeCloseTo((5 + 4.5 + 4) / 1000, 12);
    expect(found.outcome.staleCount).toBe(1);
  });

  test('begins with others, one for every so many who wait', () => {
    // At 1 two wait: the first server begins; at 2 two wait again: the second.
    const found = run([0, 1, 2, 3], { servers: 2, starts_at: 2, service: constant(10) });
    expect(steps(found, 'desk', 'started')).toEqual(['a#0 @ 1', 'a#1 @ 2', 'a#2 @ 11', 'a#3 @ 12']);
    const together = run([0, 0, 0, 0, 0], { servers: 3, starts_at: 2, service: constant(10) });
    expect(steps(together, 'desk', 'started').slice(0, 4)).toEqual([
      'a#0 @ 0',
      'a#1 @ 0',
      'a#2 @ 0',
      'a#3 @ 10',
    ]);
  });

  test('stays on for one that comes straight back', () => {
    const turn: WrittenBlock = { type: 'selector', by: 'turn', branches: [{ to: 'desk' }, { to: 'out' }] };
    const found = run([0], { setup: constant(3), service: constant(1), to: 'turn' }, { turn });
    expect(steps(found, 'out', 'entered')).toEqual(['a#0 @ 5']);
  });

  test('counts those who wait for it against its room', () => {
    const found = run([0, 1, 2, 9], { setup: constant(5), capacity: 2 });
    expect(steps(found, 'desk', 'lost')).toEqual(['a#2 @ 2']);
    // Off since 9, and an arrival at the very instant at which it would go off keeps it on.
    expect(steps(found, 'desk', 'started')).toEqual(['a#0 @ 5', 'a#1 @ 7', 'a#3 @ 9']);
  });
});
