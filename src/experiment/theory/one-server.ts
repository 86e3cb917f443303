import type { DistributionSpec } from '../../engine/random/distribution.ts';
import { transform } from './duration-facts.ts';

/** Arrivals of one class at a single server: rate per s, first and second moment of the service time. */
export interface Work {
  readonly rate: number;
  readonly mean: number;
  readonly second: number;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Work in hand that an arrival finds being served, lambda E[S^2] / 2 over all classes; s. */
export function residualWork(work: readonly Work[]): number {
  return sum(work.map(({ rate, second }) => rate * second)) / 2;
}

/** Offered load of a single server. */
export function loadOf(work: readonly Work[]): number {
  return sum(work.map(({ rate, mean }) => rate * mean));
}

/** Mean wait of M/G/1. Source: Pollaczek (1930), Khinchine (1932); Kleinrock (1975), sec. 5.6. */
export function pollaczekWait(work: readonly Work[]): number {
  return residualWork(work) / (1 - loadOf(work));
}

/** Loads of the ranks before each class, and of those up to its own. */
function loadsByRank(loads: readonly number[], ranks: readonly number[]) {
  return ranks.map((rank) => ({
    before: sum(loads.filter((_, other) => ranks[other] < rank)),
    upTo: sum(loads.filter((_, other) => ranks[other] <= rank)),
  }));
}

/**
 * Mean wait of each class where better ranks go first and nobody is interrupted.
 * @param inHand mean time until a server is free for one who meets no line: residual work, or C(c, a) / (c mu)
 * @param loads of each class as a share of the whole capacity. Source: Cobham (1954); Kleinrock (1976), sec. 3.3.
 */
export function cobhamWaits(inHand: number, loads: readonly number[], ranks: readonly number[]): number[] {
  return loadsByRank(loads, ranks).map(({ before, upTo }) => inHand / ((1 - before) * (1 - upTo)));
}

/** Mean time in system of each class where better ranks interrupt, who resume later. Source: Kleinrock (1976), 3.4. */
export function preemptiveStays(work: readonly Work[], ranks: readonly number[]): number[] {
  const loads = work.map(({ rate, mean }) => rate * mean);
  return loadsByRank(loads, ranks).map(({ before, upTo }, klass) => {
    const met = residualWork(work.filter((_, other) => ranks[other] <= ranks[klass]));
    return (work[klass].mean + met / (1 - upTo)) / (1 - before);
  });
}

/** Failures of a server whose lives are exponential: rate per s of life, moments of the repair. */
export interface Failures {
  readonly rate: number;
  readonly repairMean: number;
  readonly repairSecond: number;
}

/**
 * A service with the repairs that fall into it: completion time, first two moments.
 * Source: Gaver (1962), sec. 2: E[C] = E[S](1 + f r), E[C^2] = E[S^2](1 + f r)^2 + E[S] f E[R^2].
 */
export function completion({ rate, mean, second }: Work, failures: Failures): Work {
  const stretch = 1 + failures.rate * failures.repairMean;
  return {
    rate,
    mean: mean * stretch,
    second: second * stretch * stretch + mean * failures.rate * failures.repairSecond,
  };
}

/**
 * Mean wait that failures while idle add: those present while a repair runs of an empty station.
 * Source: Avi-Itzhak & Naor (1963), model A, by the decomposition of Fuhrmann & Cooper (1985).
 */
export function idleFailureWait({ rate, repairMean, repairSecond }: Failures): number {
  return (rate * repairSecond) / (2 * (1 + rate * repairMean));
}

/** What vacations add to the mean wait, and the share of the idle time that they take. */
export interface VacationEffect {
  readonly wait: number;
  readonly awayShare: number;
}

/**
 * A server that leaves when nobody waits: again and again until it finds somebody, or once.
 * @param atRate transform of the vacation at the arrival rate. Source: Fuhrmann & Cooper (1985); Doshi (1986), sec. 2.
 */
export function vacationEffect(
  vacation: { readonly mean: number; readonly second: number },
  repeats: boolean,
  arrivalRate: number,
  atRate: number,
): VacationEffect {
  const idle = repeats ? 0 : atRate / arrivalRate;
  const cycle = vacation.mean + idle;
  return { wait: vacation.second / 2 / cycle, awayShare: vacation.mean / cycle };
}

/**
 * Share of the arrivals of GI/M/1 that wait: the root below 1 of sigma = A*(mu (1 - sigma)).
 * Source: Kleinrock (1975), sec. 6.4. @returns undefined where the gaps have no short transform
 */
export function renewalRoot(gaps: DistributionSpec, serviceRate: number): number | undefined {
  if (transform(gaps, 1) === undefined) return undefined;
  const excess = (sigma: number) => transform(gaps, serviceRate * (1 - sigma))! - sigma;
  // Convex, above 0 at 0, and 0 at 1, where it rises: just below 1 it lies below 0.
  let high = 0.5;
  while (excess(high) >= 0) {
    if (1 - high < 1e-9) return undefined;
    high = (1 + high) / 2;
  }
  let low = 0;
  for (let step = 0; step < 200 && high - low > 1e-16; step++) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Mean wait of M[X]/G/1, the wait for earlier members of the own group included.
 * @param groupRate groups per s @param size first and second moment of their size
 * Source: Gross et al. (2008), sec. 5.1.10; Burke (1975), Delays in single-server queues with batch input.
 */
export function groupArrivalWait(
  groupRate: number,
  size: { readonly mean: number; readonly second: number },
  service: { readonly mean: number; readonly second: number },
): number {
  const rate = groupRate * size.mean;
  const ownGroup = ((size.second - size.mean) * service.mean) / size.mean;
  return (rate * service.second + ownGroup) / (2 * (1 - rate * service.mean));
}
