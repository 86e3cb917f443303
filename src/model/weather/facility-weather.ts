import { NEVER, SECOND, type Time } from '../../engine/clock.ts';
import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import type { DemandWindow } from '../demand/demand-calendar.ts';
import { NO_REGION } from './region-map.ts';
import { lastUpTo, type RegionCourse, type RegionTimeline } from './region-timeline.ts';
import { WeatherEffects } from './weather-effects.ts';

/** Weather as the people of a facility and its zones feel it: that of its region. Drawn areas act on lanes alone. */
export class FacilityWeather {
  readonly #network: NetworkScenario;
  readonly #timeline: RegionTimeline;
  /** Per region the couriers' rate by entry of its course; null where it is always 1. */
  readonly #rates: readonly (Float64Array | null)[];
  readonly #windows: readonly (readonly DemandWindow[])[];

  constructor(network: NetworkScenario, timeline: RegionTimeline) {
    const effects = new WeatherEffects(network.settings);
    this.#network = network;
    this.#timeline = timeline;
    this.#rates = timeline.courses.map(({ condition }) => {
      const rates = Float64Array.from(condition, (one) => effects.courierRate(one));
      return rates.every((rate) => rate === 1) ? null : rates;
    });
    this.#windows = timeline.courses.map((course) => windowsOf(course, effects));
  }

  /** Pace of the couriers of a facility over that in clear weather, above 0. */
  courierRate(facility: number, now: Time): number {
    const region = this.#timeline.map.of(facility);
    const rates = region === NO_REGION ? null : this.#rates[region];
    return rates === null ? 1 : rates[lastUpTo(this.#timeline.courses[region].at, now)];
  }

  /**
   * When the weather makes a zone order more or less than usual: in order, none reaching into the next, no factor of 1. Zones
   * of one region share the list.
   */
  demandWindows(zone: number): readonly DemandWindow[] {
    const region = this.#timeline.map.of(this.#network.zones[zone].station);
    return region === NO_REGION ? NO_WINDOWS : this.#windows[region];
  }
}

const NO_WINDOWS: readonly DemandWindow[] = [];

function windowsOf({ at, condition }: RegionCourse, effects: WeatherEffects): DemandWindow[] {
  const windows: DemandWindow[] = [];
  condition.forEach((one, i) => {
    const factor = effects.demandFactor(one);
    const to = i + 1 < at.length ? at[i + 1] : NEVER;
    if (factor !== 1) windows.push({ fromS: at[i] / SECOND, toS: to / SECOND, factor });
  });
  return windows;
}
