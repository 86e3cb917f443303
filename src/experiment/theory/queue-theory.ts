import { exp } from '../../engine/math/transcendental.ts';
import { isBlocking } from '../../scenario/check-blocking.ts';
import type { FlowBlockOf, FlowScenario } from '../../scenario/flow-schema.ts';
import type { Stream } from './arrivals.ts';
import { bulkTheory } from './bulk-theory.ts';
import { noSteadyState } from './dispatch.ts';
import { finiteTheory } from './finite-theory.ts';
import { interruptedTheory } from './interrupted-theory.ts';
import { latestFirstTheory } from './latest-first-theory.ts';
import { crommelinLine, emptyShare, waitShare } from './many-servers.ts';
import {
  cobhamWaits,
  groupArrivalWait,
  pollaczekWait,
  preemptiveStays,
  renewalRoot,
  residualWork,
} from './one-server.ts';
import { setupTheory } from './setup-theory.ts';
import { sharedTheory } from './shared-theory.ts';
import { describeStation, type Station } from './station.ts';
import { stationTheory } from './station-figures.ts';
import { type BlockTheory, unknownBlock } from './theory-value.ts';

/** Exact values of a queue for the stream that comes to it, or why there are none. */
export function queueTheory(flow: FlowScenario, block: FlowBlockOf<'queue'>, stream: Stream): BlockTheory {
  if (stream.arrivals.kind === 'none') return unknownBlock('nobody comes');
  if (block.schedule !== undefined) return unknownBlock('its servers change by a schedule');
  if (stream.rates.some(Number.isNaN)) {
    return unknownBlock(
      stream.arrivals.kind === 'other' ? reasonOf(stream) : 'the rate of its arrivals is not known on paper',
    );
  }
  if (block.patience !== undefined)
    return { ...unknownBlock('patience that ends has no formula here'), lossShare: Number.NaN };
  if (block.joins !== undefined) return unknownBlock('subjects that may not stay have no formula here');
  const station = describeStation(flow, block, stream.rates);
  if (station === undefined) return unknownBlock('its service times are a written list, not random');
  if (stream.arrivals.kind === 'varying') {
    return unknownBlock('its arrival rate varies in time; only a delay has an exact answer then');
  }
  if (isBlocking(block) || isBlocking(flow.blocks[block.to]))
    return unknownBlock('queues that block one another have no formula here');
  if (block.server_speeds !== undefined)
    return unknownBlock('servers of different speeds have no formula here');
  if (block.discipline === 'processor_sharing') {
    return stream.arrivals.kind === 'poisson' ? sharedTheory(station) : unknownBlock(reasonOf(stream));
  }
  if (block.discipline === 'shortest_service')
    return unknownBlock('the shortest service first has no formula here');
  if (block.discipline === 'lifo_preemptive') {
    return stream.arrivals.kind === 'poisson' ? latestFirstTheory(station) : unknownBlock(reasonOf(stream));
  }
  if (block.setup !== undefined || block.starts_at !== undefined) {
    return stream.arrivals.kind === 'poisson' ? setupTheory(station) : unknownBlock(reasonOf(stream));
  }
  if (block.capacity !== undefined) {
    return stream.arrivals.kind === 'poisson' ? finiteTheory(station) : unknownBlock(reasonOf(stream));
  }
  if (block.group !== undefined) {
    return stream.arrivals.kind === 'poisson' ? bulkTheory(station) : unknownBlock(reasonOf(stream));
  }
  if (block.breakdown !== undefined || block.vacation !== undefined) {
    return stream.arrivals.kind === 'poisson' ? interruptedTheory(station) : unknownBlock(reasonOf(stream));
  }
  if (station.load >= 1) return unknownBlock(noSteadyState(station.load));
  return uninterrupted(station, stream);
}

function uninterrupted(station: Station, stream: Stream): BlockTheory {
  const { servers, exponentialMean } = station;
  const { arrivals } = stream;
  if (arrivals.kind === 'renewal') return renewalArrivals(station, stream);
  if (arrivals.kind === 'groups') return groupArrivals(station, arrivals);
  if (arrivals.kind !== 'poisson') return littleOnly(station, reasonOf(stream));
  if (station.hasRanks) return station.preempts ? preemptive(station) : nonPreemptive(station);
  if (exponentialMean !== undefined) return exponentialServers(station, exponentialMean);
  if (servers === 1) return generalServer(station);
  if (station.constantMean !== undefined) return constantServers(station);
  return littleOnly(
    station,
    'M/G/c has no exact formula for more than one server, unless service is exponential or constant',
  );
}

const everyClass = (station: Station, value: number) => station.rates.map(() => value);
const serviceMeans = (station: Station) => station.services.map(({ mean }) => mean);
const workOf = ({ rates, services }: Station) =>
  services.map(({ mean, second }, klass) => ({ rate: rates[klass], mean, second }));

