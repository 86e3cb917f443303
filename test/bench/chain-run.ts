import { compileFlow } from '../../src/model/flow/compile-flow.ts';
import { FlowRun } from '../../src/model/flow/flow-run.ts';
import type { RunOptions } from '../../src/model/run.ts';
import { CHAIN, chainFlow } from './chain-flow.ts';

export interface ChainResult {
  events: number;
  parcels: number;
  meanTimeInSystemS: number;
  /** From before the first event to after the last, the compiler's included. */
  cpuSeconds: number;
  digest: string;
}

/** Events per slice, of the size that the runner takes. */
const SLICE = 100_000;

/** The kind of the events that move parcels on, at sources, queues and delays alike. */
const OWN_KIND = 1;

/** A run whose rows nobody reads. */
export function quietly(seed: number): RunOptions {
  return { seed, replication: 0, records: { write: () => {} }, parcels: 'none', scans: 'none' };
}

/** The chain through the engine as every flow is run: compiled from its scenario, advanced in slices, finished. */
export function runChain(options: { parcels: number; seed: number }): ChainResult {
  const run = new FlowRun(chainFlow(options.parcels), quietly(options.seed));
  const before = process.cpuUsage();
  while (!run.advance(SLICE));
  const spent = process.cpuUsage(before);
  const outcome = run.finish();
  const time = outcome.kpis.find(({ kpi, place }) => kpi === 'time_in_system' && place === CHAIN.sink);
  return {
    events: outcome.eventCount,
    parcels: outcome.ledger.left,
    meanTimeInSystemS: time?.value ?? Number.NaN,
    cpuSeconds: (spent.user + spent.system) / 1e6,
    digest: outcome.digest,
  };
}

/**
 * The events of the chain by what they are for: those that move parcels, and the engine's housekeeping where two
 * events meet in one microsecond (a subject handed over through the calendar, a start that waits for its phase).
 * Counted by a listener, so never in a timed run; the digest says that it was the same run.
 */
export function countChainEvents(options: { parcels: number; seed: number }): {
  own: number;
  housekeeping: number;
  digest: string;
} {
  const { sim } = compileFlow(chainFlow(options.parcels), options.seed, 0);
  let own = 0;
  let housekeeping = 0;
  sim.listen((_time, _tie, _handler, kind) => {
    if (kind === OWN_KIND) own++;
    else housekeeping++;
  });
  sim.run(Number.MAX_SAFE_INTEGER);
  return { own, housekeeping, digest: sim.digest };
}
