import { greatCircleKm } from '../../src/engine/math/great-circle.ts';
import { openDemand } from '../../src/model/demand/open-demand.ts';
import type { NetworkScenario } from '../../src/scenario/network/network-scenario.ts';
import { type Geography, rounded } from './geography.ts';
import { RULES } from './sizing-rules.ts';
import { VEHICLES } from './vehicles.ts';

/** Between hubs; from a station to its hub and back; the three steps to a village. */
export type LaneClass = 'linehaul' | 'to-hub' | 'to-station' | 'to-county' | 'to-township' | 'to-village';

/** A lane before it is known what runs on it and when. */
export interface LaneSketch {
  readonly from: number;
  readonly to: number;
  readonly laneClass: LaneClass;
  readonly mode: 'road' | 'sea';
  readonly distanceKm: number;
}

/** Shortest road at either end of a hub, and elsewhere. */
const NEAR_HUB_KM = 15;
const NEAR_KM = 5;

/** All lanes: feeders, relays, and between hubs those that the rules open. @param network for its demand alone */
export function sketchLanes(geography: Geography, network: NetworkScenario): readonly LaneSketch[] {
  const { facilities, zones, parent, atSea } = geography;
  const sketches: LaneSketch[] = [];
  const add = (from: number, to: number, laneClass: LaneClass): void => {
    const [a, b] = [facilities[from], facilities[to]];
    const km = RULES.circuity.value * greatCircleKm(a.lat, a.lon, b.lat, b.lon);
    const least = a.kind === 'hub' || b.kind === 'hub' ? NEAR_HUB_KM : NEAR_KM;
    const mode = atSea.has(from) || atSea.has(to) ? 'sea' : 'road';
    sketches.push({ from, to, laneClass, mode, distanceKm: rounded(Math.max(least, km), 1) });
  };
  for (const [from, to] of hubPairs(geography, network)) add(from, to, 'linehaul');
  for (const { station } of zones) add(station, parent[station], 'to-hub');
  for (const { station } of zones) add(parent[station], station, 'to-station');
  for (const { station, villageStation } of zones) {
    if (villageStation < 0) continue;
    // A relay's three facilities stand one after another.
    add(station, villageStation - 2, 'to-county');
    add(villageStation - 2, villageStation - 1, 'to-township');
    add(villageStation - 1, villageStation, 'to-village');
  }
  return sketches;
}

function hubPairs(geography: Geography, network: NetworkScenario): readonly (readonly [number, number])[] {
  const { facilities, parent } = geography;
  const hubs = facilities.flatMap(({ kind }, index) => (kind === 'hub' ? [index] : []));
  const regional = hubs.filter((hub) => parent[hub] === hub);
  const flow = hubFlows(geography, network);
  const enough = RULES.direct_lane_fill.value * capacityOf(RULES.direct_lane_vehicle.value);
  const isOpen = hubs.map(() => new Uint8Array(hubs.length));
  const open = (from: number, to: number): void => {
    if (from !== to) isOpen[from][to] = 1;
  };
  for (const hub of hubs) {
    open(hub, parent[hub]);
    open(parent[hub], hub);
  }
  for (const from of regional) for (const to of regional) open(from, to);
  for (const from of hubs) for (const to of hubs) if (flow[from][to] >= enough) open(from, to);
  // What is left over for or from a whole region may still fill a truck to its regional hub.
  const indirect = (from: number, to: number) => (isOpen[from][to] === 1 ? 0 : flow[from][to]);
  const extra: (readonly [number, number])[] = [];
  for (const hub of hubs) {
    for (const center of regional) {
      const region = hubs.filter((other) => parent[other] === center && other !== hub);
      const out = region.reduce((sum, other) => sum + indirect(hub, other), 0);
      const back = region.reduce((sum, other) => sum + indirect(other, hub), 0);
      if (out >= enough) extra.push([hub, center]);
      if (back >= enough) extra.push([center, hub]);
    }
  }
  for (const [from, to] of extra) open(from, to);
  return hubs.flatMap((from) => hubs.filter((to) => isOpen[from][to] === 1).map((to) => [from, to] as const));
}

/** Expected parcels a day from province to province, by hub. */
function hubFlows(
  { zones, parent, facilities }: Geography,
  network: NetworkScenario,
): readonly Float64Array[] {
  const demand = openDemand(network);
  const hubCount = facilities.filter(({ kind }) => kind === 'hub').length;
  const flow = Array.from({ length: hubCount }, () => new Float64Array(hubCount));
  zones.forEach((origin, from) => {
    zones.forEach((destination, to) => {
      flow[parent[origin.station]][parent[destination.station]] += demand.flowPerDay(from, to);
    });
  });
  return flow;
}

/** Parcels that a vehicle takes. */
export function capacityOf(code: string): number {
  return VEHICLES.find((vehicle) => vehicle.code === code)!.parcels;
}
