import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import type { LocalTime } from '../network/local-time.ts';
import { LoadPlan } from './load-plan.ts';
import type { PathFinder } from './path-finder.ts';
import { AS_WRITTEN, type PlanConditions, type PlanGraph } from './plan-graph.ts';

/** Plans kept beside those in force: a closure that comes again, or ends, finds its plan made. */
const MOST_KEPT = 6;

/** Makes load plans for a network in whatever state it is, and keeps those asked for last. */
export class Planner {
  /** With everything open. */
  readonly base: LoadPlan;
  readonly graph: PlanGraph;
  readonly #network: NetworkScenario;
  readonly #local: LocalTime;
  readonly #finder: PathFinder;
  /** By conditions, the one asked for last at the end. */
  readonly #kept = new Map<string, LoadPlan>();

  constructor(network: NetworkScenario, local: LocalTime, graph: PlanGraph, finder: PathFinder) {
    this.#network = network;
    this.#local = local;
    this.#finder = finder;
    this.graph = graph;
    this.base = new LoadPlan(network, local, { graph, finder, conditions: AS_WRITTEN });
  }

  /** The plan for some conditions; the same object while it is kept. */
  plan(conditions: PlanConditions): LoadPlan {
    const key = keyOf(conditions);
    if (key === '') return this.base;
    const plan =
      this.#kept.get(key) ??
      new LoadPlan(this.#network, this.#local, {
        graph: this.graph,
        finder: this.#finder,
        conditions,
        base: this.base,
      });
    this.#kept.delete(key);
    this.#kept.set(key, plan);
    if (this.#kept.size > MOST_KEPT)
      for (const oldest of [...this.#kept.keys()].slice(0, 1)) this.#kept.delete(oldest);
    return plan;
  }
}

/** What is closed and what is late, as text; empty where nothing is. */
function keyOf({ barred, delayS }: PlanConditions): string {
  const words: string[] = [];
  barred?.forEach((isBarred, lane) => {
    if (isBarred !== 0) words.push(`${lane}`);
  });
  delayS?.forEach((late, facility) => {
    if (late > 0) words.push(`${facility}+${late}`);
  });
  return words.join(' ');
}
