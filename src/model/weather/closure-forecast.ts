import type { Time } from '../../engine/clock.ts';
import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import { WEATHER_REGIMES } from '../../scenario/network/weather-schema.ts';
import { Forecast, type ForecastDraws } from './forecast.ts';
import type { LaneCourse } from './lane-course.ts';
import { NO_REGION } from './region-map.ts';
import type { RegionTimeline } from './region-timeline.ts';
import type { RoadWeather } from './road-weather.ts';
import { WeatherEffects } from './weather-effects.ts';

/**
 * Which lanes weather will close, as far as the forecast knows: what policies that look ahead see. A drawn area is
 * foretold or missed as a region's weather is, by a draw of its own.
 */
export class ClosureForecast {
  readonly #timeline: RegionTimeline;
  readonly #weather: RoadWeather;
  readonly #effects: WeatherEffects;
  readonly #forecast: Forecast;
  /** Per lane what could ever close it, foretold rightly or not. */
  readonly #courses: readonly (readonly LaneCourse[])[];

  constructor(
    network: NetworkScenario,
    timeline: RegionTimeline,
    weather: RoadWeather,
    draws: ForecastDraws,
  ) {
    const { settings } = network;
    this.#timeline = timeline;
    this.#weather = weather;
    this.#effects = new WeatherEffects(settings);
    this.#forecast = new Forecast(
      timeline,
      { skill: settings.forecast.skill, climate: settings.climate },
      draws,
    );
    this.#courses = network.lanes.map((_, lane) =>
      weather.coursesOf(lane).filter((course) => this.#mayClose(course)),
    );
  }

  /**
   * Whether a lane will be closed at an instant, as foretold at another; the truth of what is no longer to come.
   * Cost: a look at each region and area that the lane lies under, none where nothing can close it.
   */
  willBeClosed(lane: number, atUs: Time, issuedUs: Time): boolean {
    if (this.#courses[lane].length === 0) return false;
    if (atUs <= issuedUs) return this.#weather.isClosed(lane, atUs);
    return this.#courses[lane].some((course) => this.#isClosed(course, atUs, issuedUs));
  }

  #isClosed({ way, region, areas }: LaneCourse, at: Time, issued: Time): boolean {
    if (region !== NO_REGION && this.#effects.closes(this.#forecast.condition(region, at, issued), way))
      return true;
    return areas.some(
      ({ code, condition, from, to }) =>
        at >= from &&
        at < to &&
        this.#effects.closes(condition, way) &&
        this.#forecast.isForetold(code, at, issued),
    );
  }

  #mayClose({ way, region, isClosed }: LaneCourse): boolean {
    if (isClosed.includes(1)) return true;
    if (region === NO_REGION) return false;
    const { climatology, map } = this.#timeline;
    return WEATHER_REGIMES.some(
      (_, kind) => climatology.occurs(map.regions[region], kind) && this.#effects.closes(kind, way),
    );
  }
}
