import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import type { DemandModel } from '../demand/demand-model.ts';
import { openDemand } from '../demand/open-demand.ts';
import { LocalTime } from '../network/local-time.ts';
import { LoadPlan, NO_LANE } from '../policy/load-plan.ts';

/** Parcels per mean day that end somewhere to which no path leads from where some of them are sent. */
export interface Unreachable {
  /** Index of the facility where they would end. */
  readonly destination: number;
  /** Stations from which no path leads there. */
  readonly stations: number;
  readonly parcelsPerDay: number;
}

/** What a mean day brings everywhere if all goes by the load plan: the network on paper. Parcels per day. */
export interface ExpectedFlows {
  readonly byLane: Float64Array;
  /** Handled: picked up there, brought by trips, or passing. */
  readonly byFacility: Float64Array;
  /** Ending there: delivered to the door, or collected. */
  readonly ending: Float64Array;
  readonly unreachable: readonly Unreachable[];
}

/** Sends the expected demand of a mean day along the load plan. @param plan @param demand of the network, where they exist */
export function expectedFlows(
  network: NetworkScenario,
  plan = new LoadPlan(network, new LocalTime(network.startWeekday, network.startSecondOfDay)),
  demand = openDemand(network),
): ExpectedFlows {
  const byLane = new Float64Array(network.lanes.length);
  const byFacility = new Float64Array(network.facilities.length);
  const ending = new Float64Array(network.facilities.length);
  const unreachable: Unreachable[] = [];
  for (const [destination, fromStation] of demandByDestination(network, demand)) {
    const flow = fromStation.slice();
    const order = network.facilities
      .map((_, facility) => facility)
      .filter((facility) => facility === destination || plan.next(facility, destination) !== NO_LANE)
      .sort((a, b) => plan.expectedS(b, destination) - plan.expectedS(a, destination));
    // The farthest first: when a facility's turn comes, all that passes through it is there.
    for (const facility of order) {
      byFacility[facility] += flow[facility];
      if (facility === destination) continue;
      const lane = plan.next(facility, destination);
      byLane[lane] += flow[facility];
      flow[network.lanes[lane].to] += flow[facility];
    }
    ending[destination] += flow[destination];
    const reached = new Set(order);
    let stations = 0;
    let parcelsPerDay = 0;
    fromStation.forEach((parcels, station) => {
      if (parcels === 0 || reached.has(station)) return;
      byFacility[station] += parcels;
      stations++;
      parcelsPerDay += parcels;
    });
    if (stations > 0) unreachable.push({ destination, stations, parcelsPerDay });
  }
  return { byLane, byFacility, ending, unreachable };
}

/** Per facility where parcels end, those that each station sends there per day. */
function demandByDestination(network: NetworkScenario, demand: DemandModel): Map<number, Float64Array> {
  const found = new Map<number, Float64Array>();
  const add = (destination: number, station: number, parcels: number) => {
    if (parcels === 0) return;
    const flow = found.get(destination) ?? new Float64Array(network.facilities.length);
    found.set(destination, flow);
    flow[station] += parcels;
  };
  const { returns } = network.settings.demand;
  network.zones.forEach((from, origin) => {
    network.zones.forEach((to, zone) => {
      const parcels = demand.flowPerDay(origin, zone);
      const rural = to.villageStation >= 0 ? to.ruralShare : 0;
      add(to.station, from.station, parcels * (1 - rural));
      if (rural > 0) add(to.villageStation, from.station, parcels * rural);
      // What is sent back begins at the station, whoever received it, and ends at the door.
      if (returns !== undefined) add(from.station, to.station, parcels * returns.share);
    });
  });
  return found;
}
