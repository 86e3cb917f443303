import { NONE } from '../../engine/subject-store.ts';
import type { CompiledNetwork } from '../network/compile-network.ts';
import { destinationOf } from '../network/destination.ts';
import type { NetworkContext } from '../network/network-context.ts';
import { STUCK } from '../network/parcel-store.ts';
import { NO_LANE } from '../policy/plan-graph.ts';

/** Why a parcel that is still in the network does not move. */
export const STUCK_CAUSES = ['no path', 'fits no vehicle', 'embargo', 'closed'] as const;
type StuckCause = (typeof STUCK_CAUSES)[number];

/**
 * The cause of each parcel that is stuck just now: no path leads on from where it is, it fits no vehicle of its lane, an
 * embargo holds it at its origin, or something is closed by a disruption or by the weather: its facility, the lane at
 * whose dock it is, or the lane that it takes next. Parcels under way are not there. Walks all parcels.
 */
export function stuckParcels(compiled: CompiledNetwork): ReadonlyMap<number, StuckCause> {
  const { parcels } = compiled.context;
  const stuck = new Map<number, StuckCause>();
  const isClosed = closedPlaces(compiled);
  for (let parcel = 0; parcel < parcels.capacity; parcel++) {
    if (!parcels.isAlive(parcel)) continue;
    const bits = parcels.flags(parcel) & STUCK.embargo;
    if (bits === STUCK.embargo) stuck.set(parcel, 'embargo');
    else if (bits === STUCK.noPath) stuck.set(parcel, 'no path');
    else if (bits === STUCK.tooLarge) stuck.set(parcel, 'fits no vehicle');
    else if (isClosed?.(parcel)) stuck.set(parcel, 'closed');
  }
  return stuck;
}

/** Whether a parcel is where nothing is handled, or is to take a lane that is closed; null where nothing is closed. */
function closedPlaces({ context, facilities, docks }: CompiledNetwork): ((parcel: number) => boolean) | null {
  const { network, parcels, plans, closures, weather, sim } = context;
  const isShut = docks.map(({ lane, isBarred }) => isBarred || weather.isClosed(lane, sim.now[0]));
  if (!isShut.includes(true) && !facilities.some(({ index }) => closures.isClosed(index))) return null;
  const aboard = parcelsAboard(context);
  const dockOf = new Map(docks.flatMap((dock) => [...dock.waiting()].map((parcel) => [parcel, dock.lane])));
  return (parcel) => {
    // Orders that nobody has picked up yet wait for their couriers.
    if (aboard.has(parcel) || parcels.acceptedAt(parcel) < 0) return false;
    const at = parcels.place(parcel);
    if (closures.isClosed(at)) return true;
    const destination = destinationOf(network, parcels, parcel);
    // Who stands at a dock may stand there by another plan than the one in force.
    const lane = dockOf.get(parcel) ?? (destination === at ? NO_LANE : plans.next(at, destination));
    return lane !== NO_LANE && isShut[lane];
  };
}

/** Parcels on trips under way: they have left the place that they were at last. */
function parcelsAboard({ trips, parcels }: NetworkContext): ReadonlySet<number> {
  const aboard = new Set<number>();
  for (let trip = 0; trip < trips.capacity; trip++) {
    if (trips.underWay[trip] === 0) continue;
    for (let parcel = trips.head[trip]; parcel !== NONE; parcel = parcels.link(parcel)) aboard.add(parcel);
  }
  return aboard;
}
