import path from 'node:path';
import { readScenario } from '../../src/cli/read-scenario.ts';
import { NetworkRun } from '../../src/model/network/network-run.ts';
import { quietly } from './chain-run.ts';
import { PROJECT } from './processes.ts';

export interface NetworkResult {
  /** Parcels created in the whole run, and those still in the network at its end. */
  readonly parcels: number;
  readonly unfinished: number;
  readonly events: number;
  readonly digest: string;
  /** Making the network ready: stores, load plan, weather. */
  readonly openingCpuSeconds: number;
  /** From the first event to the last, the compiler's time included. */
  readonly cpuSeconds: number;
  readonly peakLive: number;
  /** Allocated records of parcels at the end, which never shrink, over the most parcels alive at once. */
  readonly bytesPerParcel: number;
  /** Pieces in sorting centers and returns to come, each store at its own peak. */
  readonly besideBytesPerParcel: number;
  readonly calendarBytesPerParcel: number;
  /** Of the process. */
  readonly peakMemoryMB: number;
}

/** Events per slice, of the size that the runner takes. */
const SLICE = 100_000;

/** One replication of a network to its end, rows left out. @throws Error where the scenario has problems */
export function runNetwork({
  scenario: written,
  overrides,
  seed,
}: {
  scenario: string;
  overrides: readonly string[];
  seed: number;
}): NetworkResult {
  const scenarios = path.join(PROJECT, 'scenarios');
  const { scenario, problems } = readScenario(written, { cwd: PROJECT, scenarios }, overrides);
  if (scenario?.kind !== 'network')
    throw new Error(`${written} is no network: ${JSON.stringify(problems.list)}`);
  const before = process.cpuUsage();
  const run = new NetworkRun(scenario.network, quietly(seed));
  const opening = process.cpuUsage(before);
  const opened = process.cpuUsage();
  while (!run.advance(SLICE));
  const spent = process.cpuUsage(opened);
  const { ledger, eventCount, digest, peakLive, subjectBytes, besideBytes, calendarBytes } = run.finish();
  const { created, delivered, returned, ...places } = ledger;
  return {
    parcels: created,
    unfinished: Object.values(places).reduce((sum, parcels) => sum + parcels, 0),
    events: eventCount,
    digest,
    openingCpuSeconds: (opening.user + opening.system) / 1e6,
    cpuSeconds: (spent.user + spent.system) / 1e6,
    peakLive,
    bytesPerParcel: subjectBytes / peakLive,
    besideBytesPerParcel: besideBytes / peakLive,
    calendarBytesPerParcel: calendarBytes / peakLive,
    peakMemoryMB: process.resourceUsage().maxRSS / 1000,
  };
}
