import { describe, expect, it } from 'vitest';
import { theoryOf } from '../../../src/experiment/theory/theory-of.ts';
import { type FlowDraft, flow, type WrittenBlock } from '../../builders/flow.ts';

const exponential = (mean_s: number) => ({ exponential: { mean_s } });
const lognormal = (mean_s: number) => ({ lognormal: { mean_s, cv: 0.5 } });
const out = { type: 'sink' } as const;
const arrivals = { type: 'source', interarrival: exponential(5), to: 'desk' } as const;
const desk = { type: 'queue', service: exponential(4), to: 'out' } as const;

function report(blocks: Record<string, WrittenBlock>, more: Omit<FlowDraft, 'blocks'> = {}) {
  return theoryOf(flow({ run: { horizon_s: 100_100, warm_up_s: 100 }, ...more, blocks }));
}

/** The mean wait at a block; undefined where theory has none. */
function waitAt(place: string, blocks: Record<string, WrittenBlock>, more: Omit<FlowDraft, 'blocks'> = {}) {
  return report(blocks, more).values.find((one) => one.place === place && one.kpi === 'time_in_queue')?.value;
}

describe('conditions of theory', () => {
  it('gives a plain M/M/1 every figure, with model, formula and source', () => {
    const { values, reasons, remarks } = report({ arrivals, desk, out });
    const stay = values.find((one) => one.place === 'desk' && one.kpi === 'time_in_system');
    expect(stay).toMatchObject({ unit: 's', class: '', name: 'M/M/1', formula: '1 / (μ − λ)' });
    expect(stay?.value).toBeCloseTo(20, 9);
    expect(stay?.source).toContain('Kleinrock (1975)');
    expect({ reasons, remarks }).toEqual({ reasons: [], remarks: [] });
  });

  it('says that a run without warm-up includes its empty start', () => {
    const { remarks } = report({ arrivals, desk, out }, { run: { horizon_s: 100_000, warm_up_s: 0 } });
    expect(remarks).toEqual([expect.stringContaining('warm_up_s is 0')]);
  });

  it('says that long stays come out short in a short run', () => {
    const { remarks } = report({ arrivals, desk, out }, { run: { horizon_s: 1000, warm_up_s: 100 } });
    expect(remarks).toEqual([expect.stringContaining('still there at the end')]);
  });

  it('says that an overloaded station has no steady state, and is silent about what follows', () => {
    const { values, reasons } = report({ arrivals, desk: { ...desk, service: exponential(6) }, out });
    expect(values).toEqual([]);
    expect(reasons).toEqual(['“desk”: no steady state: the offered load is 1.2 of the capacity.']);
  });

  it('knows shared servers whatever the service, and their departures as Poisson', () => {
    const shared = { ...desk, discipline: 'processor_sharing', service: lognormal(4) } as const;
    const behind = { type: 'queue', service: exponential(4), to: 'out' } as const;
    const { values, reasons } = report({ arrivals, desk: { ...shared, to: 'behind' }, behind, out });
    const stayAt = (place: string) =>
      values.find((one) => one.place === place && one.kpi === 'time_in_system')?.value;
    expect(reasons).toEqual([]);
    expect([stayAt('desk'), stayAt('behind'), stayAt('out')].map((stay) => stay?.toFixed(9))).toEqual([
      '20.000000000',
      '20.000000000',
      '40.000000000',
    ]);
    expect(waitAt('desk', { arrivals, desk: shared, out })).toBe(0);
    expect(waitAt('desk', { arrivals, desk: { ...shared, capacity: 3 }, out })).toBeUndefined();
  });

  it('knows a server that goes off, by its threshold and its setups', () => {
    // M/G/1 at 0.2 per s, E[S] = 4, cv 0.5: 0.2 x 20 / (2 x 0.2) = 10.
    const general = { ...desk, service: lognormal(4) } as const;
    const wait = (more: object) => waitAt('desk', { arrivals, desk: { ...general, ...more }, out });
    expect(wait({ starts_at: 1 })).toBeCloseTo(10, 9);
    expect(wait({ starts_at: 4 })).toBeCloseTo(10 + 3 / (2 * 0.2), 9);
    // E[D] = 10, E[D^2] = 200.
    expect(wait({ setup: exponential(10) })).toBeCloseTo(10 + (20 + 0.2 * 200) / (2 * (1 + 2)), 9);
    const { values } = report({ arrivals, desk: { ...general, setup: exponential(10) }, out });
    const share = values.find((one) => one.place === 'desk' && one.kpi === 'number_setting_up');
    expect(share).toMatchObject({ unit: 'servers' });
    expect(share?.value).toBeCloseTo((0.2 * 2) / 3, 12);
  });

  it('knows service by the latest, whatever its times, and the order that changes no mean', () => {
    const latest = { ...desk, discipline: 'lifo_preemptive', service: lognormal(4) } as const;
    expect(waitAt('desk', { arrivals, desk: latest, out })).toBeCloseTo(16, 9);
    const two = { ...latest, servers: 2, service: exponential(8) } as const;
    const plain = { ...desk, servers: 2, service: exponential(8) } as const;
    expect(waitAt('desk', { arrivals, desk: two, out })).toBeCloseTo(
      waitAt('desk', { arrivals, desk: plain, out })!,
      12,
    );
    expect(waitAt('desk', { arrivals, desk: { ...two, service: lognormal(8) }, out })).toBeUndefined();
    expect(waitAt('desk', { arrivals, desk: { ...plain, discipline: 'random' }, out })).toBe(
      waitAt('desk', { arrivals, desk: plain, out }),
    );
  });

  it('says nothing of what comes behind a queue that not everybody joins', () => {
    const blocks: Record<string, WrittenBlock> = {
      arrivals,
      desk: { ...desk, joins: [1, 0.5], lost_to: 'other', to: 'next' },
      next: desk,
      other: desk,
      out,
    };
    const { values, reasons } = report(blocks);
    expect(values).toEqual([]);
    expect(reasons).toHaveLength(3);
    expect(reasons[0]).toMatch(/may not stay/);
  });

  const outside: Record<string, { blocks: Record<string, WrittenBlock>; why: RegExp }> = {
    'servers of different speeds': {
      blocks: { arrivals, desk: { ...desk, server_speeds: [1, 2] }, out },
      why: /different speeds/,
    },
    'the shortest service first': {
      blocks: { arrivals, desk: { ...desk, discipline: 'shortest_service' }, out },
      why: /shortest service first/,
    },
    'setups at two servers': {
      blocks: { arrivals, desk: { ...desk, servers: 2, setup: exponential(4) }, out },
      why: /one server/,
    },
    'a queue that blocks the one before': {
      blocks: {
        arrivals,
        desk: { ...desk, to: 'next' },
        next: { ...desk, capacity: 2, when_full: 'block' },
        out,
      },
      why: /block one another/,
    },
    'copies that come together': {
      blocks: {
        arrivals: { ...arrivals, to: 'fork' },
        fork: { type: 'split', branches: [{ to: 'desk' }, { to: 'join' }] },
        desk: { ...desk, to: 'join' },
        join: { type: 'join', to: 'out' },
        out,
      },
      why: /copies of a subject/,
    },
    'a change of class': {
      blocks: {
        arrivals: { ...arrivals, to: 'change' },
        change: { type: 'assign', class: 'subject', to: 'desk' },
        desk,
        out,
      },
      why: /changes of class/,
    },
    'lognormal service at two servers': {
      blocks: { arrivals, desk: { ...desk, servers: 2, service: lognormal(8) }, out },
      why: /M\/G\/c/,
    },
    'lognormal gaps and lognormal service': {
      blocks: {
        arrivals: { ...arrivals, interarrival: lognormal(5) },
        desk: { ...desk, service: lognormal(4) },
        out,
      },
      why: /GI\/M\/1/,
    },
    'servers by a schedule': {
      blocks: {
        arrivals,
        desk: {
          ...desk,
          schedule: {
            period_s: 100,
            steps: [
              { from_s: 0, capacity: 1 },
              { from_s: 50, capacity: 2 },
            ],
          },
        },
        out,
      },
      why: /schedule/,
    },
    'a source with a limit': { blocks: { arrivals: { ...arrivals, limit: 9 }, desk, out }, why: /limit/ },
    'a source of given instants': {
      blocks: { arrivals: { type: 'source', at_s: [1, 2], to: 'desk' }, desk, out },
      why: /given instants/,
    },
    'given service times': {
      blocks: { arrivals, desk: { ...desk, service: { given: { values_s: [1, 2] } } }, out },
      why: /written list/,
    },
    'a rate that varies': {
      blocks: {
        arrivals: {
          type: 'source',
          rate: { steps: { period_s: 100, from_s: [0, 50], per_hour: [9, 99] } },
          to: 'desk',
        },
        desk,
        out,
      },
      why: /varies in time/,
    },
    'two sources that are not Poisson': {
      blocks: {
        arrivals: { type: 'source', every_s: 9, to: 'desk' },
        more: { type: 'source', every_s: 11, to: 'desk' },
        desk,
        out,
      },
      why: /not all Poisson/,
    },
    'a station behind one that is not exponential': {
      blocks: {
        arrivals: { ...arrivals, to: 'first' },
        first: { ...desk, service: lognormal(4), to: 'desk' },
        desk,
        out,
      },
      why: /no Poisson process/,
    },
    'a closed population': {
      blocks: {
        men: { type: 'population', size: 3, to: 'desk' },
        desk: { ...desk, to: 'away' },
        away: { type: 'delay', time: exponential(9), to: 'desk' },
      },
      why: /closed population/,
    },
    'breakdowns whose lives are not exponential': {
      blocks: {
        arrivals,
        desk: { ...desk, breakdown: { by: 'use', time_to_failure: lognormal(900), repair: exponential(9) } },
        out,
      },
      why: /lives are exponential/,
    },
    'finite room before a lognormal server': {
      blocks: { arrivals, desk: { ...desk, service: lognormal(4), capacity: 3 }, out },
      why: /finite room/,
    },
    'groups with lognormal service': {
      blocks: { arrivals, desk: { ...desk, service: lognormal(4), group: { at_most: 3 } }, out },
      why: /groups/,
    },
    'a loop with a lognormal station': {
      blocks: {
        arrivals,
        desk: { ...desk, service: lognormal(3), to: 'choice' },
        choice: {
          type: 'selector',
          by: 'chance',
          branches: [
            { to: 'out', weight: 4 },
            { to: 'desk', weight: 1 },
          ],
        },
        out,
      },
      why: /loop/,
    },
    'the shortest of two lines': {
      blocks: {
        arrivals: { ...arrivals, to: 'choice' },
        choice: { type: 'selector', by: 'shortest', branches: [{ to: 'desk' }, { to: 'other' }] },
        desk,
        other: desk,
        out,
      },
      why: /does not choose by chance/,
    },
  };

  it.each(Object.entries(outside))('gives no wait for %s, and says why', (_name, { blocks, why }) => {
    expect(waitAt('desk', blocks)).toBeUndefined();
    expect(report(blocks).reasons.join('\n')).toMatch(why);
  });

  it('keeps what Little’s law alone says where the wait is not known', () => {
    const { values } = report({ arrivals, desk: { ...desk, servers: 2, service: lognormal(8) }, out });
    const figures = Object.fromEntries(values.map((one) => [`${one.place} ${one.kpi}`, one.value]));
    expect(Object.keys(figures)).toEqual(['desk number_in_service', 'desk utilization', 'out throughput']);
    expect(figures['desk utilization']).toBeCloseTo(0.8, 12);
    expect(figures['out throughput']).toBeCloseTo(720, 9);
  });

  it('knows an exponential under its other names', () => {
    const wait = waitAt('desk', {
      arrivals,
      desk: { ...desk, servers: 2, service: { erlang: { k: 1, mean_s: 8 } } },
      out,
    });
    expect(wait).toBeCloseTo(
      waitAt('desk', { arrivals, desk: { ...desk, servers: 2, service: exponential(8) }, out })!,
      12,
    );
  });

  it('follows a Poisson stream through stations, delays and choices to a lognormal server', () => {
    const blocks: Record<string, WrittenBlock> = {
      arrivals: { ...arrivals, to: 'first' },
      first: { ...desk, to: 'walk' },
      walk: { type: 'delay', time: lognormal(30), to: 'choice' },
      choice: {
        type: 'selector',
        by: 'chance',
        branches: [
          { to: 'desk', weight: 3 },
          { to: 'other', weight: 1 },
        ],
      },
      desk: { ...desk, service: lognormal(4) },
      other: { type: 'sink' },
      out,
    };
    // Pollaczek and Khinchine at 0.15 per s, E[S^2] = 16 x 1.25.
    expect(waitAt('desk', blocks)).toBeCloseTo((0.15 * 20) / 2 / (1 - 0.6), 9);
    const { values } = report(blocks);
    const total = values.find((one) => one.place === 'other' && one.kpi === 'time_in_system');
    expect(total?.value).toBeCloseTo(20 + 30, 9);
  });

  it('averages a delay under a varying rate over the measured time, from the empty start', () => {
    const period = 1000;
    const [mean, swing, stay] = [3600, 1800, 150];
    const source = {
      type: 'source',
      rate: { sinusoid: { mean_per_hour: mean, amplitude_per_hour: swing, period_s: period, phase_s: 70 } },
      to: 'shelf',
    } as const;
    const shelf = { type: 'delay', time: exponential(stay), to: 'out' } as const;
    const { values } = report({ source, shelf, out }, { run: { horizon_s: 1700, warm_up_s: 300 } });
    const found = values.find((one) => one.kpi === 'number_in_system')?.value;
    // m' = lambda(t) - m / stay, by steps of Runge and Kutta.
    const slope = (t: number, m: number) =>
      (mean + swing * Math.sin((2 * Math.PI * (t - 70)) / period)) / 3600 - m / stay;
    const h = 0.5;
    let m = 0;
    let area = 0;
    for (let t = 0; t < 1700; t += h) {
      const a = slope(t, m);
      const b = slope(t + h / 2, m + (h / 2) * a);
      const c = slope(t + h / 2, m + (h / 2) * b);
      const d = slope(t + h, m + h * c);
      const next = m + (h / 6) * (a + 2 * b + 2 * c + d);
      // Simpson with the middle of the cubic through both ends and slopes.
      if (t >= 300) area += (h / 2) * (m + next) + ((h * h) / 12) * (a - slope(t + h, next));
      m = next;
    }
    expect(found! / (area / 1400)).toBeCloseTo(1, 8);
  });
});
