import { describe, expect, it } from 'vitest';
import { checkFlowLoad } from '../../../src/model/check/check-flow.ts';
import { expectedRates } from '../../../src/model/check/expected-rates.ts';
import { type FlowDraft, flow, mm1 } from '../../builders/flow.ts';

const exponential = (mean_s: number) => ({ exponential: { mean_s } });
const queue = (mean_s: number, to: string, more: object = {}) =>
  ({ type: 'queue', service: exponential(mean_s), to, ...more }) as const;
const out = { type: 'sink' } as const;

function found(draft: FlowDraft): string[] {
  return checkFlowLoad(flow(draft)).map(
    ({ place, found }) => `${'path' in place ? place.path : ''}: ${found}`,
  );
}

const arrivals = { type: 'source', interarrival: exponential(1), to: 'q' } as const;

describe('warnings about a flow', () => {
  it('are none below load 1, and one from load 1 on', () => {
    expect(checkFlowLoad(mm1({ load: 0.99 }))).toEqual([]);
    expect(checkFlowLoad(mm1({ load: 1, servers: 3 }))).toMatchObject([
      {
        severity: 'warning',
        place: { path: 'blocks.desk' },
        found: 'work for 3 servers, of which 3 are there on average',
      },
    ]);
  });

  it('count servers by their speed, and every copy of a subject', () => {
    const unequal = (mean_s: number) => ({
      blocks: { arrivals, q: queue(mean_s, 'out', { server_speeds: [1, 2] }), out },
    });
    expect(found(unequal(2.9))).toEqual([]);
    expect(found(unequal(3.1))).toEqual(['blocks.q: work for 3.1 servers, of which 3 are there on average']);
    const copied = (copies: number) => ({
      blocks: {
        arrivals: { ...arrivals, to: 'fork' },
        fork: { type: 'split' as const, branches: [{ to: 'q', copies }] },
        q: queue(0.4, 'join'),
        join: { type: 'join' as const, to: 'out' },
        out,
      },
    });
    expect(found(copied(2))).toEqual([]);
    expect(found(copied(3))).toEqual(['blocks.q: work for 1.2 servers, of which 1 are there on average']);
  });

  it('follow loops: rework makes more work', () => {
    const loop = (again: number) => ({
      blocks: {
        arrivals,
        q: queue(0.5, 'check'),
        check: {
          type: 'selector' as const,
          by: 'chance' as const,
          branches: [
            { to: 'q', weight: again },
            { to: 'out', weight: 1 - again },
          ],
        },
        out,
      },
    });
    // 0.5 / (1 - p) reaches 1 at p = 0.5.
    expect(found(loop(0.49))).toEqual([]);
    expect(found(loop(0.51))).toHaveLength(1);
  });

  it('count schedules and breakdowns', () => {
    const steps = {
      period_s: 24,
      steps: [
        { from_s: 0, capacity: 0 },
        { from_s: 12, capacity: 3 },
      ],
    };
    expect(found({ blocks: { arrivals, q: queue(1.4, 'out', { schedule: steps }), out } })).toEqual([]);
    expect(found({ blocks: { arrivals, q: queue(1.5, 'out', { schedule: steps }), out } })).toHaveLength(1);
    const breakdown = { by: 'clock', time_to_failure: exponential(80), repair: exponential(20) };
    expect(found({ blocks: { arrivals, q: queue(0.79, 'out', { breakdown }), out } })).toEqual([]);
    expect(found({ blocks: { arrivals, q: queue(0.81, 'out', { breakdown }), out } })).toHaveLength(1);
  });

  it('weigh classes by their own service times', () => {
    const draft = (slow: number): FlowDraft => ({
      classes: [{ name: 'a' }, { name: 'b' }],
      blocks: {
        arrivals: { ...arrivals, class: { weights: { a: 3, b: 1 } } },
        q: { type: 'queue', service_by_class: { a: exponential(0.4), b: exponential(slow) }, to: 'out' },
        out,
      },
    });
    // 0.75 x 0.4 + 0.25 x slow reaches 1 at 2.8.
    expect(found(draft(2.7))).toEqual([]);
    expect(found(draft(2.9))).toHaveLength(1);
  });

  it('count groups served together and arrivals that come in batches', () => {
    const batched = { ...arrivals, batch_size: { constant: { value: 4 } } };
    const group = { at_most: 5 };
    expect(found({ blocks: { arrivals: batched, q: queue(1.2, 'out', { group }), out } })).toEqual([]);
    expect(found({ blocks: { arrivals: batched, q: queue(1.3, 'out', { group }), out } })).toHaveLength(1);
  });

  it('say nothing of lines that turn away, sources that end, closed populations and batches on their way', () => {
    expect(found({ blocks: { arrivals, q: queue(9, 'out', { capacity: 5 }), out } })).toEqual([]);
    expect(found({ blocks: { arrivals: { ...arrivals, limit: 10 }, q: queue(9, 'out'), out } })).toEqual([]);
    expect(
      found({
        blocks: { people: { type: 'population', size: 3, to: 'q' }, q: queue(9, 'r'), r: queue(1, 'q') },
      }),
    ).toEqual([]);
    const batch = { type: 'batch', capacity: 9, departs_when_full: true, sends: 'batch', to: 'q' } as const;
    expect(
      found({ blocks: { arrivals: { ...arrivals, to: 'b' }, b: batch, q: queue(8, 'out'), out } }),
    ).toEqual([]);
  });

  it('rest on rates that vary, by their mean', () => {
    const rate = { steps: { period_s: 10, from_s: [0, 4], per_hour: [0, 6000] } };
    const rates = expectedRates(
      flow({ blocks: { a: { type: 'source', rate, to: 'q' }, q: queue(0.1, 'out'), out } }),
    );
    expect(rates.get('q')![0]).toBeCloseTo(1, 12);
  });
});
