import { openDemand } from '../../src/model/demand/open-demand.ts';
import { LocalTime } from '../../src/model/network/local-time.ts';
import { LoadPlan } from '../../src/model/policy/load-plan.ts';
import { NO_LANE } from '../../src/model/policy/plan-graph.ts';
import type { NetworkScenario } from '../../src/scenario/network/network-scenario.ts';

/** Expected parcels a day of each lane, what is sent back among them, by the demand and the load plan of the model itself. */
export function laneFlows(network: NetworkScenario): Float64Array {
  const { zones, lanes, facilities } = network;
  const demand = openDemand(network);
  const plan = new LoadPlan(network, new LocalTime(network.startWeekday, network.startSecondOfDay));
  const flows = new Float64Array(lanes.length);
  const carry = (from: number, to: number, parcels: number): void => {
    for (let at = from; parcels > 0 && at !== to; ) {
      const lane = plan.next(at, to);
      if (lane === NO_LANE) throw new Error(`No path from ${facilities[at].code} to ${facilities[to].code}`);
      flows[lane] += parcels;
      at = lanes[lane].to;
    }
  };
  const returned = network.settings.demand.returns?.share ?? 0;
  zones.forEach((origin, from) => {
    zones.forEach((destination, to) => {
      const flow = demand.flowPerDay(from, to);
      const rural = destination.villageStation < 0 ? 0 : destination.ruralShare;
      carry(origin.station, destination.station, flow * (1 - rural));
      if (rural > 0) carry(origin.station, destination.villageStation, flow * rural);
      carry(destination.station, origin.station, flow * returned);
    });
  });
  return flows;
}
