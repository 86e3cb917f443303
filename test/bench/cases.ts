import { EventCalendar } from '../../src/engine/event-calendar.ts';
import { type ChainResult, countChainEvents, runChain } from './chain-run.ts';
import type { floorFrames } from './floor-frames.ts';
import { hold } from './hold-model.ts';
import { runHub } from './hub-run.ts';
import type { mapFrames } from './map-frames.ts';
import { bytesPerParcel, heapPerEvent } from './memory.ts';
import { runNetwork } from './network-run.ts';
import type { pageTimes } from './page-times.ts';
import { runReferenceLoop } from './reference-loop.ts';
import { sourceModule } from './source-module.ts';

/** A chain run twice in one process: the first pays for the compiler, the second finds its code ready. */
export interface TwoRuns {
  cold: Omit<ChainResult, 'digest'>;
  warm: Omit<ChainResult, 'digest'> & { digest?: string };
}

/** The short run that goes before a measured one. */
const WARMING_PARCELS = 200_000;

interface Chain {
  parcels: number;
  seed: number;
}

/**
 * What one process of the bench can be asked for. Each measurement has a process of its own, so that none meets code
 * that was compiled for another's types, nor another's heap.
 */
export const CASES = {
  engine: (chain: Chain): TwoRuns => ({ cold: runChain(chain), warm: runChain(chain) }),
  reference: (chain: Chain): TwoRuns => ({ cold: runReferenceLoop(chain), warm: runReferenceLoop(chain) }),
  /** One run of the engine after a short one that warms the code. */
  growth: (chain: Chain): ChainResult => {
    runChain({ ...chain, parcels: WARMING_PARCELS });
    return runChain(chain);
  },
  events: countChainEvents,
  hold: (options: { pending: number; holds: number }) =>
    hold(new EventCalendar(), options.pending, options.holds),
  heapPerEvent,
  bytesPerParcel,
  hub: runHub,
  network: runNetwork,
  map: async (options: { moving: readonly number[] }) => {
    const module = await sourceModule<{ mapFrames: typeof mapFrames }>('map-frames.ts');
    return module.mapFrames(options);
  },
  floor: async (options: { zooms: readonly number[] }) => {
    const module = await sourceModule<{ floorFrames: typeof floorFrames }>('floor-frames.ts');
    return module.floorFrames(options);
  },
  page: async (options: { speeds: readonly string[] }) => {
    const module = await sourceModule<{ pageTimes: typeof pageTimes }>('page-times.ts');
    return module.pageTimes(options);
  },
} as const;

export type Cases = typeof CASES;
