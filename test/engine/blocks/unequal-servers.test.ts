import { describe, expect, test } from 'vitest';
import { constant, flow, kpi, runFlow, steps } from '../../builders/flow.ts';

const SINK = { out: { type: 'sink' } } as const;

describe('servers of different speeds', () => {
  test('the fastest that is free is taken, and kept to the end', () => {
    // Speeds 3, 2, 1 for a work of 6 s: 2, 3 and 6 s. a#0 fast 0-2, a#1 middle 1-4, a#2 slow 1-7; a#3 comes at 2
    // and finds the fast one free (2-4); a#4 waits from 3 to 4, where fast and middle become free: fast, 4-6.
    const run = runFlow(
      flow({
        blocks: {
          a: { type: 'source', at_s: [0, 1, 1, 2, 3], to: 'desk' },
          desk: { type: 'queue', server_speeds: [1, 3, 2], service: constant(6), to: 'out' },
          ...SINK,
        },
      }),
    );
    expect(steps(run, 'desk', 'started')).toEqual(['a#0 @ 0', 'a#1 @ 1', 'a#2 @ 1', 'a#3 @ 2', 'a#4 @ 4']);
    expect(steps(run, 'desk', 'left').sort()).toEqual([
      'a#0 @ 2',
      'a#1 @ 4',
      'a#2 @ 7',
      'a#3 @ 4',
      'a#4 @ 6',
    ]);
    expect(kpi(run, 'desk', 'utilization')).toBeCloseTo((2 + 3 + 6 + 2 + 2) / 3 / 1000, 12);
  });

  test('lines, ranks and room are as at any queue', () => {
    const run = runFlow(
      flow({
        classes: [
          { name: 'low', priority: 1 },
          { name: 'high', priority: 0 },
        ],
        blocks: {
          a: { type: 'source', at_s: [0, 0, 0, 1], class: 'low', to: 'desk' },
          b: { type: 'source', at_s: [0.5, 2], class: 'high', to: 'desk' },
          desk: {
            type: 'queue',
            server_speeds: [2, 1],
            discipline: 'priority',
            capacity: 4,
            service: constant(4),
            to: 'out',
          },
          ...SINK,
        },
      }),
    );
    // Fast 0-2 with a#0, slow 0-4 with a#1; a#2 waits, b#0 passes it, a#3 finds four.
    expect(steps(run, 'desk', 'lost')).toEqual(['a#3 @ 1']);
    expect(steps(run, 'desk', 'started')).toEqual(['a#0 @ 0', 'a#1 @ 0', 'b#0 @ 2', 'b#1 @ 4', 'a#2 @ 4']);
  });
});
