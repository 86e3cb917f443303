import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import type { LocalTime } from '../network/local-time.ts';
import { pathFinder } from './load-plan.ts';
import { PlanGraph } from './plan-graph.ts';
import { Planner } from './planner.ts';

/** The planner that a network's settings ask for. */
export function openPlanner(network: NetworkScenario, local: LocalTime): Planner {
  const graph = new PlanGraph(network, local);
  return new Planner(network, local, graph, pathFinder(network, local, graph));
}
