import type { z } from 'zod';
import { hubBlockSchema } from '../../src/scenario/hub/hub-schema.ts';

type WrittenBlock = z.input<typeof hubBlockSchema>;

const crew = (task: 'unload' | 'induct' | 'code' | 'load', people: number) => ({
  code: task,
  tasks: [task],
  people,
  from: '00:00',
  to: '24:00',
});

/** A sorting center with one small loop and people around the clock, as hubs of networks write it. */
export const SMALL_BLOCK: WrittenBlock = {
  detail: 'rates',
  inbound_doors: { count: 2, swap: { constant: { value_s: 60 } } },
  unloading: { parcels_per_worker_per_hour: 300, workers_per_door: 1 },
  scan: { no_read_share: 0.05, missort_share: 0.02, over_weight_kg: 8 },
  sorters: [
    {
      code: 'LOOP',
      type: 'cross-belt',
      length_m: 60,
      zones: [{ at_m: 1, infeeds: 2 }],
      banks: [{ from_m: 10, to_m: 50, chutes: 12 }],
    },
  ],
  sorts: [{ code: 'day', from: '00:00', to: '24:00' }],
  containers: { parcels: 5, after_min: 30, close_before_seal_min: 10 },
  outbound: { sort_cutoff_min: 30, seal_before_min: 5 },
  people: { crews: [crew('unload', 2), crew('induct', 2), crew('code', 1), crew('load', 4)] },
};

/** It with what a test changes, defaults filled in. */
export function hubBlock(changes: Partial<WrittenBlock> = {}) {
  return hubBlockSchema.parse({ ...SMALL_BLOCK, ...changes });
}
