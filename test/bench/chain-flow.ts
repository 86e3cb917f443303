import { type FlowScenario, flowSchema } from '../../src/scenario/flow-schema.ts';

/**
 * The chain workload (DEFINITIONS.md), in numbers that the reference loop and the engine's flow share. Blocks carry
 * the names by which they draw, so that both simulate the same parcels, microsecond by microsecond.
 */
export const CHAIN = {
  source: { name: 'arrivals', meanGapS: 1 },
  stations: [
    { name: 'station-0', servers: 4, meanServiceS: 3.2 },
    { name: 'station-1', servers: 20, meanServiceS: 16 },
    { name: 'station-2', servers: 6, meanServiceS: 4.8 },
    { name: 'station-3', servers: 50, meanServiceS: 40 },
  ],
  /** Stands before the last station. */
  delay: { name: 'transport', meanS: 600 },
  sink: 'delivered',
  /** Of a parcel: its arrival, four service ends and the end of its delay. */
  eventsPerParcel: 6,
} as const;

/** Long after the last parcel has left. */
const SPARE_S = 1e6;

/** The chain as a user writes it: statistics of every block, nothing discarded, over when all parcels have left. */
export function writtenChain(parcels: number): object {
  const [first, second, third, last] = CHAIN.stations;
  return {
    version: 1,
    kind: 'flow',
    title: 'Chain workload of the bench',
    run: { horizon_s: 1.1 * parcels * CHAIN.source.meanGapS + SPARE_S },
    blocks: {
      [CHAIN.source.name]: {
        type: 'source',
        interarrival: exponential(CHAIN.source.meanGapS),
        limit: parcels,
        to: first.name,
      },
      [first.name]: queue(first, second.name),
      [second.name]: queue(second, third.name),
      [third.name]: queue(third, CHAIN.delay.name),
      [CHAIN.delay.name]: { type: 'delay', time: exponential(CHAIN.delay.meanS), to: last.name },
      [last.name]: queue(last, CHAIN.sink),
      [CHAIN.sink]: { type: 'sink' },
    },
  };
}

/** The chain, read. */
export function chainFlow(parcels: number): FlowScenario {
  return flowSchema.parse(writtenChain(parcels));
}

/** So many subjects, one a millisecond, in a delay that none leaves while they come: a store filled to order. */
export function crowdFlow(subjects: number): FlowScenario {
  return flowSchema.parse({
    version: 1,
    kind: 'flow',
    title: 'Crowd in a delay',
    run: { horizon_s: subjects / 1000 + 1 },
    blocks: {
      arrivals: { type: 'source', every_s: 0.001, limit: subjects, to: 'crowd' },
      crowd: { type: 'delay', time: { uniform: { min_s: 1e6, max_s: 2e6 } }, to: 'out' },
      out: { type: 'sink' },
    },
  });
}

function queue(station: (typeof CHAIN.stations)[number], to: string): object {
  return { type: 'queue', servers: station.servers, service: exponential(station.meanServiceS), to };
}

function exponential(mean_s: number): object {
  return { exponential: { mean_s } };
}
