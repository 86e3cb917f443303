import type { NetworkWorld } from '../snapshot/network-snapshot.ts';

type PlannedWorld = Pick<NetworkWorld, 'facilities' | 'lanes' | 'plan'>;

/**
 * The lanes that the load plan leads a parcel over from one facility to another, in order. To a facility where no parcel
 * ends, it is the shortest way, in lanes, of those that pass it; ties go to the destination named first.
 * @returns null where the plan leads no parcel that way; no lanes from a facility to itself
 */
export function plannedPath(world: PlannedWorld, from: number, to: number): readonly number[] | null {
  if (from === to) return [];
  const { destinations } = world.plan;
  const column = destinations.indexOf(to);
  if (column >= 0) return lanesTo(world, from, to, column);
  let best: readonly number[] | null = null;
  for (let other = 0; other < destinations.length; other++) {
    const lanes = lanesTo(world, from, to, other);
    if (lanes !== null && (best === null || lanes.length < best.length)) best = lanes;
  }
  return best;
}

/** Follows one column of the plan until a facility is reached; null where it ends or turns in a circle before. */
function lanesTo({ facilities, lanes, plan }: PlannedWorld, from: number, to: number, column: number) {
  const columns = plan.destinations.length;
  const path: number[] = [];
  let here = from;
  while (here !== to) {
    const lane = plan.next[here * columns + column];
    if (lane < 0 || path.length >= facilities.length) return null;
    path.push(lane);
    here = lanes[lane].to;
  }
  return path;
}
