import type { World } from '../engine-port.ts';

const EXAMPLES: Readonly<Record<World['kind'], string>> = {
  flow: 'blocks.counter.servers=2',
  network: 'demand.parcels_per_day=20000',
  hub: 'hub.inbound_doors.count=40',
};

/** A change of one value as a user would write it, for a kind of scenario. */
export function exampleChange(kind: World['kind']): string {
  return EXAMPLES[kind];
}
