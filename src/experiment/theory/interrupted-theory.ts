import { noSteadyState } from './dispatch.ts';
import { durationFacts, transform } from './duration-facts.ts';
import {
  completion,
  idleFailureWait,
  loadOf,
  pollaczekWait,
  vacationEffect,
  type Work,
} from './one-server.ts';
import type { Station } from './station.ts';
import { stationTheory } from './station-figures.ts';
import { type BlockTheory, unknownBlock } from './theory-value.ts';

/** One server that fails or goes on vacation; for Poisson arrivals. */
export function interruptedTheory(station: Station): BlockTheory {
  const { block, servers, hasRanks } = station;
  if (servers > 1) return unknownBlock('breakdowns and vacations have an exact formula only for one server');
  if (hasRanks)
    return unknownBlock('breakdowns and vacations together with priorities have no short formula');
  if (block.breakdown !== undefined && block.vacation !== undefined)
    return unknownBlock('breakdowns together with vacations have no short formula');
  const work = station.services.map(({ mean, second }, klass) => ({
    rate: station.rates[klass],
    mean,
    second,
  }));
  return block.breakdown === undefined ? vacations(station, work) : breakdowns(station, work);
}

function breakdowns(station: Station, work: readonly Work[]): BlockTheory {
  const { by, time_to_failure: written, repair: writtenRepair } = station.block.breakdown!;
  const life = durationFacts(written);
  const repair = durationFacts(writtenRepair);
  if (life === undefined || repair === undefined)
    return unknownBlock('its lives or repairs are a written list, not random');
  if (!life.isExponential)
    return unknownBlock('breakdowns have an exact formula only where lives are exponential');
  const failures = { rate: 1 / life.mean, repairMean: repair.mean, repairSecond: repair.second };
  const completions = work.map((one) => completion(one, failures));
  const load = loadOf(completions);
  if (load >= 1) return unknownBlock(noSteadyState(load));
  const idle = by === 'clock' ? idleFailureWait(failures) : 0;
  const wait = pollaczekWait(completions) + idle;
  const working = loadOf(work);
  // By use a server is down only in completion times; by the clock for the same share of all time.
  const up = by === 'clock' ? 1 / (1 + repair.mean / life.mean) : 1 - (load - working);
  return stationTheory({
    name: by === 'clock' ? 'M/G/1 with breakdowns by the clock' : 'M/G/1 with breakdowns by use',
    source:
      by === 'clock'
        ? 'Avi-Itzhak & Naor (1963), Some queuing problems with the service station subject to breakdown, Op. Res. 11, 303-320'
        : 'Gaver (1962), A waiting line with interrupted service, J. Royal Statistical Society B 24, 73-90',
    rates: station.rates,
    waitsS: work.map(() => wait),
    servicesS: completions.map(({ mean }) => mean),
    formulas: {
      time_in_queue: `λ E[C²] / (2 (1 − λ E[C]))${by === 'clock' ? ' + f E[R²] / (2 (1 + f E[R]))' : ''}, C service with its repairs`,
      time_in_system: 'W_q + E[C], E[C] = E[S] (1 + f E[R])',
      number_in_service: 'λ E[C]',
      utilization: by === 'clock' ? 'λ E[S] (1 + f E[R])' : 'λ E[S] / (1 − λ E[S] f E[R])',
      share_empty: '1 − λ E[C]',
    },
    utilization: working / up,
    ...(by === 'clock' ? {} : { emptyShare: 1 - load }),
  });
}

function vacations(station: Station, work: readonly Work[]): BlockTheory {
  if (station.load >= 1) return unknownBlock(noSteadyState(station.load));
  const { length: written, repeats } = station.block.vacation!;
  const length = durationFacts(written);
  if (length === undefined) return unknownBlock('its vacations are a written list, not random');
  const atRate = transform(length.spec, station.total);
  if (!repeats && atRate === undefined)
    return unknownBlock('a single vacation has a short formula only where its transform has one');
  const { wait, awayShare } = vacationEffect(length, repeats, station.total, atRate ?? 0);
  return stationTheory({
    name: repeats ? 'M/G/1 with vacations' : 'M/G/1 with single vacations',
    source:
      'Fuhrmann & Cooper (1985), Stochastic decompositions in the M/G/1 queue with generalized vacations, Op. Res. 33',
    rates: station.rates,
    waitsS: work.map(() => pollaczekWait(work) + wait),
    servicesS: work.map(({ mean }) => mean),
    formulas: {
      time_in_queue: `λ E[S²] / (2 (1 − ρ)) + E[V²] / (2 ${repeats ? 'E[V]' : '(E[V] + E[e^(−λV)] / λ)'})`,
      utilization: 'ρ / (1 − share away)',
    },
    // One that leaves whenever it has nothing to do is busy all the time it is there.
    ...(repeats ? {} : { utilization: station.load / (1 - (1 - station.load) * awayShare) }),
  });
}
