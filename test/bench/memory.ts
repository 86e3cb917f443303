import { compileFlow } from '../../src/model/flow/compile-flow.ts';
import { FlowRun } from '../../src/model/flow/flow-run.ts';
import { chainFlow, crowdFlow } from './chain-flow.ts';
import { quietly } from './chain-run.ts';

export interface HeapPerEvent {
  events: number;
  /** Heap that a full collection leaves behind, and typed-array bytes beside it, per event. */
  keptBytes: number;
  keptArrayBytes: number;
  /** Short-lived heap per event: numbers that are boxed on their way through a call. */
  passingBytes: number;
}

export interface BytesPerParcel {
  live: number;
  /** Columns of the subjects, per live parcel. */
  storeBytes: number;
  calendarBytes: number;
  /** What the process saw: growth of all typed arrays and of the rest of the heap, per live parcel. */
  arrayBytes: number;
  heapBytes: number;
}

const SETTLING_EVENTS = 3_000_000;
/** So few that what they leave fits the young generation, and no collection falls between the two readings. */
const PASSING_EVENTS = 50_000;

/** What events cost in memory, in the steady state of the chain. Needs `--expose-gc`. */
export function heapPerEvent(options: { events: number; seed: number }): HeapPerEvent {
  const run = new FlowRun(chainFlow(options.events), quietly(options.seed));
  run.advance(SETTLING_EVENTS);
  const before = collected();
  run.advance(options.events);
  const after = collected();
  run.advance(PASSING_EVENTS);
  const passed = process.memoryUsage().heapUsed - after.heapUsed;
  return {
    events: options.events,
    keptBytes: (after.heapUsed - before.heapUsed) / options.events,
    keptArrayBytes: (after.arrayBuffers - before.arrayBuffers) / options.events,
    passingBytes: passed / PASSING_EVENTS,
  };
}

/** What a live parcel costs, with so many in one delay. Needs `--expose-gc`. */
export function bytesPerParcel(options: { live: number; seed: number }): BytesPerParcel {
  const { live, seed } = options;
  const { sim, subjects } = compileFlow(crowdFlow(live), seed, 0);
  const before = collected();
  sim.run(Math.round(crowdFlow(live).run.horizon_s * 1e6));
  const after = collected();
  if (subjects.live !== live)
    throw new Error(`${subjects.live} subjects are alive where ${live} were ordered`);
  return {
    live,
    storeBytes: subjects.bytes / live,
    calendarBytes: sim.calendar.bytes / live,
    arrayBytes: (after.arrayBuffers - before.arrayBuffers) / live,
    heapBytes: (after.heapUsed - before.heapUsed) / live,
  };
}

function collected(): NodeJS.MemoryUsage {
  if (globalThis.gc === undefined) throw new Error('memory is measured with the option --expose-gc');
  // Twice: buffers whose owners died in the first collection are counted off in the second.
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage();
}
