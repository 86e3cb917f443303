import { describe, expect, test } from 'vitest';
import { SubjectStore } from '../../../src/engine/subject-store.ts';
import { compileFlow } from '../../../src/model/flow/compile-flow.ts';
import { SourceNumbers } from '../../../src/model/source-numbers.ts';
import { constant, type FinishedFlow, flow, kpi, mm1, runFlow, steps } from '../../builders/flow.ts';

/** One server, 4 s each, arrivals at 0, 2, 6 and 10: waits 0, 2, 2 and 2; stays 4, 6, 6 and 6. */
const FOUR = (warmUpS: number) =>
  flow({
    run: { horizon_s: 20, warm_up_s: warmUpS, observe_every_s: 6 },
    blocks: {
      a: { type: 'source', at_s: [0, 2, 6, 10], to: 'desk' },
      desk: { type: 'queue', service: constant(4), to: 'out' },
      out: { type: 'sink' },
    },
  });

/** Number of observations behind a mean. */
function observed({ outcome }: FinishedFlow, place: string, name: string): number {
  return outcome.kpis.find((one) => one.place === place && one.kpi === name)!.observations!.tally[0];
}

describe('the warm-up', () => {
  test('forgets what was tallied and lets the levels stand', () => {
    const run = runFlow(FOUR(3));
    // Entered after 3: a#2 and a#3. Left after 3: all four. In service at 3 and from there to 16 without a pause.
    expect(kpi(run, 'desk', 'arrivals')).toBe(2);
    expect(kpi(run, 'desk', 'departures')).toBe(4);
    expect(kpi(run, 'desk', 'number_in_service')).toBeCloseTo(13 / 17, 12);
    expect(kpi(run, 'desk', 'number_in_queue')).toBeCloseTo((1 + 2 + 2) / 17, 12);
  });

  test('tallies no sojourn that began before it, in the block or in the system', () => {
    const run = runFlow(FOUR(3));
    const { tally } = run.outcome.kpis.find((one) => one.place === 'desk' && one.kpi === 'time_in_queue')!
      .observations!;
    expect(tally[0]).toBe(2);
    expect(kpi(run, 'desk', 'time_in_system')).toBe(6);
    expect(kpi(run, 'out', 'time_in_system')).toBe(6);
    expect(kpi(runFlow(FOUR(0)), 'out', 'time_in_system')).toBe((4 + 6 + 6 + 6) / 4);
  });

  test('sees its instant as it ended: who enters then has entered before', () => {
    const run = runFlow(FOUR(6));
    expect(kpi(run, 'desk', 'arrivals')).toBe(1);
    expect(observed(run, 'desk', 'time_in_queue')).toBe(1);
    expect(observed(run, 'out', 'time_in_system')).toBe(1);
    const at6 = run.rows.find(
      ({ table, cells }) => table === 'timeseries' && cells[1] === 6 && cells[2] === 'desk',
    )!;
    // Waiting and serving stand; arrivals and departures are counted from here.
    expect(at6.cells.slice(3)).toEqual([1, 1, 0, 0, 0]);
  });

  test('changes no event but its own', () => {
    expect(steps(runFlow(FOUR(3)), 'out', 'entered')).toEqual(steps(runFlow(FOUR(0)), 'out', 'entered'));
    expect(runFlow(FOUR(3)).outcome.eventCount).toBe(runFlow(FOUR(0)).outcome.eventCount + 1);
  });
});

describe('the horizon', () => {
  test('is half-open: what would happen at it does not', () => {
    const run = runFlow(
      flow({
        run: { horizon_s: 10, observe_every_s: 5 },
        blocks: {
          a: { type: 'source', at_s: [0, 6, 10], to: 'desk' },
          desk: { type: 'queue', service: constant(4), to: 'out' },
          out: { type: 'sink' },
        },
      }),
    );
    expect(run.outcome.ledger).toEqual({ created: 2, left: 1, lost: 0, in_system: 1 });
    expect(kpi(run, 'desk', 'number_in_service')).toBeCloseTo(8 / 10, 12);
    const observed = run.rows.filter(({ table }) => table === 'timeseries').map(({ cells }) => cells[1]);
    expect(new Set(observed)).toEqual(new Set([0, 5]));
  });
});

describe('seeds', () => {
  const digest = (seed: number | string, replication: number) =>
    runFlow(mm1({ horizonS: 200 }), { seed, replication }).outcome.digest;

  test('repeat a run, and other seeds and replications give others', () => {
    expect(digest(5, 1)).toBe(digest(5, 1));
    expect(new Set([digest(5, 1), digest(5, 2), digest(6, 1), digest('five', 1)]).size).toBe(4);
  });
});

describe('the slots of subjects', () => {
  test('are used again: memory follows the peak of the live ones, not the number that passed', () => {
    const bytes = (horizonS: number) => {
      const quick = { parcels: 'none', scans: 'none', checksEveryEvent: false } as const;
      return runFlow(mm1({ horizonS }), quick).outcome;
    };
    const short = bytes(1000);
    const long = bytes(100_000);
    expect(long.ledger.created).toBeGreaterThan(40_000);
    expect(long.peakLive).toBeLessThan(100);
    expect(long.subjectBytes).toBe(short.subjectBytes);
    expect(long.calendarBytes).toBe(short.calendarBytes);
  });

  test('grow in chunks of an eighth, keep what they hold, and refuse to be released twice', () => {
    const store = new SubjectStore();
    const slots = Array.from({ length: 20_000 }, (_, i) => store.create(i % 7, i, i % 3, i));
    expect(new Set(slots).size).toBe(20_000);
    for (const [i, slot] of slots.entries()) {
      if (store.ordinal(slot) !== i || store.source(slot) !== i % 7 || store.createdAt(slot) !== i) {
        throw new Error(`slot ${slot} lost its columns`);
      }
    }
    expect(store.capacity).toBeLessThan(20_000 * 1.125 + 1024);
    for (const slot of slots) store.release(slot);
    expect([store.live, store.peak, store.created]).toEqual([0, 20_000, 20_000]);
    const { capacity } = store;
    for (let i = 0; i < 20_000; i++) store.create(0, i, 0, 0);
    expect(store.capacity).toBe(capacity);
    store.release(5);
    expect(() => store.release(5)).toThrow('slot 5 released twice');
  });
});

describe('the numbers of sources', () => {
  test('come from their names, wherever they stand in the scenario', () => {
    const numbers = (...names: string[]) => {
      const all = new SourceNumbers();
      return names.map((name) => all.add(name));
    };
    const [a, b] = numbers('a', 'b');
    expect(numbers('new', 'b', 'a').slice(1)).toEqual([b, a]);
    const many = numbers(...Array.from({ length: 4000 }, (_, i) => `zone-${i}`));
    expect(new Set(many).size).toBe(4000);
    expect(Math.max(...many)).toBeLessThan(2 ** 14);
  });

  test('name subjects in messages', () => {
    const { sim, subjects, sources } = compileFlow(mm1(), 1, 0);
    const [number] = [...sources].find(([, name]) => name === 'arrivals')!;
    const subject = subjects.create(number, 17, 0, 0);
    expect(sim.place(subject).subject).toBe('arrivals#17');
  });
});
