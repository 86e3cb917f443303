import { exp } from '../../engine/math/transcendental.ts';
import { poissonAtLeast, poissonExcess } from './poisson-law.ts';

/**
 * Share of the arrivals that find c servers busy where nobody waits (Erlang B), for an offered load of `load` servers.
 * By the recursion of its inverse, which stays finite: 1/B(n) = 1 + (n / load) / B(n - 1). Source: Jagerman (1974).
 */
export function lossShare(load: number, servers: number): number {
  if (load === 0) return 0;
  let inverse = 1;
  for (let n = 1; n <= servers; n++) inverse = 1 + (inverse * n) / load;
  return 1 / inverse;
}

/** Share of the arrivals that wait for one of c servers (Erlang C); the load is below c. Source: Kleinrock (1975), 3.5. */
export function waitShare(load: number, servers: number): number {
  const blocked = lossShare(load, servers);
  const spare = 1 - load / servers;
  return blocked / (spare + (1 - spare) * blocked);
}

/** Share of the time in which M/M/c is empty. */
export function emptyShare(load: number, servers: number): number {
  // Erlang B without a line: B = (load^c / c!) p0', so p0' = 1 / sum, summed from the top where it is largest.
  let term = 1;
  let sum = 1;
  for (let n = 1; n < servers; n++) {
    term *= load / n;
    sum += term;
  }
  term *= load / servers;
  return 1 / (sum + (term * servers) / (servers - load));
}

/** What a station of c exponential servers and room for K in all is like. */
export interface FiniteStation {
  readonly lossShare: number;
  readonly emptyShare: number;
  readonly waiting: number;
  readonly serving: number;
}

/** M/M/c/K for an offered load in servers. Terms are scaled as they grow, so that none overflows. Kleinrock (1975), 3.6. */
export function finiteStation(load: number, servers: number, room: number): FiniteStation {
  let term = 1;
  let total = 1;
  let empty = 1;
  let waiting = 0;
  let serving = 0;
  for (let n = 1; n <= room; n++) {
    term *= load / Math.min(n, servers);
    total += term;
    serving += Math.min(n, servers) * term;
    waiting += Math.max(0, n - servers) * term;
    if (total < 1e200) continue;
    term /= total;
    empty /= total;
    waiting /= total;
    serving /= total;
    total = 1;
  }
  return {
    lossShare: term / total,
    emptyShare: empty / total,
    waiting: waiting / total,
    serving: serving / total,
  };
}

/** Most terms of the sums below: a load of 0.99 of the capacity needs about half a million. */
const MOST_TERMS = 200_000;

/** A line that c leave together and a Poisson number joins, once per constant service time. */
export interface CrommelinLine {
  /** Mean number in line. */
  readonly waiting: number;
  /** Share of the time with nobody in line. */
  readonly noneWaiting: number;
}

/**
 * The line of M/D/c for a load in servers, below c. Seen every service time it is a random walk that stops at 0,
 * Q' = max(0, Q + A - c) with A Poisson, of which Spitzer's identity gives the mean, sum of E[(A_i - ic)+] / i, and
 * the share of time at 0, exp(-sum of P(A_i > ic) / i), with A_i Poisson of mean i x load.
 * Source: Crommelin (1932); Spitzer (1956). @returns undefined too near saturation to sum
 */
export function crommelinLine(load: number, servers: number): CrommelinLine | undefined {
  let waiting = 0;
  let ladder = 0;
  for (let i = 1; i <= MOST_TERMS; i++) {
    const excess = poissonExcess(i * servers, i * load) / i;
    const beyond = poissonAtLeast(i * servers + 1, i * load) / i;
    waiting += excess;
    ladder += beyond;
    // Terms fall at least geometrically, by the ratio of large deviations: what is left is below the last term x i.
    if (excess * i < 1e-14 * waiting && beyond * i < 1e-14) return { waiting, noneWaiting: exp(-ladder) };
    if (waiting === 0 && i > 50) return { waiting: 0, noneWaiting: 1 };
  }
  return undefined;
}
