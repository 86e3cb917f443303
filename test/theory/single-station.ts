import references from '../reference/single-station.json' with { type: 'json' };
import {
  constant,
  type Duration,
  exponential,
  mean,
  queue,
  runOf,
  SINK,
  secondsPerUnit,
  source,
  stationMeans,
} from './flow-parts.ts';
import { birthDeath, erlangB, mg1, mmc, type Station, stationOfWait } from './formulas.ts';
import { LEFT_OUT } from './left-out.ts';
import { type Comparison, casesOf, type TheoryCase } from './theory-case.ts';

/** Probabilities below this are too rare to be held against an interval of 5 %. */
const RARE = 0.05;

const family = <Params, Expected>(model: string) => casesOf<Params, Expected>(references, model, LEFT_OUT);

/** One source, one queue, one sink. */
function station(id: string, rate: number, unitS: number, arrivals: object, line: object) {
  return { blocks: { arrivals, line, out: SINK }, run: runOf(id, rate, unitS) };
}

function mm1(): TheoryCase[] {
  type Expected = Station & { p0: number; Wp95: number; Wq_p95: number };
  return family<{ lam: number; mu: number }, Expected>('MM1').map(({ id, params: { lam, mu }, expected }) => {
    const unitS = secondsPerUnit(mu);
    const rho = lam / mu;
    const comparisons = [
      ...stationMeans('line', expected, unitS, stationOfWait(lam, 1 / mu, 1, rho / (mu - lam))),
      mean('p0', expected.p0, { kpi: 'share_empty', place: 'line' }, 1, 1 - rho),
    ];
    if (QUANTILE_CASES.has(id)) {
      const time = -Math.log(0.05) / (mu - lam);
      const wait = Math.log(rho / 0.05) / (mu - lam);
      comparisons.push(
        mean('Wp95', expected.Wp95, { kpi: 'time_in_system', place: 'line', column: 'p95' }, unitS, time),
        mean('Wq_p95', expected.Wq_p95, { kpi: 'time_in_queue', place: 'line', column: 'p95' }, unitS, wait),
      );
    }
    return {
      id,
      flow: station(id, lam, unitS, source(exponential(unitS / lam), 'line'), queue(exponential(unitS / mu))),
      comparisons,
    };
  });
}

/** Quantiles are compared replication by replication, so each of these is run a second time. */
const QUANTILE_CASES: ReadonlySet<string> = new Set([
  'MM1-02',
  'MM1-03',
  'MM1-07',
  'MM1-18',
  'MMc-01',
  'MMc-11',
  'MMc-14',
]);

function mmcCases(): TheoryCase[] {
  type Expected = Station & { erlangC: number; p0: number; Wq_p90: number };
  return family<{ lam: number; mu: number; c: number }, Expected>('MMc').map(({ id, params, expected }) => {
    const { lam, mu, c } = params;
    const unitS = secondsPerUnit(lam);
    const comparisons = stationMeans('line', expected, unitS, mmc(lam, mu, c));
    if (expected.p0 >= RARE) comparisons.push(mean('p0', expected.p0, { kpi: 'share_empty', place: 'line' }));
    if (QUANTILE_CASES.has(id)) {
      const formula = Math.log(expected.erlangC / 0.1) / (c * mu - lam);
      comparisons.push(
        mean(
          'Wq_p90',
          expected.Wq_p90,
          { kpi: 'time_in_queue', place: 'line', column: 'p90' },
          unitS,
          formula,
        ),
      );
    }
    const line = queue(exponential(unitS / mu), { servers: c });
    return { id, flow: station(id, lam, unitS, source(exponential(unitS / lam), 'line'), line), comparisons };
  });
}

