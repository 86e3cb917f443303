import { describe, expect, test } from 'vitest';
import { Delay } from '../../../src/engine/blocks/delay.ts';
import { InvariantError } from '../../../src/engine/invariant-error.ts';
import { compileDistribution } from '../../../src/engine/random/distribution.ts';
import { KeyedDraws } from '../../../src/engine/random/keyed-draws.ts';
import { type CompiledFlow, compileFlow } from '../../../src/model/flow/compile-flow.ts';
import { FlowRun } from '../../../src/model/flow/flow-run.ts';
import { constant, flow } from '../../builders/flow.ts';

const SCENARIO = flow({
  run: { horizon_s: 50 },
  blocks: {
    a: { type: 'source', at_s: [1, 2, 4, 8], to: 'desk' },
    desk: { type: 'queue', service: constant(3), to: 'walk' },
    walk: { type: 'delay', time: constant(1), to: 'out' },
    out: { type: 'sink' },
  },
});

/** A delay that forgets its third subject. */
class Thief extends Delay {
  seen = 0;

  override enter(subject: number): void {
    if (++this.seen !== 3) super.enter(subject);
    else this.probe.arrivals++;
  }
}

function withThief(): CompiledFlow {
  const compiled = compileFlow(SCENARIO, 7, 2);
  const { sim, subjects } = compiled;
  const thief = new Thief(
    { sim, subjects, facility: 0, name: 'walk' },
    {
      byClass: [compileDistribution({ kind: 'constant', value: 1 })],
      draws: new KeyedDraws(7, 2, 'service', 'walk'),
      revisited: false,
    },
  );
  thief.next = compiled.blocks.get('out')!;
  compiled.blocks.get('desk')!.next = thief;
  return { ...compiled, blocks: new Map([...compiled.blocks, ['walk', thief]]) };
}

function run(compiled: CompiledFlow, checksEveryEvent: boolean): FlowRun {
  const records = { write: () => {} };
  const options = {
    seed: 7,
    replication: 2,
    records,
    parcels: 'none',
    scans: 'none',
    checksEveryEvent,
  } as const;
  return new FlowRun(SCENARIO, options, compiled);
}

function caught(act: () => unknown): InvariantError {
  try {
    act();
  } catch (error) {
    if (error instanceof InvariantError) return error;
    throw error;
  }
  throw new Error('nothing was caught');
}

describe('a subject dropped on purpose', () => {
  test('is caught at that very event, with the line that replays it', () => {
    const one = run(withThief(), true);
    const error = caught(() => one.advance(Number.POSITIVE_INFINITY));
    // a#2 is served from 7 to 10 and handed to the thief by a call: the same event starts a#3. Events before it:
    // arrivals at 1, 2; at 4 an end, an arrival, a#0 entering the delay, a start; ends at 5, 7; at 8 an end, an
    // arrival, a#1 entering the sink.
    expect(error.place).toEqual({
      time: 10_000_000,
      event: 12,
      handler: 'desk',
      subject: 'a#2',
      seed: 7,
      replication: 2,
    });
    expect(error.message).toBe(
      `4 subjects were created and 2 are gone, but 2 are alive and 1 are in some place (at 10000000 µs, ` +
        `event 12, in desk, subject a#2, replay with --seed 7 --only-replication 2)`,
    );
    // Replayed: one event less and all is well, one more and it is not.
    const again = run(withThief(), true);
    again.advance(11);
    expect(again.eventCount).toBe(11);
    expect(caught(() => again.advance(1)).place).toEqual(error.place);
  });

  test('is caught at the end of the run where events are not checked', () => {
    const one = run(withThief(), false);
    expect(one.advance(Number.POSITIVE_INFINITY)).toBe(true);
    expect(caught(() => one.finish()).message).toContain('1 are alive and 0 are in some place');
  });

  test('is caught as well when it is lost between two blocks', () => {
    const compiled = compileFlow(SCENARIO, 7, 2);
    const desk = compiled.blocks.get('desk')!;
    desk.next = { name: 'nowhere', code: compiled.blocks.get('out')!.code, facility: 0, enter: () => {} };
    const error = caught(() => run(compiled, true).advance(Number.POSITIVE_INFINITY));
    // a#0 goes through the calendar, because a#2 arrives when it is done, and so reaches the sink; a#1 does not.
    expect([error.place.time, error.place.subject]).toEqual([7_000_000, 'a#1']);
  });

  test('a subject that leaves twice stops the run where it happens', () => {
    const compiled = compileFlow(SCENARIO, 7, 2);
    const out = compiled.blocks.get('out')!;
    const walk = compiled.blocks.get('walk')!;
    walk.next = {
      name: 'twice',
      code: out.code,
      facility: 0,
      enter: (subject) => {
        out.enter(subject);
        out.enter(subject);
      },
    };
    const error = caught(() => run(compiled, false).advance(Number.POSITIVE_INFINITY));
    expect(error.message).toMatch(
      /^slot \d+ released twice \(at 5000000 µs, event \d+, in walk, replay with/,
    );
  });
});
