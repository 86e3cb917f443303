import { NEVER, SECOND, type Time } from '../../engine/clock.ts';
import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import { NO_REGION } from './region-map.ts';
import { lastUpTo, type RegionTimeline } from './region-timeline.ts';
import { WeatherEffects } from './weather-effects.ts';

/** Part of the time in which people order more or less than usual because of the weather. */
export interface DemandWindow {
  /** Seconds after the start of the scenario; `toS` is Infinity where it does not end. */
  readonly fromS: number;
  readonly toS: number;
  /** Orders over the normal number. */
  readonly factor: number;
}

/** Weather as the people of a facility and its zones feel it: that of its region. Drawn areas act on lanes alone. */
export class FacilityWeather {
  readonly #network: NetworkScenario;
  readonly #timeline: RegionTimeline;
  readonly #effects: WeatherEffects;
  /** Per region the couriers' rate by entry of its course; null where it is always 1. */
  readonly #rates: readonly (Float64Array | null)[];

  constructor(network: NetworkScenario, timeline: RegionTimeline) {
    const effects = new WeatherEffects(network.settings);
    this.#network = network;
    this.#timeline = timeline;
    this.#effects = effects;
    this.#rates = timeline.courses.map(({ condition }) => {
      const rates = Float64Array.from(condition, (one) => effects.courierRate(one));
      return rates.every((rate) => rate === 1) ? null : rates;
    });
  }

  /** Pace of the couriers of a facility over that in clear weather, above 0. */
  courierRate(facility: number, now: Time): number {
    const region = this.#timeline.map.of(facility);
    const rates = region === NO_REGION ? null : this.#rates[region];
    return rates === null ? 1 : rates[lastUpTo(this.#timeline.courses[region].at, now)];
  }

  /** When the weather makes a zone order more or less than usual: in order, apart from one another, no factor of 1. */
  demandWindows(zone: number): DemandWindow[] {
    const region = this.#timeline.map.of(this.#network.zones[zone].station);
    if (region === NO_REGION) return [];
    const { at, condition } = this.#timeline.courses[region];
    const windows: DemandWindow[] = [];
    condition.forEach((one, i) => {
      const factor = this.#effects.demandFactor(one);
      const to = i + 1 < at.length ? at[i + 1] : NEVER;
      if (factor !== 1) windows.push({ fromS: at[i] / SECOND, toS: to / SECOND, factor });
    });
    return windows;
  }
}