function mmck(): TheoryCase[] {
  type Expected = Omit<Station, 'rho'> & { pBlock: number; util: number; p0: number };
  type Params = { lam: number; mu: number; c: number; K: number };
  return family<Params, Expected>('MMcK').map(({ id, params: { lam, mu, c, K }, expected }) => {
    const unitS = secondsPerUnit(lam);
    const law = birthDeath(
      Array.from({ length: K }, () => lam),
      Array.from({ length: K }, (_, n) => Math.min(n + 1, c) * mu),
    );
    const Lq = law.reduce((sum, p, n) => sum + Math.max(0, n - c) * p, 0);
    const formula = stationOfWait(lam * (1 - law[K]), 1 / mu, c, Lq / (lam * (1 - law[K])));
    const { L, Lq: waiting, W, Wq, util } = expected;
    // Without a line there is nothing to say of waits, nor of a utilization that never varies.
    const exact = { L, ...(K === c ? {} : { Lq: waiting, W, Wq }), ...(util > 0.999 ? {} : { rho: util }) };
    const comparisons = [
      ...stationMeans('line', exact, unitS, formula),
      mean('pBlock', expected.pBlock, { kpi: 'loss_share', place: 'line' }, 1, law[K]),
    ];
    if (expected.p0 >= RARE)
      comparisons.push(mean('p0', expected.p0, { kpi: 'share_empty', place: 'line' }, 1, law[0]));
    const line = queue(exponential(unitS / mu), { servers: c, capacity: K });
    return { id, flow: station(id, lam, unitS, source(exponential(unitS / lam), 'line'), line), comparisons };
  });
}

interface WrittenService {
  readonly dist: string;
  readonly mean: number;
  readonly cv: number;
  readonly value: number;
  readonly k: number;
  readonly a: number;
  readonly b: number;
  readonly p1: number;
  readonly mean1: number;
  readonly mean2: number;
  readonly shape: number;
  readonly scale: number;
}

/** A service time of the reference as a flow writes it. */
function duration(service: WrittenService, unitS: number): Duration {
  const { dist, mean: average, cv, value, k, a, b, p1, mean1, mean2, shape, scale } = service;
  switch (dist) {
    case 'lognormal':
      return { lognormal: { mean_s: average * unitS, cv } };
    case 'deterministic':
      return constant(value * unitS);
    case 'erlang':
      return { erlang: { k, mean_s: average * unitS } };
    case 'uniform':
      return { uniform: { min_s: a * unitS, max_s: b * unitS } };
    case 'hyperexponential':
      return { hyperexponential: { weights: [p1, 1 - p1], means_s: [mean1 * unitS, mean2 * unitS] } };
    case 'weibull':
      return { weibull: { shape, scale_s: scale * unitS } };
    default:
      throw new Error(`no flow for a service time that is ${dist}`);
  }
}

function mg1Cases(): TheoryCase[] {
  type Params = { lam: number; service: WrittenService; serviceMoments: readonly number[] };
  return family<Params, Station>('MG1').map(({ id, params: { lam, service, serviceMoments }, expected }) => {
    const unitS = 60;
    const formula = mg1(lam, serviceMoments[0], serviceMoments[1]);
    const line = queue(duration(service, unitS));
    return {
      id,
      flow: station(id, lam, unitS, source(exponential(unitS / lam), 'line'), line),
      comparisons: stationMeans('line', expected, unitS, formula),
    };
  });
}

function mdc(): TheoryCase[] {
  type Params = { lam: number; D: number; c: number };
  return family<Params, Station>('MDc').map(({ id, params: { lam, D, c }, expected }) => {
    const unitS = 60;
    const line = queue(constant(D * unitS), { servers: c });
    return {
      id,
      flow: station(id, lam, unitS, source(exponential(unitS / lam), 'line'), line),
      comparisons: stationMeans('line', expected, unitS, c === 1 ? mg1(lam, D, D * D) : {}),
    };
  });
}

