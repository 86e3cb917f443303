import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import type { DemandModel } from '../demand/demand-model.ts';
import { openDemand } from '../demand/open-demand.ts';
import { LocalTime } from '../network/local-time.ts';
import { LeastCostPaths } from '../policy/least-cost-paths.ts';
import { LoadPlan, pathFinder } from '../policy/load-plan.ts';
import { pathPrices } from '../policy/path-prices.ts';
import { AS_WRITTEN, PlanGraph } from '../policy/plan-graph.ts';
import { Planner } from '../policy/planner.ts';
import { type ExpectedFlows, expectedFlows } from './expected-flows.ts';

/** How often prices are made from the flows of the plan before: of the fastest paths first, then of the cheapest. */
const PRICINGS = 2;

/** The planner that a network's settings ask for. A plan of least cost is made from the flows that are expected of a plan. */
export function openPlanner(network: NetworkScenario, local: LocalTime, demand: DemandModel): Planner {
  const graph = new PlanGraph(network);
  let finder = pathFinder(network, local, graph);
  if (network.settings.routing.plan !== 'least-cost') return new Planner(network, local, graph, finder);
  for (let pricing = 0; pricing < PRICINGS; pricing++) {
    const plan = new LoadPlan(network, local, { graph, finder, conditions: AS_WRITTEN });
    const { byLane } = expectedFlows(network, plan, demand);
    finder = new LeastCostPaths(graph, pathPrices(network, local, byLane));
  }
  return new Planner(network, local, graph, finder);
}

/** What a mean day brings everywhere if all goes by the plan that the settings ask for. */
export function plannedFlows(network: NetworkScenario): ExpectedFlows {
  const demand = openDemand(network);
  const local = new LocalTime(network.startWeekday, network.startSecondOfDay);
  return expectedFlows(network, openPlanner(network, local, demand).base, demand);
}