function exponentialServers(station: Station, mean: number): BlockTheory {
  const { servers, load, total } = station;
  const offered = load * servers;
  const single = servers === 1;
  const wait = (waitShare(offered, servers) * mean) / (servers * (1 - load));
  return stationTheory({
    name: single ? 'M/M/1' : `M/M/${servers}`,
    source: single
      ? 'Kleinrock (1975), Queueing Systems 1, sec. 3.2'
      : 'Kleinrock (1975), Queueing Systems 1, sec. 3.5',
    rates: station.rates,
    waitsS: everyClass(station, wait),
    servicesS: serviceMeans(station),
    formulas: single
      ? {
          time_in_system: '1 / (μ − λ)',
          time_in_queue: 'ρ / (μ − λ)',
          number_in_system: 'ρ / (1 − ρ)',
          number_in_queue: 'ρ² / (1 − ρ)',
          number_in_service: 'ρ = λ / μ',
          utilization: 'ρ = λ / μ',
          share_empty: '1 − ρ',
        }
      : {
          time_in_system: 'C(c, a) / (c μ − λ) + 1 / μ',
          time_in_queue: 'C(c, a) / (c μ − λ), C by Erlang, a = λ / μ',
          number_in_service: 'a = λ / μ',
          utilization: 'λ / (c μ)',
          share_empty: '1 / (Σ aⁿ / n! + a^c / (c! (1 − ρ))), n < c',
        },
    utilization: load,
    emptyShare: single ? 1 - total * mean : emptyShare(offered, servers),
    leavesPoisson: true,
  });
}

function generalServer(station: Station): BlockTheory {
  return stationTheory({
    name: 'M/G/1',
    source: 'Pollaczek (1930), Khinchine (1932); Kleinrock (1975), Queueing Systems 1, sec. 5.6',
    rates: station.rates,
    waitsS: everyClass(station, pollaczekWait(workOf(station))),
    servicesS: serviceMeans(station),
    formulas: { time_in_queue: 'λ E[S²] / (2 (1 − ρ))', utilization: 'ρ = λ E[S]', share_empty: '1 − ρ' },
    utilization: station.load,
    emptyShare: 1 - station.load,
  });
}

function constantServers(station: Station): BlockTheory {
  const { servers, load, total, serviceMean } = station;
  const line = crommelinLine(load * servers, servers);
  if (line === undefined)
    return littleOnly(station, 'the load is too near the capacity to sum the series of M/D/c');
  return stationTheory({
    name: `M/D/${servers}`,
    source:
      'Crommelin (1932), Delay probability formulae, Post Office EE Journal 25; Tijms (2003), sec. 9.6.2',
    rates: station.rates,
    waitsS: everyClass(station, line.waiting / total),
    servicesS: everyClass(station, serviceMean),
    formulas: {
      time_in_queue: 'Σ E[(N(iD) − ic)⁺] / (i λ)',
      number_in_queue: 'Σ E[(N(iD) − ic)⁺] / i',
      share_empty: 'e^(−a − Σ P(N(iD) > ic) / i), a = λ D',
    },
    utilization: load,
    emptyShare: line.noneWaiting * exp(-load * servers),
  });
}

function nonPreemptive(station: Station): BlockTheory {
  const { servers, ranks, rates, services, exponentialMean, load } = station;
  const several = servers > 1;
  if (several && exponentialMean === undefined) {
    return littleOnly(
      station,
      'priorities at several servers have an exact formula only for one exponential service time',
    );
  }
  const inHand = several
    ? (waitShare(load * servers, servers) * exponentialMean!) / servers
    : residualWork(workOf(station));
  const loads = services.map(({ mean }, klass) => (rates[klass] * mean) / servers);
  return stationTheory({
    name: several ? `M/M/${servers} with priorities` : 'M/G/1 with priorities',
    source: 'Cobham (1954), Priority assignment in waiting line problems, Operations Research 2, 70-76',
    rates,
    waitsS: cobhamWaits(inHand, loads, ranks),
    servicesS: serviceMeans(station),
    formulas: {
      time_in_queue: several
        ? 'C(c, a) / (c μ (1 − σ_before) (1 − σ_own)), σ the load of the better ranks, own included or not'
        : 'λ E[S²] / (2 (1 − σ_before) (1 − σ_own)), σ the load of the better ranks, own included or not',
    },
    utilization: load,
    ...(several ? {} : { emptyShare: 1 - load }),
  });
}