function gim1(): TheoryCase[] {
  type Params = { lam: number; mu: number; interarrival: string; k?: number; p?: number };
  type Expected = Station & { sigma: number };
  return family<Params, Expected>('GIM1').map(({ id, params: { lam, mu, interarrival, k, p }, expected }) => {
    const unitS = 60;
    const gap = unitS / lam;
    const gaps: Record<string, Duration> = {
      deterministic: constant(gap),
      erlang: { erlang: { k, mean_s: gap } },
      'uniform(0,2/lam)': { uniform: { min_s: 0, max_s: 2 * gap } },
      'hyperexp balanced means': {
        hyperexponential: { weights: [p!, 1 - p!], means_s: [gap / 2 / p!, gap / 2 / (1 - p!)] },
      },
    };
    const formula = stationOfWait(lam, 1 / mu, 1, expected.sigma / (mu * (1 - expected.sigma)));
    return {
      id,
      flow: station(id, lam, unitS, source(gaps[interarrival], 'line'), queue(exponential(unitS / mu))),
      comparisons: stationMeans('line', expected, unitS, formula),
    };
  });
}

function batchArrivals(): TheoryCase[] {
  type Batch = { kind: string; K: number; mean: number; second: number };
  type Params = { batchRate: number; batch: Batch; service: { dist: string; mean: number } };
  return family<Params, Station>('MxG1').map(({ id, params: { batchRate, batch, service }, expected }) => {
    const unitS = 60;
    const sizes: Record<string, object> = {
      constant: { constant: { value: batch.K } },
      geometric: { geometric: { mean: batch.mean, from: 1 } },
      'uniform1..K': {
        discrete: {
          values: Array.from({ length: batch.K }, (_, i) => i + 1),
          weights: Array.from({ length: batch.K }, () => 1),
        },
      },
    };
    const time = service.dist === 'det' ? constant(service.mean * unitS) : exponential(service.mean * unitS);
    const second = service.mean ** 2 * (service.dist === 'det' ? 1 : 2);
    const lam = batchRate * batch.mean;
    // Own queue as in M/G/1, and those of the own batch who go before: Gross et al. (2008), sec. 5.1.10.
    const wait =
      (lam * second + (service.mean * (batch.second - batch.mean)) / batch.mean) /
      2 /
      (1 - lam * service.mean);
    const arrivals = source(exponential(unitS / batchRate), 'line', { batch_size: sizes[batch.kind] });
    return {
      id,
      flow: station(id, lam, unitS, arrivals, queue(time)),
      comparisons: stationMeans('line', expected, unitS, stationOfWait(lam, service.mean, 1, wait)),
    };
  });
}

/** Blocking does not depend on the law of the holding time (Sevastyanov 1957): here it is lognormal. */
function erlangLoss(): TheoryCase[] {
  type Params = { offered: number; servers: number; serviceMean: number };
  type Expected = { blocking: number; carried: number };
  return family<Params, Expected>('ErlangB').map(
    ({ id, params: { offered, servers, serviceMean }, expected }) => {
      const unitS = secondsPerUnit(offered);
      const lam = offered / serviceMean;
      const blocking = erlangB(offered, servers);
      const line = queue(
        { lognormal: { mean_s: serviceMean * unitS, cv: 0.8 } },
        { servers, capacity: servers },
      );
      const comparisons: Comparison[] = [
        mean('blocking', expected.blocking, { kpi: 'loss_share', place: 'line' }, 1, blocking),
        mean(
          'carried',
          expected.carried,
          { kpi: 'number_in_service', place: 'line' },
          1,
          offered * (1 - blocking),
        ),
      ];
      return {
        id,
        flow: station(id, lam, unitS, source(exponential(unitS / lam), 'line'), line),
        comparisons,
      };
    },
  );
}

/** Stations by themselves: one source, one queue, one sink. */
export const SINGLE_STATION: readonly TheoryCase[] = [
  ...mm1(),
  ...mmcCases(),
  ...mmck(),
  ...mg1Cases(),
  ...mdc(),
  ...gim1(),
  ...batchArrivals(),
  ...erlangLoss(),
];
