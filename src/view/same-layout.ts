import type { NetworkWorld, WorldFacility, WorldLane } from '../snapshot/network-snapshot.ts';

/** What of a network does not change from run to run; its weather and disruptions may. */
type Layout = Pick<NetworkWorld, 'facilities' | 'lanes' | 'plan'>;

/** Whether two networks have the same facilities, lanes and load plan: then one map shows both. Cost: once through all. */
export function isSameLayout(a: Layout, b: Layout): boolean {
  return (
    a.facilities.length === b.facilities.length &&
    a.lanes.length === b.lanes.length &&
    a.facilities.every((one, i) => isSameFacility(one, b.facilities[i])) &&
    a.lanes.every((one, i) => isSameLane(one, b.lanes[i])) &&
    isSameList(a.plan.destinations, b.plan.destinations) &&
    isSameList(a.plan.next, b.plan.next)
  );
}

function isSameFacility(a: WorldFacility, b: WorldFacility): boolean {
  const isSamePlace = a.lat === b.lat && a.lon === b.lon && a.region === b.region;
  return isSamePlace && a.code === b.code && a.name === b.name && a.kind === b.kind;
}

function isSameLane(a: WorldLane, b: WorldLane): boolean {
  return a.from === b.from && a.to === b.to && a.mode === b.mode && a.code === b.code;
}

function isSameList(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
