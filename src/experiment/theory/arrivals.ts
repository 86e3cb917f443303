import type { DistributionSpec } from '../../engine/random/distribution.ts';
import type { FlowBlockOf, FlowScenario } from '../../scenario/flow-schema.ts';
import { durationFacts } from './duration-facts.ts';
import type { VaryingStream } from './time-varying.ts';

/** How subjects come to a block, as far as theory can use it. */
export type ArrivalKind =
  | { readonly kind: 'none' }
  | { readonly kind: 'poisson' }
  /** Independent gaps of any distribution. */
  | { readonly kind: 'renewal'; readonly gaps: DistributionSpec }
  /** Groups at the instants of a Poisson process. */
  | {
      readonly kind: 'groups';
      readonly rate: number;
      readonly size: { readonly mean: number; readonly second: number };
    }
  | { readonly kind: 'varying'; readonly stream: VaryingStream }
  | { readonly kind: 'other'; readonly reason: string };

/** A stream of subjects: rates by class, per s (NaN where not known), and its kind. */
export interface Stream {
  readonly rates: readonly number[];
  readonly arrivals: ArrivalKind;
}

/** What a source sends. Rates of a varying source are means over the measured time. */
export function sourceStream(flow: FlowScenario, name: string, source: FlowBlockOf<'source'>): Stream {
  const other = (reason: string, rate = Number.NaN): Stream => ({
    rates: split(flow, source, rate),
    arrivals: { kind: 'other', reason: `the source “${name}” ${reason}` },
  });
  if (source.limit !== undefined) return other('ends after its limit');
  if (source.at_s !== undefined) return other('sends at given instants');
  if (source.start_s > flow.run.warm_up_s) return other('starts after the warm-up');
  const stream = (rate: number, arrivals: ArrivalKind) => ({ rates: split(flow, source, rate), arrivals });
  const { rate, every_s: everyS, interarrival, batch_size: batchSize } = source;
  if (batchSize !== undefined) {
    const size = wholeSize(batchSize);
    const gaps = interarrival === undefined ? undefined : durationFacts(interarrival);
    const groups = gaps?.isExponential ? 1 / gaps.mean : constantRate(rate);
    if (groups === undefined || size === undefined) return other('sends groups that do not come at random');
    return stream(groups * size.mean, { kind: 'groups', rate: groups, size });
  }
  if (rate !== undefined) {
    const constant = constantRate(rate);
    if (constant !== undefined) return stream(constant, { kind: 'poisson' });
    // The weight of the stream among those of other classes; its rate is in the stream itself.
    return stream(1, { kind: 'varying', stream: { rate, share: 1 } });
  }
  if (everyS !== undefined)
    return stream(1 / everyS, { kind: 'renewal', gaps: { kind: 'constant', value: everyS } });
  const gaps = durationFacts(interarrival!);
  if (gaps === undefined) return other('sends at given instants');
  return stream(
    1 / gaps.mean,
    gaps.isExponential ? { kind: 'poisson' } : { kind: 'renewal', gaps: gaps.spec },
  );
}

function constantRate(rate: FlowBlockOf<'source'>['rate']): number | undefined {
  if (rate === undefined) return undefined;
  if ('constant' in rate) return rate.constant.per_hour / 3600;
  const levels = 'steps' in rate ? rate.steps.per_hour : [];
  if (levels.length > 0 && levels.every((level) => level === levels[0])) return levels[0] / 3600;
  return 'sinusoid' in rate && rate.sinusoid.amplitude_per_hour === 0
    ? rate.sinusoid.mean_per_hour / 3600
    : undefined;
}

/** Moments of a group's size, where it is a whole number: a source rounds what is not up. */
function wholeSize(written: NonNullable<FlowBlockOf<'source'>['batch_size']>) {
  const facts = durationFacts(written);
  if (facts === undefined) return undefined;
  const { spec, mean, second } = facts;
  const areWhole = (values: readonly number[]) => values.every(Number.isInteger);
  const isWhole =
    (spec.kind === 'constant' && Number.isInteger(spec.value)) ||
    spec.kind === 'poisson' ||
    spec.kind === 'geometric' ||
    spec.kind === 'negativeBinomial' ||
    (spec.kind === 'discrete' && areWhole(spec.values)) ||
    (spec.kind === 'empirical' && spec.interpolate !== true && areWhole(spec.values));
  return isWhole ? { mean, second } : undefined;
}

function split(flow: FlowScenario, { class: written }: FlowBlockOf<'source'>, rate: number): number[] {
  if (typeof written !== 'object') {
    const chosen = written === undefined ? 0 : flow.classes.findIndex(({ name }) => name === written);
    return flow.classes.map((_, klass) => (klass === chosen ? rate : 0));
  }
  const total = Object.values(written.weights).reduce((sum, weight) => sum + weight, 0);
  return flow.classes.map(({ name }) => {
    const weight = written.weights[name] ?? 0;
    return weight === 0 ? 0 : (rate * weight) / total;
  });
}

/** Streams that come together: independent Poisson streams stay one, of others nothing is known. */
export function merged(streams: readonly Stream[], classes: number): Stream {
  const coming = streams.filter(({ rates }) => rates.some((rate) => rate !== 0));
  const rates = Array.from({ length: classes }, (_, klass) =>
    coming.reduce((sum, stream) => sum + stream.rates[klass], 0),
  );
  if (coming.length === 0) return { rates, arrivals: { kind: 'none' } };
  if (coming.length === 1 || coming.every(({ arrivals }) => arrivals.kind === 'poisson')) {
    return { rates, arrivals: coming[0].arrivals };
  }
  const hasVarying = coming.some(({ arrivals }) => arrivals.kind === 'varying');
  const unknown = coming.find(({ arrivals }) => arrivals.kind === 'other');
  const reason = 'streams meet that are not all Poisson processes';
  return {
    rates: hasVarying ? rates.map(() => Number.NaN) : rates,
    arrivals: unknown?.arrivals ?? { kind: 'other', reason },
  };
}

/** The part of a stream that takes one of several ways by chance or by its class. @param shares by class */
export function thinned({ rates, arrivals }: Stream, shares: readonly number[]): Stream {
  const left = rates.map((rate, klass) => (shares[klass] === 0 ? 0 : rate * shares[klass]));
  const before = rates.reduce((sum, rate) => sum + rate, 0);
  const after = left.reduce((sum, rate) => sum + rate, 0);
  if (after === before) return { rates: left, arrivals };
  if (arrivals.kind === 'varying') {
    const { rate, share } = arrivals.stream;
    return { rates: left, arrivals: { kind: 'varying', stream: { rate, share: (share * after) / before } } };
  }
  if (arrivals.kind === 'poisson' || arrivals.kind === 'other') return { rates: left, arrivals };
  return {
    rates: left,
    arrivals: { kind: 'other', reason: 'a part by chance of arrivals that are no Poisson process' },
  };
}
