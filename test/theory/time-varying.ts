import references from '../reference/time-varying.json' with { type: 'json' };
import { constant, type Duration, exponential, mean, SINK, source } from './flow-parts.ts';
import { LEFT_OUT } from './left-out.ts';
import { type Comparison, casesOf, type TheoryCase } from './theory-case.ts';

const family = <Params, Expected>(model: string) => casesOf<Params, Expected>(references, model, LEFT_OUT);
const HOUR_S = 3600;

interface Stay {
  readonly dist: string;
  readonly mean: number;
  readonly value: number;
  readonly cv: number;
  readonly k: number;
  readonly a: number;
  readonly b: number;
}

/** A stay as a flow writes it, and the hours after which nearly nobody is left of those who came. */
function stayOf({ dist, mean: average, value, cv, k, a, b }: Stay): { time: Duration; goneAfterH: number } {
  const mean_s = average * HOUR_S;
  switch (dist) {
    case 'exponential':
      return { time: exponential(mean_s), goneAfterH: 16 * average };
    case 'deterministic':
      return { time: constant(value * HOUR_S), goneAfterH: value };
    case 'uniform':
      return { time: { uniform: { min_s: a * HOUR_S, max_s: b * HOUR_S } }, goneAfterH: b };
    case 'erlang':
      return { time: { erlang: { k, mean_s } }, goneAfterH: 4 * average };
    case 'lognormal':
      return { time: { lognormal: { mean_s, cv } }, goneAfterH: (1 + 8 * cv * cv) * 2 * average };
    default:
      throw new Error(`no flow for a stay that is ${dist}`);
  }
}

const flowOf = (arrivals: object, time: Duration, run: TheoryCase['flow']['run']): TheoryCase['flow'] => ({
  blocks: { arrivals, stay: { type: 'delay', time, to: 'out' }, out: SINK },
  run,
});

/** Mean over a few periods of the number present at one phase, per replication. */
function atPhase(firstRow: number, rowsPerPeriod: number): Comparison['of'] {
  return (replication) => {
    const levels = replication.levels('stay');
    let sum = 0;
    let count = 0;
    for (let row = firstRow; row < levels.length; row += rowsPerPeriod) {
      sum += levels[row];
      count++;
    }
    return sum / count;
  };
}

/** Arrivals that come and go with the hour, and as many servers as wanted (Eick, Massey & Whitt 1993). */
function infiniteServers(): TheoryCase[] {
  type Params = { lambda0: number; lambda1: number; period?: number; service: Stay; t?: number };
  type Expected = { t?: readonly number[]; mean: number | readonly number[] };
  return family<Params, Expected>('MtGinf').map(({ id, params, expected }) => {
    const { lambda0, lambda1, period, service } = params;
    const { time, goneAfterH } = stayOf(service);
    if (period === undefined) {
      const at = params.t!;
      const arrivals = source(exponential(HOUR_S / lambda0), 'stay');
      // Observed every `at` hours: the second row is the instant in question.
      const run = { horizon_s: at * HOUR_S + 1, warm_up_s: 0, observe_every_s: at * HOUR_S };
      const of: Comparison['of'] = ({ levels }) => levels('stay')[1];
      return {
        id,
        flow: flowOf(arrivals, time, run),
        comparisons: [{ name: `mean at ${at} h`, exact: expected.mean as number, of }],
      };
    }
    const instants = expected.t!;
    const stepH = instants[1];
    const rowsPerPeriod = period / stepH;
    const settled = Math.ceil(goneAfterH / period);
    const least = Math.min(...(expected.mean as readonly number[]));
    const periods = least < 400 ? 4 : 1;
    const arrivals = {
      type: 'source',
      rate: { sinusoid: { mean_per_hour: lambda0, amplitude_per_hour: lambda1, period_s: period * HOUR_S } },
      to: 'stay',
    };
    const run = {
      horizon_s: (settled + periods) * period * HOUR_S,
      warm_up_s: 0,
      observe_every_s: stepH * HOUR_S,
    };
    const comparisons = instants.map((t, i) => ({
      name: `mean at ${t} h`,
      exact: (expected.mean as readonly number[])[i],
      of: atPhase(settled * rowsPerPeriod + i, rowsPerPeriod),
    }));
    return { id, flow: flowOf(arrivals, time, run), comparisons };
  });
}

/** Arrivals of one stretch of a sinusoidal rate, counted. */
function counts(): TheoryCase[] {
  type Params = { a: number; b: number; P: number; t0: number; t1: number };
  return family<Params, { mean: number; var: number }>('NHPPcount').map(
    ({ id, params: { a, b, P, t0, t1 }, expected }) => {
      const turn = (2 * Math.PI) / P;
      const formula = a * (t1 - t0) + (b / turn) * (Math.cos(turn * t0) - Math.cos(turn * t1));
      const rate = { sinusoid: { mean_per_hour: a, amplitude_per_hour: b, period_s: P * HOUR_S } };
      const arrivals = { type: 'source', rate, to: 'stay' };
      return {
        id,
        flow: flowOf(arrivals, constant(1), { horizon_s: t1 * HOUR_S, warm_up_s: t0 * HOUR_S }),
        comparisons: [mean('mean', expected.mean, { kpi: 'arrivals', place: 'arrivals' }, 1, formula)],
      };
    },
  );
}

/** Parcels that come in groups at random instants, counted. */
function compoundPoisson(): TheoryCase[] {
  type Params = { rate: number; T: number; EX: number };
  return family<Params, { mean: number }>('CompoundPoisson').map(
    ({ id, params: { rate, T, EX }, expected }) => {
      const arrivals = source(exponential(HOUR_S / rate), 'stay', {
        batch_size: { constant: { value: EX } },
      });
      return {
        id,
        flow: flowOf(arrivals, constant(1), { horizon_s: T * HOUR_S, warm_up_s: 0 }),
        comparisons: [mean('mean', expected.mean, { kpi: 'arrivals', place: 'arrivals' }, 1, rate * T * EX)],
      };
    },
  );
}

/** Rates that vary, and transients. */
export const TIME_VARYING: readonly TheoryCase[] = [...infiniteServers(), ...counts(), ...compoundPoisson()];
