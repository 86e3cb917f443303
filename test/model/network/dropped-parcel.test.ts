import { describe, expect, it } from 'vitest';
import { InvariantError } from '../../../src/engine/invariant-error.ts';
import type { Dock } from '../../../src/model/linehaul/dock.ts';
import { type CompiledNetwork, compileNetwork } from '../../../src/model/network/compile-network.ts';
import { NetworkCheck } from '../../../src/model/network/network-check.ts';
import { NetworkRun } from '../../../src/model/network/network-run.ts';
import type { RunOptions } from '../../../src/model/run.ts';
import { network } from '../../builders/network-draft.ts';
import { fourHubs } from '../../builders/network-four-hubs.ts';

const scenario = network(fourHubs());
const options: RunOptions = {
  seed: 77,
  replication: 3,
  records: { write() {} },
  parcels: 'none',
  scans: 'none',
  checksEveryEvent: true,
};

/** A network whose dock loses the parcel that is the n-th to come to it, and the event at which it does. */
function dropping(n: number): {
  compiled: CompiledNetwork;
  droppedAt: () => { event: number; time: number };
} {
  const compiled = compileNetwork(scenario, options, { from: 0, to: 1 });
  const { sim } = compiled.context;
  const dock = compiled.docks[0];
  const enter = dock.enter.bind(dock);
  let came = 0;
  let dropped = { event: 0, time: 0 };
  const faulty: Pick<Dock, 'enter'> = {
    enter(parcel) {
      if (++came === n) dropped = { event: sim.eventCount + 1, time: sim.now[0] };
      else enter(parcel);
    },
  };
  Object.assign(dock, faulty);
  return { compiled, droppedAt: () => dropped };
}

function errorOf(run: () => void): InvariantError {
  try {
    run();
  } catch (error) {
    if (error instanceof InvariantError) return error;
    throw error;
  }
  throw new Error('nothing was noticed');
}

describe('a parcel that a dock drops', () => {
  it.each([1, 5, 40])('is missed at that very event, with the line that replays it (parcel %i)', (n) => {
    const { compiled, droppedAt } = dropping(n);
    const run = new NetworkRun(scenario, options, compiled);
    const error = errorOf(() => {
      while (!run.advance(1000)) {}
    });
    const { event, time } = droppedAt();
    expect(event).toBeGreaterThan(0);
    expect(error.place).toMatchObject({ event, time, seed: 77, replication: 3 });
    expect(error.message).toContain('in some place');
    expect(error.message).toContain('replay with --seed 77 --only-replication 3');
  });

  it('is missed at the end of the run where events are not checked', () => {
    const { compiled } = dropping(5);
    const run = new NetworkRun(scenario, { ...options, checksEveryEvent: false }, compiled);
    while (!run.advance(1e9)) {}
    expect(errorOf(() => run.finish()).message).toContain('replay with --seed 77');
  });
});

describe('a cost that is booked twice', () => {
  it('does not close', () => {
    const compiled = compileNetwork(scenario, options, { from: 0, to: 1 });
    const run = new NetworkRun(scenario, { ...options, checksEveryEvent: false }, compiled);
    while (!run.advance(1e9)) {}
    const check = new NetworkCheck(compiled);
    expect(() => check.money()).not.toThrow();
    compiled.context.ledger.accounts.linehaul += 1;
    expect(errorOf(() => check.money()).message).toContain('micro-units');
  });
});
