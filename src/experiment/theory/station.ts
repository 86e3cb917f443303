import type { FlowBlockOf, FlowScenario } from '../../scenario/flow-schema.ts';
import { type DurationFacts, durationFacts } from './duration-facts.ts';

type Queue = FlowBlockOf<'queue'>;

/** What comes to a queue and what it does with it, as the formulas need it. */
export interface Station {
  readonly block: Queue;
  readonly rates: readonly number[];
  readonly total: number;
  readonly servers: number;
  /** Of each class that comes; of the others too where they are written. */
  readonly services: readonly DurationFacts[];
  /** Mean service over all who come, s. */
  readonly serviceMean: number;
  /** Offered load as a share of the capacity. */
  readonly load: number;
  /** The mean of the one exponential that all who come share; undefined where they do not. */
  readonly exponentialMean: number | undefined;
  /** The constant time that all who come share; undefined where they do not. */
  readonly constantMean: number | undefined;
  /** Priority rank of each class, all 0 where the line has none. */
  readonly ranks: readonly number[];
  readonly hasRanks: boolean;
  readonly preempts: boolean;
}

/** Describes a queue for the rates at which the classes come; undefined where service times are a written list. */
export function describeStation(
  flow: FlowScenario,
  block: Queue,
  rates: readonly number[],
): Station | undefined {
  const services: DurationFacts[] = [];
  for (const { name } of flow.classes) {
    const facts = durationFacts(block.service ?? block.service_by_class![name]);
    if (facts === undefined) return undefined;
    services.push(facts);
  }
  const comes = rates.flatMap((rate, klass) => (rate > 0 ? [klass] : []));
  const total = comes.reduce((sum, klass) => sum + rates[klass], 0);
  const work = comes.reduce((sum, klass) => sum + rates[klass] * services[klass].mean, 0);
  const first = services[comes[0]];
  const isShared = comes.every(
    (klass) => services[klass].isExponential && services[klass].mean === first.mean,
  );
  const isConstant = comes.every(
    (klass) => services[klass].isConstant && services[klass].mean === first.mean,
  );
  const { discipline, servers } = block;
  const byRank = discipline === 'priority' || discipline === 'preemptive_priority';
  const ranks = flow.classes.map(({ priority }) => (byRank ? priority : 0));
  return {
    block,
    rates,
    total,
    servers,
    services,
    serviceMean: work / total,
    load: work / servers,
    exponentialMean: isShared ? first.mean : undefined,
    constantMean: isConstant ? first.mean : undefined,
    ranks,
    hasRanks: new Set(comes.map((klass) => ranks[klass])).size > 1,
    preempts: discipline === 'preemptive_priority',
  };
}
