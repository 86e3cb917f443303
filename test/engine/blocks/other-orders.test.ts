import { describe, expect, test } from 'vitest';
import { RandomLine } from '../../../src/engine/blocks/picked-line.ts';
import { Stream } from '../../../src/engine/random/stream.ts';
import { constant, flow, given, kpi, runFlow, steps, type WrittenBlock } from '../../builders/flow.ts';

function run(at_s: number[], desk: object) {
  return runFlow(
    flow({
      blocks: {
        a: { type: 'source', at_s, to: 'desk' },
        desk: { type: 'queue', to: 'out', ...desk } as WrittenBlock,
        out: { type: 'sink' },
      },
    }),
  );
}

describe('the latest first, who interrupts', () => {
  const latest = { discipline: 'lifo_preemptive' };

  test('takes the server, and whoever was interrupted goes on where it stopped', () => {
    // a#0 0-1 (4 left), a#1 1-2 (1 left), a#2 2-3, a#1 3-4, a#0 4-8.
    const found = run([0, 1, 2], { ...latest, service: given(5, 2, 1) });
    expect(steps(found, 'desk', 'started')).toEqual(['a#0 @ 0', 'a#1 @ 1', 'a#2 @ 2']);
    expect(steps(found, 'desk', 'left')).toEqual(['a#2 @ 3', 'a#1 @ 4', 'a#0 @ 8']);
    expect(kpi(found, 'desk', 'time_in_queue')).toBeCloseTo((3 + 1 + 0) / 3, 12);
    expect(kpi(found, 'desk', 'number_in_queue')).toBeCloseTo(4 / 1000, 12);
    expect(kpi(found, 'desk', 'utilization')).toBeCloseTo(8 / 1000, 12);
    expect(found.outcome.staleCount).toBe(2);
  });

  test('takes the server of the one that came first, where there are several', () => {
    // a#2 takes the server of a#0 at 2, a#3 that of a#1 at 3; a#1 comes before a#0 when one is free again, at 6.
    const found = run([0, 1, 2, 3], { ...latest, servers: 2, service: constant(4) });
    expect(steps(found, 'desk', 'left')).toEqual(['a#2 @ 6', 'a#3 @ 7', 'a#1 @ 8', 'a#0 @ 9']);
  });

  test('leaves alone whoever ends at that instant, and finds no room where it is full', () => {
    const found = run([0, 1, 1.5, 1.6], { ...latest, capacity: 2, service: constant(1) });
    expect(steps(found, 'desk', 'lost')).toEqual(['a#3 @ 1.6']);
    expect(steps(found, 'desk', 'left')).toEqual(['a#0 @ 1', 'a#2 @ 2.5', 'a#1 @ 3']);
  });

  test('serves the last of those who come together', () => {
    const found = run([0, 0, 0], { ...latest, service: constant(1) });
    expect(steps(found, 'desk', 'left')).toEqual(['a#2 @ 1', 'a#1 @ 2', 'a#0 @ 3']);
  });
});

describe('the shortest service first', () => {
  test('is the next of those who wait, of equals the first that came, and interrupts nobody', () => {
    const found = run([0, 1, 2, 3, 4], { discipline: 'shortest_service', service: given(5, 4, 1, 3, 1) });
    expect(steps(found, 'desk', 'started')).toEqual(['a#0 @ 0', 'a#2 @ 5', 'a#4 @ 6', 'a#3 @ 7', 'a#1 @ 10']);
  });

  test('takes the shortest of those who come together, and minds shifts and room', () => {
    const schedule = {
      period_s: 1000,
      steps: [
        { from_s: 0, capacity: 0 },
        { from_s: 10, capacity: 2 },
      ],
    };
    const found = run([0, 0, 0, 5], {
      discipline: 'shortest_service',
      capacity: 3,
      schedule,
      service: given(3, 1, 2, 1),
    });
    expect(steps(found, 'desk', 'lost')).toEqual(['a#3 @ 5']);
    expect(steps(found, 'desk', 'started')).toEqual(['a#1 @ 10', 'a#2 @ 10', 'a#0 @ 11']);
  });
});

describe('random order', () => {
  test('makes every order of those who wait equally likely', () => {
    const line = new RandomLine(new Stream(1, 0, 'order'));
    const counts = new Map<string, number>();
    const rounds = 12_000;
    for (let round = 0; round < rounds; round++) {
      for (const subject of [0, 1, 2]) line.push(subject);
      const order = [line.shift(), line.shift(), line.shift()].join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    const expected = rounds / 6;
    const chiSquare = [...counts.values()].reduce(
      (sum, count) => sum + (count - expected) ** 2 / expected,
      0,
    );
    expect(counts.size).toBe(6);
    // Five degrees of freedom, level 0.001.
    expect(chiSquare).toBeLessThan(20.5);
  });

  test('serves all, keeps the server busy, and changes no service time', () => {
    const at = [0, 1, 2, 3, 4, 5, 6, 7];
    const services = given(5, 1, 2, 3, 1, 2, 3, 4);
    const random = run(at, { discipline: 'random', service: services });
    const inTurn = run(at, { service: services });
    expect(kpi(random, 'desk', 'utilization')).toBe(kpi(inTurn, 'desk', 'utilization'));
    expect(steps(random, 'desk', 'left').at(-1)).toMatch(/ @ 21$/);
    const orders = [random, inTurn].map((found) =>
      steps(found, 'desk', 'left').map((one) => one.split(' ')[0]),
    );
    expect(new Set(orders[0]).size).toBe(8);
    expect(orders[0]).not.toEqual(orders[1]);
  });
});
