import type { ArrivalProcess } from '../../engine/blocks/arrival-process.ts';
import {
  GivenArrivals,
  PeriodicArrivals,
  ProfileArrivals,
  RenewalArrivals,
} from '../../engine/blocks/arrival-process.ts';
import {
  type DispatchRule,
  FixedClock,
  NoClock,
  RandomHeadway,
  RestartingClock,
  TimerFromFirst,
  Timetable,
} from '../../engine/blocks/dispatch-rule.ts';
import { type Breakdown, DurationSequence, type Vacation } from '../../engine/blocks/interruption.ts';
import { compileDistribution } from '../../engine/random/distribution.ts';
import { GivenValues } from '../../engine/random/given-values.ts';
import { KeyedDraws } from '../../engine/random/keyed-draws.ts';
import {
  ConstantRate,
  type RateProfile,
  SinusoidalRate,
  SteppedRate,
} from '../../engine/random/rate-profile.ts';
import { Stream } from '../../engine/random/stream.ts';
import type { Variate } from '../../engine/random/variate.ts';
import { distributionSpec, type WrittenDistribution } from '../../scenario/distribution-schema.ts';
import type { FlowBlockOf, WrittenBreakdown } from '../../scenario/flow-schema.ts';

const HOUR_S = 3600;

/**
 * Turns what a flow writes into the engine's sources of randomness. Everything is named after its block, so that a
 * block added, removed or changed shifts no draw of another.
 */
export class FlowVariates {
  readonly #seed: number | string;
  readonly #replication: number;

  constructor(seed: number | string, replication: number) {
    this.#seed = seed;
    this.#replication = replication;
  }

  variate(written: object): Variate {
    return compileDistribution(distributionSpec(written as WrittenDistribution));
  }

  draws(purpose: string, block: string): KeyedDraws {
    return new KeyedDraws(this.#seed, this.#replication, purpose, block);
  }

  stream(name: string): Stream {
    return new Stream(this.#seed, this.#replication, name);
  }

  arrivals(name: string, source: FlowBlockOf<'source'>): ArrivalProcess {
    if (source.at_s !== undefined) return new GivenArrivals(new GivenValues(source.at_s));
    if (source.every_s !== undefined) return new PeriodicArrivals(source.every_s, source.start_s);
    const stream = this.stream(`arrivals/${name}`);
    if (source.rate !== undefined) return new ProfileArrivals(rateProfile(source.rate), stream);
    const gaps = source.interarrival as WrittenDistribution;
    if ('constant' in gaps) return new PeriodicArrivals(gaps.constant.value_s as number, source.start_s);
    return new RenewalArrivals(this.variate(gaps), stream, source.start_s);
  }

  clock(name: string, clock: FlowBlockOf<'batch'>['clock']): DispatchRule {
    if (clock === undefined) return new NoClock();
    if ('headway' in clock)
      return new RandomHeadway(this.variate(clock.headway), this.stream(`headway/${name}`));
    if ('after_first_s' in clock) return new TimerFromFirst(clock.after_first_s);
    if ('timetable' in clock) {
      return new Timetable(clock.timetable.at_s, clock.timetable.period_s, clock.timetable.start_s);
    }
    return clock.restarts ? new RestartingClock(clock.every_s) : new FixedClock(clock.every_s, clock.first_s);
  }

  /** One breakdown per server or unit, each with streams of its own. */
  breakdowns(name: string, written: WrittenBreakdown, count: number): Breakdown[] {
    const life = this.variate(written.time_to_failure);
    const repair = this.variate(written.repair);
    return Array.from({ length: count }, (_, unit) => ({
      by: written.by,
      life: new DurationSequence(life, this.stream(`breakdown/${name}/${unit}/life`)),
      repair: new DurationSequence(repair, this.stream(`breakdown/${name}/${unit}/repair`)),
    }));
  }

  setups(name: string, written: object): DurationSequence {
    return new DurationSequence(this.variate(written), this.stream(`setup/${name}`));
  }

  vacations(name: string, written: { length: object; repeats: boolean }, count: number): Vacation[] {
    const length = this.variate(written.length);
    return Array.from({ length: count }, (_, server) => ({
      length: new DurationSequence(length, this.stream(`vacation/${name}/${server}`)),
      repeats: written.repeats,
    }));
  }
}

type WrittenRate = NonNullable<FlowBlockOf<'source'>['rate']>;

function rateProfile(rate: WrittenRate): RateProfile {
  if ('constant' in rate) return new ConstantRate(rate.constant.per_hour / HOUR_S);
  if ('steps' in rate) {
    const perSecond = rate.steps.per_hour.map((perHour) => perHour / HOUR_S);
    return new SteppedRate(rate.steps.from_s, perSecond, rate.steps.period_s);
  }
  const {
    mean_per_hour: mean,
    amplitude_per_hour: amplitude,
    period_s: period,
    phase_s: phase,
  } = rate.sinusoid;
  return new SinusoidalRate(mean / HOUR_S, amplitude / HOUR_S, period, phase);
}
