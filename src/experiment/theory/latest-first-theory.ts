import { noSteadyState } from './dispatch.ts';
import { emptyShare, waitShare } from './many-servers.ts';
import type { Station } from './station.ts';
import { stationTheory } from './station-figures.ts';
import { type BlockTheory, unknownBlock } from './theory-value.ts';

/**
 * Servers that always serve those who came last, who interrupt, for Poisson arrivals: at one server a stay is in
 * proportion to the work brought, whatever its distribution (Kelly 1979, Reversibility, sec. 3.3); at several, those
 * present are M/M/c where all share one exponential.
 */
export function latestFirstTheory(station: Station): BlockTheory {
  const { block, servers, load, total, rates, services, exponentialMean } = station;
  if (block.capacity !== undefined)
    return unknownBlock('finite room together with interruption by the latest has no formula here');
  if (load >= 1) return unknownBlock(noSteadyState(load));
  const single = servers === 1;
  if (!single && exponentialMean === undefined)
    return unknownBlock(
      'interruption by the latest at several servers has a formula only for one exponential',
    );
  const offered = load * servers;
  const wait = single ? 0 : (waitShare(offered, servers) * exponentialMean!) / (servers * (1 - load));
  return stationTheory({
    name: single ? 'M/G/1 LIFO preemptive' : `M/M/${servers} LIFO preemptive`,
    source: single
      ? 'Kleinrock (1976), Queueing Systems 2, sec. 3.7; Kelly (1979), sec. 3.3'
      : 'Kleinrock (1975), Queueing Systems 1, sec. 3.5',
    rates,
    waitsS: services.map(({ mean }) => (single ? (mean * load) / (1 - load) : wait)),
    servicesS: services.map(({ mean }) => mean),
    formulas: single
      ? {
          time_in_queue: 'E[S] ρ / (1 − ρ)',
          time_in_system: 'E[S] / (1 − ρ)',
          number_in_system: 'ρ / (1 − ρ)',
          share_empty: '1 − ρ',
        }
      : { time_in_queue: 'C(c, a) / (c μ − λ), C by Erlang, a = λ / μ' },
    utilization: load,
    emptyShare: single ? 1 - total * station.serviceMean : emptyShare(offered, servers),
    leavesPoisson: true,
  });
}
