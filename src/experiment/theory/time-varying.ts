import { sin } from '../../engine/math/transcendental.ts';
import type { FlowBlockOf, FlowScenario } from '../../scenario/flow-schema.ts';
import { bendsOf, type DurationFacts, limitedMean } from './duration-facts.ts';
import { type BlockTheory, unknownBlock } from './theory-value.ts';

/** An arrival rate as a source writes it. */
export type WrittenRate = NonNullable<FlowBlockOf<'source'>['rate']>;

/** Arrivals of a class at a block whose rate varies: the shares of sources that it is made of. */
export interface VaryingStream {
  readonly rate: WrittenRate;
  readonly share: number;
}

/** Stretches into which the integral is cut, at most. */
const MOST_PANELS = 20_000;

/** Nodes in (0, 1) and weights of Gauss and Legendre's rule with 5 points. Source: DLMF 3.5(v). */
const NODES = [0.04691007703066802, 0.23076534494715845, 0.5, 0.7692346550528415, 0.953089922969332];
const WEIGHTS = [
  0.11846344252809454, 0.23931433524968324, 0.28444444444444444, 0.23931433524968324, 0.11846344252809454,
];

/**
 * A delay into which a Poisson stream of varying rate comes, empty at the start: the mean number there, averaged over
 * the measured time, is the integral of lambda(u) E[min(S, H - u) - min(S, (w - u)+)] du over u, divided by H - w.
 * Source: Eick, Massey & Whitt (1993), The physics of the Mt/G/infinity queue, theorem 1.
 */
export function varyingDelay(
  stream: VaryingStream,
  stay: DurationFacts,
  { horizon_s: horizon, warm_up_s: warmUp }: FlowScenario['run'],
): BlockTheory {
  const { spec } = stay;
  const limited = (x: number) => limitedMean(spec, x);
  if (limited(1) === undefined)
    return unknownBlock(`a ${spec.kind} stay under a varying rate has no short form`);
  const bends = bendsOf(spec).flatMap((bend) => [horizon - bend, warmUp - bend]);
  const edges = [0, warmUp, horizon, ...bends, ...breaksOf(stream.rate, horizon)];
  const step = Math.max(Math.min(stay.mean / 2, scaleOf(stream.rate)), horizon / MOST_PANELS);
  const area = integral(
    (u) => ratePerS(stream.rate, u) * (limited(horizon - u)! - limited(warmUp - u)!),
    edges.filter((edge) => edge >= 0 && edge <= horizon),
    step,
  );
  const arrivals = integral(
    (u) => ratePerS(stream.rate, u),
    edges.filter((edge) => edge >= warmUp && edge <= horizon),
    step,
  );
  const measured = horizon - warmUp;
  return {
    name: 'M(t)/G/∞',
    source: 'Eick, Massey & Whitt (1993), The physics of the Mt/G/∞ queue, Operations Research 41(4), th. 1',
    figures: [
      {
        kpi: 'number_in_system',
        value: (stream.share * area) / measured,
        formula: 'average over the measured time of m(t) = ∫ λ(u) P(S > t − u) du',
      },
      { kpi: 'arrivals', value: stream.share * arrivals, formula: '∫ λ(u) du over the measured time' },
      { kpi: 'time_in_system', value: stay.mean, formula: 'E[S]' },
    ],
    staysS: [stay.mean],
    lossShare: 0,
    leavesPoisson: false,
  };
}

function integral(of: (u: number) => number, edges: readonly number[], step: number): number {
  const sorted = [...edges].sort((a, b) => a - b);
  let sum = 0;
  for (let i = 1; i < sorted.length; i++) {
    const from = sorted[i - 1];
    const length = sorted[i] - from;
    if (length <= 0) continue;
    const panels = Math.ceil(length / step);
    const width = length / panels;
    for (let panel = 0; panel < panels; panel++) {
      const left = from + panel * width;
      for (let node = 0; node < NODES.length; node++)
        sum += WEIGHTS[node] * width * of(left + NODES[node] * width);
    }
  }
  return sum;
}

function ratePerS(rate: WrittenRate, at: number): number {
  if ('constant' in rate) return rate.constant.per_hour / 3600;
  if ('sinusoid' in rate) {
    const {
      mean_per_hour: mean,
      amplitude_per_hour: amplitude,
      period_s: period,
      phase_s: phase,
    } = rate.sinusoid;
    return (mean + amplitude * sin((2 * Math.PI * (at - phase)) / period)) / 3600;
  }
  const { period_s: period, from_s: from, per_hour: perHour } = rate.steps;
  const within = period === undefined ? at : at - period * Math.floor(at / period);
  return (
    perHour[
      Math.max(
        0,
        from.findLastIndex((start) => start <= within),
      )
    ] / 3600
  );
}

/** Where a rate jumps before the horizon; none where that is too often to matter. */
function breaksOf(rate: WrittenRate, horizon: number): number[] {
  if (!('steps' in rate)) return [];
  const { period_s: period, from_s: from } = rate.steps;
  const laps = period === undefined ? 1 : Math.ceil(horizon / period);
  return Array.from({ length: laps }, (_, lap) => from.map((start) => lap * (period ?? 0) + start)).flat();
}

/** A length over which a rate hardly bends. */
function scaleOf(rate: WrittenRate): number {
  return 'sinusoid' in rate ? rate.sinusoid.period_s / 16 : Number.POSITIVE_INFINITY;
}
