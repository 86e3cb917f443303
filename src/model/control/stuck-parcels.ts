import { NONE } from '../../engine/subject-store.ts';
import type { CompiledNetwork } from '../network/compile-network.ts';
import type { NetworkContext } from '../network/network-context.ts';
import { STUCK } from '../network/parcel-store.ts';

/** Why a parcel that is still in the network does not move. */
export const STUCK_CAUSES = ['no path', 'fits no vehicle', 'embargo', 'closed'] as const;
export type StuckCause = (typeof STUCK_CAUSES)[number];

/**
 * The cause of each parcel that is stuck just now: no path leads on from where it is, it fits no vehicle of its lane, an
 * embargo holds it at its origin, or its facility or lane is closed. Parcels under way are not there. Walks all docks.
 */
export function stuckParcels({
  context,
  facilities,
  docks,
}: CompiledNetwork): ReadonlyMap<number, StuckCause> {
  const { parcels, closures, weather, sim } = context;
  const stuck = new Map<number, StuckCause>();
  for (const dock of docks) {
    if (!dock.isBarred && !weather.isClosed(dock.lane, sim.now[0])) continue;
    // Asked for none, it hands none back.
    dock.recall((parcel) => {
      stuck.set(parcel, 'closed');
      return false;
    });
  }
  const aboard = facilities.some(({ index }) => closures.isClosed(index)) ? parcelsAboard(context) : null;
  const { alive, capacity, flags, place } = parcels;
  for (let parcel = 0; parcel < capacity; parcel++) {
    if (alive[parcel] !== 1) continue;
    const bits = flags[parcel] & STUCK.embargo;
    if (bits === STUCK.embargo) stuck.set(parcel, 'embargo');
    else if (bits === STUCK.noPath) stuck.set(parcel, 'no path');
    else if (bits === STUCK.tooLarge) stuck.set(parcel, 'fits no vehicle');
    else if (aboard !== null && closures.isClosed(place[parcel]) && !aboard.has(parcel))
      stuck.set(parcel, 'closed');
  }
  return stuck;
}

/** Parcels on trips under way: they have left the place that they were at last. */
function parcelsAboard({ trips, parcels }: NetworkContext): ReadonlySet<number> {
  const aboard = new Set<number>();
  for (let trip = 0; trip < trips.capacity; trip++) {
    if (trips.underWay[trip] === 0) continue;
    for (let parcel = trips.head[trip]; parcel !== NONE; parcel = parcels.link[parcel]) aboard.add(parcel);
  }
  return aboard;
}
