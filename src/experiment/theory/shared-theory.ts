import { noSteadyState } from './dispatch.ts';
import { emptyShare, waitShare } from './many-servers.ts';
import type { Station } from './station.ts';
import { stationTheory } from './station-figures.ts';
import { type BlockTheory, unknownBlock } from './theory-value.ts';

/**
 * Servers that all present share equally, for Poisson arrivals: the number present is that of M/M/c whatever the
 * distribution of service, and a stay is in proportion to the work brought (Kelly 1979, Reversibility, sec. 3.3).
 */
export function sharedTheory(station: Station): BlockTheory {
  const { block, servers, load, rates, services } = station;
  if (block.capacity !== undefined)
    return unknownBlock('shared servers with finite room have no formula here');
  if (load >= 1) return unknownBlock(noSteadyState(load));
  const offered = load * servers;
  const present = offered + (waitShare(offered, servers) * load) / (1 - load);
  const slowness = present / offered;
  const single = servers === 1;
  return stationTheory({
    name: single ? 'M/G/1-PS' : `M/G/${servers}-PS`,
    source: single
      ? 'Kleinrock (1976), Queueing Systems 2, sec. 4.4'
      : 'Kelly (1979), Reversibility and stochastic networks, sec. 3.3',
    rates,
    waitsS: rates.map(() => 0),
    servicesS: services.map(({ mean }) => mean * slowness),
    formulas: {
      time_in_queue: '0',
      number_in_queue: '0',
      time_in_system: single ? 'E[S] / (1 − ρ)' : 'E[S] L / a, a = λ E[S]',
      number_in_service: single ? 'ρ / (1 − ρ)' : 'L of M/M/c: a + C(c, a) ρ / (1 − ρ)',
      number_in_system: single ? 'ρ / (1 − ρ)' : 'L of M/M/c: a + C(c, a) ρ / (1 − ρ)',
    },
    utilization: load,
    emptyShare: single ? 1 - load : emptyShare(offered, servers),
    leavesPoisson: true,
  });
}
