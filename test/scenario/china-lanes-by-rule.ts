import { greatCircleKm } from '../../src/engine/math/great-circle.ts';
import { GravityDemand } from '../../src/model/demand/gravity.ts';
import type { NetworkScenario } from '../../src/scenario/network/network-scenario.ts';

/** Capitals with a regional hub: Beijing, Shenyang, Hangzhou, Jinan, Zhengzhou, Wuhan, Guangzhou, Chengdu, Xi'an. */
const REGIONAL = ['110000', '210100', '330100', '370100', '410100', '420100', '440100', '510100', '610100'];

/** A trailer-17.5 filled to 55 %: 5,500 parcels. */
const ENOUGH = 0.55 * 10_000;

/** Expected parcels a day from hub to hub, each zone counted at the hub nearest to its station. */
export function hubFlowsByZones(network: NetworkScenario): readonly number[][] {
  const { facilities, zones } = network;
  const hubs = hubsOf(network);
  const nearest = zones.map(({ station }) => nearestOf(facilities[station], hubs, network));
  const demand = new GravityDemand(network);
  const flow = hubs.map(() => hubs.map(() => 0));
  zones.forEach((_, from) => {
    zones.forEach((_, to) => {
      flow[nearest[from]][nearest[to]] += demand.flowPerDay(from, to);
    });
  });
  return flow;
}

/** Codes of the lanes between hubs that the written rules open, worked out anew from the zones. */
export function lanesByRule(network: NetworkScenario): readonly string[] {
  const { facilities } = network;
  const hubs = hubsOf(network);
  const flow = hubFlowsByZones(network);
  const regional = hubs.flatMap((hub, place) =>
    REGIONAL.includes(facilities[hub].code.slice('HUB-'.length)) ? [place] : [],
  );
  const center = hubs.map((hub, place) =>
    regional.includes(place)
      ? place
      : regional[
          nearestOf(
            facilities[hub],
            regional.map((one) => hubs[one]),
            network,
          )
        ],
  );
  const open = new Set<string>();
  const add = (from: number, to: number) => {
    if (from !== to) open.add(`${from} ${to}`);
  };
  hubs.forEach((_, hub) => {
    add(hub, center[hub]);
    add(center[hub], hub);
  });
  for (const from of regional) for (const to of regional) add(from, to);
  hubs.forEach((_, from) => {
    hubs.forEach((_, to) => {
      if (flow[from][to] >= ENOUGH) add(from, to);
    });
  });
  const direct = new Set(open);
  hubs.forEach((_, hub) => {
    for (const other of regional) {
      const region = hubs.flatMap((_, place) => (center[place] === other && place !== hub ? [place] : []));
      const left = (from: number, to: number) => (direct.has(`${from} ${to}`) ? 0 : flow[from][to]);
      if (region.reduce((sum, place) => sum + left(hub, place), 0) >= ENOUGH) add(hub, other);
      if (region.reduce((sum, place) => sum + left(place, hub), 0) >= ENOUGH) add(other, hub);
    }
  });
  return [...open]
    .map((pair) =>
      pair
        .split(' ')
        .map((place) => facilities[hubs[Number(place)]].code)
        .join(':'),
    )
    .sort();
}

function hubsOf({ facilities }: NetworkScenario): readonly number[] {
  return facilities.flatMap(({ kind }, index) => (kind === 'hub' ? [index] : []));
}

/** @returns place among the facilities given */
function nearestOf(
  from: { readonly lat: number; readonly lon: number },
  among: readonly number[],
  { facilities }: NetworkScenario,
): number {
  const km = among.map((index) =>
    greatCircleKm(from.lat, from.lon, facilities[index].lat, facilities[index].lon),
  );
  return km.indexOf(Math.min(...km));
}
