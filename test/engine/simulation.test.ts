import { describe, expect, test } from 'vitest';
import { NEVER } from '../../src/engine/clock.ts';
import { InvariantError } from '../../src/engine/invariant-error.ts';
import { PHASE, type Phase, readTie, tieBase } from '../../src/engine/phase.ts';
import { type EventHandler, Simulation } from '../../src/engine/simulation.ts';

/** Writes down what fires, and when; one of its kinds finds its event cancelled. */
class Recorder implements EventHandler {
  readonly name = 'recorder';
  readonly seen: string[] = [];
  readonly code: number;
  readonly sim: Simulation;
  forgets = -1;

  constructor(sim: Simulation) {
    this.sim = sim;
    this.code = sim.register(this);
  }

  at(time: number, label: number, phase: Phase = PHASE.arrival, facility = 0): number {
    return this.sim.schedule(time, tieBase(phase, facility), facility, this.code, label);
  }

  fire(kind: number, subject: number): void {
    if (subject === this.forgets) this.sim.discard();
    else this.seen.push(`${this.sim.now[0]}:${kind}:${subject}`);
  }
}

describe('the order of events', () => {
  test('is by time, then phase, then facility, then the facility’s own sequence', () => {
    const sim = new Simulation({ facilities: 3 });
    const recorder = new Recorder(sim);
    recorder.at(5, 0, PHASE.observe);
    recorder.at(5, 1, PHASE.departure);
    recorder.at(5, 2, PHASE.capacityDown);
    recorder.at(5, 3, PHASE.serviceStart);
    recorder.at(5, 4, PHASE.arrival, 2);
    recorder.at(5, 5, PHASE.arrival, 1);
    recorder.at(5, 6, PHASE.arrival, 1);
    recorder.at(5, 7, PHASE.serviceEnd);
    recorder.at(5, 8, PHASE.capacityUp, 2);
    recorder.at(4, 9, PHASE.observe, 2);
    sim.run(NEVER);
    expect(recorder.seen.map((line) => Number(line.split(':')[2]))).toEqual([9, 8, 7, 5, 6, 4, 3, 2, 1, 0]);
  });

  test('is written in the tie key, which can be read back', () => {
    const sim = new Simulation({ facilities: 100_000 });
    const recorder = new Recorder(sim);
    recorder.at(1, 0, PHASE.departure, 99_999);
    const tie = recorder.at(1, 0, PHASE.departure, 99_999);
    expect(Number.isSafeInteger(tie)).toBe(true);
    expect(readTie(tie)).toEqual({ phase: PHASE.departure, facility: 99_999, sequence: 1 });
    expect(() => new Simulation({ facilities: 2 ** 17 + 1 })).toThrow(RangeError);
  });

  test('knows whether the present instant has company', () => {
    const sim = new Simulation();
    const seen: boolean[] = [];
    const code = sim.register({ name: 'witness', fire: () => seen.push(sim.instantIsShared) });
    const base = tieBase(PHASE.arrival, 0);
    for (const at of [1, 2, 2, 2, 3]) sim.schedule(at, base, 0, code, 0);
    sim.run(NEVER);
    expect(seen).toEqual([false, true, true, false, false]);
  });
});

describe('the clock', () => {
  test('runs to its limit, half-open: what lies at the limit is not executed', () => {
    const sim = new Simulation();
    const recorder = new Recorder(sim);
    recorder.at(0, 1);
    recorder.at(9, 2);
    recorder.at(10, 3);
    expect(sim.run(10)).toBe(true);
    expect(recorder.seen).toEqual(['0:0:1', '9:0:2']);
    expect(sim.now[0]).toBe(10);
    expect(sim.run(11)).toBe(true);
    expect(recorder.seen).toHaveLength(3);
  });

  test('stands at the limit also when the budget ends with the last event', () => {
    const sim = new Simulation();
    const recorder = new Recorder(sim);
    recorder.at(3, 1);
    recorder.at(4, 2);
    expect(sim.run(10, 1)).toBe(false);
    expect(sim.now[0]).toBe(3);
    expect(sim.run(10, 1)).toBe(true);
    expect(sim.now[0]).toBe(10);
  });

  test('does not go back for a limit in the past, nor to infinity for none', () => {
    const sim = new Simulation();
    const recorder = new Recorder(sim);
    recorder.at(3, 1);
    sim.run(10);
    expect(sim.run(5)).toBe(true);
    expect(sim.now[0]).toBe(10);
    expect(sim.run(NEVER)).toBe(true);
    expect(sim.now[0]).toBe(10);
  });

  test('refuses an event in the past, saying where the run stands', () => {
    const sim = new Simulation({ seed: 'x', replication: 4, nameSubject: (subject) => `s#${subject}` });
    const recorder = new Recorder(sim);
    recorder.at(7, 1);
    const late = sim.register({ name: 'late', fire: () => recorder.at(6, 2) });
    sim.schedule(7, tieBase(PHASE.departure, 0), 0, late, 9);
    expect(() => sim.run(NEVER)).toThrow(
      new InvariantError('event scheduled into the past, at 6 µs', {
        time: 7,
        event: 2,
        handler: 'late',
        subject: 's#2',
        seed: 'x',
        replication: 4,
      }),
    );
  });
});