function preemptive(station: Station): BlockTheory {
  const { servers, ranks, rates, services, exponentialMean, load } = station;
  if (servers > 1 && exponentialMean === undefined) {
    return littleOnly(
      station,
      'preemption at several servers has an exact formula only for one exponential service time',
    );
  }
  const stays =
    servers > 1 ? staysByRank(station, exponentialMean!) : preemptiveStays(workOf(station), ranks);
  return stationTheory({
    name: servers > 1 ? `M/M/${servers} with preemptive priorities` : 'M/G/1 with preemptive priorities',
    source:
      servers > 1
        ? 'The better ranks alone are an M/M/c; Buzen & Bondi (1983), Operations Research 31, 456-465'
        : 'Kleinrock (1976), Queueing Systems 2, sec. 3.4; Miller (1960)',
    rates,
    waitsS: stays.map((stay, klass) => stay - services[klass].mean),
    servicesS: serviceMeans(station),
    formulas: {
      time_in_queue: 'W − E[S]',
      time_in_system:
        servers > 1
          ? '(L of ranks up to own − L of the better) / λ'
          : '(E[S] + λ_upto E[S²] / (2 (1 − σ_own))) / (1 − σ_before)',
    },
    utilization: load,
    ...(servers > 1 ? {} : { emptyShare: 1 - load }),
  });
}

/** Where all services are one exponential, those of the best k ranks see an M/M/c of their own. */
function staysByRank({ rates, ranks, servers }: Station, mean: number): number[] {
  const inSystem = (isIn: (rank: number) => boolean) => {
    const offered = mean * rates.reduce((sum, rate, klass) => sum + (isIn(ranks[klass]) ? rate : 0), 0);
    return offered + (waitShare(offered, servers) * offered) / (servers - offered);
  };
  return ranks.map((rank) => {
    const rate = rates.reduce((sum, one, klass) => sum + (ranks[klass] === rank ? one : 0), 0);
    return (inSystem((other) => other <= rank) - inSystem((other) => other < rank)) / rate;
  });
}

function renewalArrivals(station: Station, stream: Stream): BlockTheory {
  const { servers, exponentialMean, load, total, hasRanks } = station;
  if (stream.arrivals.kind !== 'renewal' || servers > 1 || exponentialMean === undefined || hasRanks) {
    return littleOnly(
      station,
      'arrivals with independent gaps that are not exponential have an exact formula only for one exponential server (GI/M/1)',
    );
  }
  const root = renewalRoot(stream.arrivals.gaps, 1 / exponentialMean);
  if (root === undefined) return littleOnly(station, 'the transform of the gaps has no short form');
  return stationTheory({
    name: 'GI/M/1',
    source: 'Kleinrock (1975), Queueing Systems 1, sec. 6.4: σ is the root below 1 of σ = A*(μ − μσ)',
    rates: station.rates,
    waitsS: everyClass(station, (root / (1 - root)) * exponentialMean),
    servicesS: serviceMeans(station),
    formulas: {
      time_in_queue: 'σ / (μ (1 − σ))',
      time_in_system: '1 / (μ (1 − σ))',
      utilization: 'ρ = λ / μ',
      share_empty: '1 − ρ',
    },
    utilization: load,
    emptyShare: 1 - total * exponentialMean,
  });
}

function groupArrivals(
  station: Station,
  arrivals: { readonly rate: number; readonly size: { readonly mean: number; readonly second: number } },
): BlockTheory {
  const { servers, load, hasRanks, rates, total, services, serviceMean } = station;
  if (servers > 1 || hasRanks) {
    return littleOnly(
      station,
      'arrivals in groups have an exact formula only for one server without priorities',
    );
  }
  const second = rates.reduce((sum, rate, klass) => sum + rate * services[klass].second, 0) / total;
  const wait = groupArrivalWait(arrivals.rate, arrivals.size, { mean: serviceMean, second });
  return stationTheory({
    name: 'M[X]/G/1',
    source: 'Burke (1975), Delays in single-server queues with batch input; Gross et al. (2008), sec. 5.1.10',
    rates,
    waitsS: everyClass(station, wait),
    servicesS: serviceMeans(station),
    formulas: { time_in_queue: '(λ E[S²] + E[X(X − 1)] E[S] / E[X]) / (2 (1 − ρ))', share_empty: '1 − ρ' },
    utilization: load,
    emptyShare: 1 - load,
  });
}

/** What holds at any stable station: Little's law for its servers. */
function littleOnly(station: Station, reason: string): BlockTheory {
  return {
    ...unknownBlock(reason),
    name: `G/G/${station.servers}`,
    source: 'Little (1961), A proof for the queuing formula L = λW, Operations Research 9, 383-387',
    figures: [
      { kpi: 'number_in_service', value: station.load * station.servers, formula: 'λ E[S]' },
      { kpi: 'utilization', value: station.load, formula: 'λ E[S] / c' },
    ],
    lossShare: 0,
  };
}

function reasonOf({ arrivals }: Stream): string {
  switch (arrivals.kind) {
    case 'other':
      return `its arrivals are no Poisson process: ${arrivals.reason}`;
    case 'none':
      return 'nobody comes';
    default:
      return 'its arrivals are no Poisson process';
  }
}
