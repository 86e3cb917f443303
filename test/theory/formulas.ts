/** Textbook formulas, written for these tests alone. Times in the unit of the rates. Gross et al. (2008) unless said. */

export interface Station {
  readonly rho: number;
  readonly L: number;
  readonly Lq: number;
  readonly W: number;
  readonly Wq: number;
}

/** Any station from its mean wait, by Little's law. */
export function stationOfWait(
  arrivalRate: number,
  serviceMean: number,
  servers: number,
  wait: number,
): Station {
  const W = wait + serviceMean;
  return {
    rho: (arrivalRate * serviceMean) / servers,
    L: arrivalRate * W,
    Lq: arrivalRate * wait,
    W,
    Wq: wait,
  };
}

/** Share of calls lost by c servers at an offered load; the recursion of Erlang (1917). */
export function erlangB(load: number, servers: number): number {
  let blocking = 1;
  for (let n = 1; n <= servers; n++) blocking = (load * blocking) / (n + load * blocking);
  return blocking;
}

/** Probability of waiting in M/M/c, from Erlang B. */
export function erlangC(load: number, servers: number): number {
  const blocking = erlangB(load, servers);
  return (servers * blocking) / (servers - load * (1 - blocking));
}

/** M/M/c, sec. 2.3. */
export function mmc(arrivalRate: number, serviceRate: number, servers: number): Station {
  const wait = erlangC(arrivalRate / serviceRate, servers) / (servers * serviceRate - arrivalRate);
  return stationOfWait(arrivalRate, 1 / serviceRate, servers, wait);
}

/** M/G/1 by Pollaczek and Khinchine, sec. 5.1. @param second second moment of the service time */
export function mg1(arrivalRate: number, serviceMean: number, second: number): Station {
  const wait = (arrivalRate * second) / 2 / (1 - arrivalRate * serviceMean);
  return stationOfWait(arrivalRate, serviceMean, 1, wait);
}

/** Stationary law of a birth-death process on 0 … births.length. */
export function birthDeath(births: readonly number[], deaths: readonly number[]): number[] {
  const weights = [1];
  for (let n = 0; n < births.length; n++) weights.push((weights[n] * births[n]) / deaths[n]);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Non-preemptive priorities in one M/G/1 (Cobham 1954): mean wait of each class, the best first. */
export function cobham(
  rates: readonly number[],
  means: readonly number[],
  seconds: readonly number[],
): number[] {
  const residual = rates.reduce((sum, rate, i) => sum + (rate * seconds[i]) / 2, 0);
  let before = 0;
  return rates.map((rate, i) => {
    const upTo = before + rate * means[i];
    const wait = residual / ((1 - before) * (1 - upTo));
    before = upTo;
    return wait;
  });
}

/** Preemptive resume in one M/G/1 (Miller 1960): mean time in system of each class, the best first. */
export function preemptiveResume(
  rates: readonly number[],
  means: readonly number[],
  seconds: readonly number[],
): number[] {
  let before = 0;
  let residual = 0;
  return rates.map((rate, i) => {
    residual += (rate * seconds[i]) / 2;
    const upTo = before + rate * means[i];
    const time = means[i] / (1 - before) + residual / ((1 - before) * (1 - upTo));
    before = upTo;
    return time;
  });
}

/** Rates through the stations of an open network (Jackson 1957): gamma + P^T lambda, by repeated substitution. */
export function trafficRates(gamma: readonly number[], routes: readonly (readonly number[])[]): number[] {
  let rates = [...gamma];
  for (let step = 0; step < 10_000; step++) {
    rates = gamma.map((own, j) => own + rates.reduce((sum, rate, i) => sum + rate * routes[i][j], 0));
  }
  return rates;
}

export interface ClosedNetwork {
  readonly X: number;
  readonly R: readonly number[];
  readonly L: readonly number[];
}

/** Exact mean value analysis (Reiser & Lavenberg 1980): single servers and delays, one class. */
export function meanValueAnalysis(
  customers: number,
  visits: readonly number[],
  means: readonly number[],
  isDelay: readonly boolean[],
): ClosedNetwork {
  let lengths = means.map(() => 0);
  let X = 0;
  let R: number[] = [];
  for (let n = 1; n <= customers; n++) {
    R = means.map((mean, i) => (isDelay[i] ? mean : mean * (1 + lengths[i])));
    X = n / R.reduce((sum, time, i) => sum + visits[i] * time, 0);
    lengths = R.map((time, i) => X * visits[i] * time);
  }
  return { X, R, L: lengths };
}

/** Probability of k under a Poisson law. */
export function poisson(mean: number, k: number): number {
  let log = -mean;
  for (let i = 1; i <= k; i++) log += Math.log(mean / i);
  return Math.exp(log);
}