describe('cancelled events', () => {
  test('are met, counted apart, and leave no trace', () => {
    const build = (forgets: number) => {
      const sim = new Simulation();
      const recorder = new Recorder(sim);
      recorder.forgets = forgets;
      const traced: number[] = [];
      sim.listen((_time, _tie, _handler, _kind, subject) => traced.push(subject));
      for (const label of [1, 2, 3]) recorder.at(label, label);
      sim.run(NEVER);
      return { sim, traced };
    };
    const { sim, traced } = build(2);
    expect([sim.eventCount, sim.staleCount]).toEqual([2, 1]);
    expect(traced).toEqual([1, 3]);
    expect(sim.digest).not.toBe(build(-1).sim.digest);
  });

  test('take nothing from the budget', () => {
    const sim = new Simulation();
    const recorder = new Recorder(sim);
    recorder.forgets = 1;
    for (const label of [1, 1, 2, 3]) recorder.at(label, label);
    expect(sim.run(NEVER, 1)).toBe(false);
    expect(recorder.seen).toEqual(['2:0:2']);
  });
});

describe('the digest', () => {
  const digest = (...events: [time: number, label: number, kind?: number][]) => {
    const sim = new Simulation();
    const { code } = new Recorder(sim);
    const base = tieBase(PHASE.arrival, 0);
    for (const [time, label, kind = 0] of events) sim.schedule(time, base, 0, code + kind, label);
    sim.run(NEVER);
    return sim.digest;
  };

  test('is 16 hexadecimal digits that tell apart time, order, kind and subject', () => {
    const plain = digest([1, 1], [2, 2]);
    expect(plain).toMatch(/^[0-9a-f]{16}$/);
    expect(digest([1, 1], [2, 2])).toBe(plain);
    const others = [
      digest([1, 1]),
      digest([1, 1], [3, 2]),
      digest([1, 1], [2, 3]),
      digest([2, 2], [1, 1]),
      digest([1, 1], [2, 2, 1]),
      digest([1, 2], [2, 1]),
    ];
    expect(new Set([plain, ...others]).size).toBe(7);
  });

  test('tells apart times that differ by more than 32 bits', () => {
    expect(digest([2 ** 32, 1])).not.toBe(digest([2 ** 33, 1]));
    expect(digest([2 ** 32 + 5, 1])).not.toBe(digest([5, 1]));
  });

  test('is the same with and without a listener', () => {
    const run = (listens: boolean) => {
      const sim = new Simulation();
      const recorder = new Recorder(sim);
      if (listens) sim.listen(() => {});
      for (const label of [4, 5, 6]) recorder.at(label, label);
      sim.run(NEVER);
      return sim.digest;
    };
    expect(run(true)).toBe(run(false));
  });
});

test('an error in a listener names the same event as one in its handler', () => {
  const place = (inListener: boolean) => {
    const sim = new Simulation();
    const fail = () => {
      throw sim.violation('broken');
    };
    const code = sim.register({ name: 'block', fire: () => (inListener ? undefined : fail()) });
    if (inListener) sim.listen(fail);
    sim.schedule(3, 0, 0, code, 0);
    try {
      sim.run(NEVER);
    } catch (error) {
      return (error as InvariantError).place;
    }
    return null;
  };
  expect(place(true)).toEqual({ time: 3, event: 1, handler: 'block', seed: 1, replication: 0 });
  expect(place(false)).toEqual(place(true));
});
