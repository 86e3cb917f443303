import references from '../reference/batching.json' with { type: 'json' };
import {
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
import { poisson } from './formulas.ts';
import { LEFT_OUT } from './left-out.ts';
import { type Comparison, casesOf, type TheoryCase } from './theory-case.ts';

const family = <Params, Expected>(model: string) => casesOf<Params, Expected>(references, model, LEFT_OUT);

/** A Poisson source in front of a truck that collects. */
function collecting(id: string, lam: number, unitS: number, truck: object) {
  const arrivals = source(exponential(unitS / lam), 'truck');
  return {
    blocks: { arrivals, truck: { type: 'batch', ...truck, to: 'out' }, out: SINK },
    run: runOf(id, lam, unitS),
  };
}

const truck = (kpi: string, column?: 'sd') => ({
  kpi,
  place: 'truck',
  ...(column === undefined ? {} : { column }),
});

/** Up to b are served together, and whoever comes while there is room joins (Gross et al. 2008, sec. 3.2.1). */
function groupService(): TheoryCase[] {
  type Params = { lam: number; mu: number; b: number };
  type Expected = { L: number; W: number; r0: number };
  return family<Params, Expected>('BatchServiceJoin').map(({ id, params: { lam, mu, b }, expected }) => {
    const unitS = secondsPerUnit(lam);
    const L = expected.r0 / (1 - expected.r0);
    const line = queue(exponential(unitS / mu), { group: { at_most: b, joins: true } });
    return {
      id,
      flow: {
        blocks: { arrivals: source(exponential(unitS / lam), 'line'), line, out: SINK },
        run: runOf(id, lam, unitS),
      },
      comparisons: stationMeans('line', { L: expected.L, W: expected.W }, unitS, { L, W: L / lam }),
    };
  });
}

function everyT(): TheoryCase[] {
  type Params = { lam: number; T: number };
  type Expected = { meanWait: number; meanLoad: number; varLoad: number; sdWait: number };
  return family<Params, Expected>('DispatchEveryT').map(({ id, params: { lam, T }, expected }) => {
    const unitS = secondsPerUnit(lam);
    const flow = collecting(id, lam, unitS, { clock: { every_s: T * unitS } });
    // Whole cycles, the last departure among them: a cut cycle would leave out its longest waits.
    const cycle = T * unitS;
    const run = {
      warm_up_s: Math.ceil(flow.run.warm_up_s / cycle) * cycle,
      horizon_s: Math.ceil(flow.run.horizon_s / cycle) * cycle + 1e-6,
    };
    return {
      id,
      flow: { ...flow, run },
      comparisons: [
        mean('meanWait', expected.meanWait, truck('time_in_queue'), unitS, T / 2),
        mean('meanLoad', expected.meanLoad, truck('load'), 1, lam * T),
        mean('sdLoad', Math.sqrt(expected.varLoad), truck('load', 'sd'), 1, Math.sqrt(lam * T)),
        mean('sdWait', expected.sdWait, truck('time_in_queue', 'sd'), unitS, T / Math.sqrt(12)),
      ],
    };
  });
}

function whenFull(): TheoryCase[] {
  type Params = { lam: number; Q: number };
  type Expected = { meanWait: number; meanHeadway: number; sdHeadway: number };
  return family<Params, Expected>('DispatchWhenFull').map(({ id, params: { lam, Q }, expected }) => {
    const unitS = secondsPerUnit(lam);
    return {
      id,
      flow: collecting(id, lam, unitS, { capacity: Q, departs_when_full: true }),
      comparisons: [
        mean('meanWait', expected.meanWait, truck('time_in_queue'), unitS, (Q - 1) / 2 / lam),
        mean('meanHeadway', expected.meanHeadway, truck('headway'), unitS, Q / lam),
        mean('sdHeadway', expected.sdHeadway, truck('headway', 'sd'), unitS, Math.sqrt(Q) / lam),
      ],
    };
  });
}

function whenFullOrAfterT(): TheoryCase[] {
  type Params = { lam: number; Q: number; T: number };
  type Expected = { meanHeadway: number; meanLoad: number; pFull: number; meanWait: number };
  return family<Params, Expected>('DispatchTorFull').map(({ id, params: { lam, Q, T }, expected }) => {
    const unitS = secondsPerUnit(lam);
    // Renewal at each departure: the load is the lesser of Q and what T brings.
    let load = Q;
    let full = 1;
    for (let k = 0; k < Q; k++) {
      load -= (Q - k) * poisson(lam * T, k);
      full -= poisson(lam * T, k);
    }
    const { pFull } = expected;
    const comparisons: Comparison[] = [mean('meanWait', expected.meanWait, truck('time_in_queue'), unitS)];
    // What happens once in a thousand departures does not vary enough for an interval: then the headway is T, or the load Q.
    if (pFull > 0.001)
      comparisons.push(mean('meanHeadway', expected.meanHeadway, truck('headway'), unitS, load / lam));
    if (pFull < 0.999) comparisons.push(mean('meanLoad', expected.meanLoad, truck('load'), 1, load));
    if (pFull > 0.01) comparisons.push(mean('pFull', pFull, truck('full_share'), 1, full));
    const rule = {
      capacity: Q,
      departs_when_full: true,
      departs_empty: true,
      clock: { every_s: T * unitS, restarts: true },
    };
    return { id, flow: collecting(id, lam, unitS, rule), comparisons };
  });
}

/** The wait for a departure at a random moment: half the headway, and half its variance over its mean. */
function randomHeadways(): TheoryCase[] {
  type Params = { headway: 'exponential' | 'gamma'; mean: number; cv: number };
  return family<Params, { meanWait: number }>('RandomHeadway').map(({ id, params, expected }) => {
    const unitS = 60;
    const lam = 5;
    const headways: Record<Params['headway'], Duration> = {
      exponential: exponential(params.mean * unitS),
      gamma: { gamma: { mean_s: params.mean * unitS, cv: params.cv } },
    };
    const wait = (params.mean * (1 + params.cv ** 2)) / 2;
    return {
      id,
      flow: collecting(id, lam, unitS, { clock: { headway: headways[params.headway] } }),
      comparisons: [mean('meanWait', expected.meanWait, truck('time_in_queue'), unitS, wait)],
    };
  });
}

/** Parcels that travel or are served together. */
export const BATCHING: readonly TheoryCase[] = [
  ...groupService(),
  ...everyT(),
  ...whenFull(),
  ...whenFullOrAfterT(),
  ...randomHeadways(),
];
