import { DAY, type Time } from '../../engine/clock.ts';
import { pow } from '../../engine/math/transcendental.ts';
import type { KeyedDraws } from '../../engine/random/keyed-draws.ts';
import { uniform53 } from '../../engine/random/uniform.ts';
import type { RegionTimeline } from './region-timeline.ts';
import { type Condition, conditionOf } from './weather-effects.ts';

/** Draws of a forecast that belong to a place, by key. */
export type ForecastDraws = (place: string) => KeyedDraws;

/**
 * What is foretold of the weather: with a chance of skill to the power of the days ahead the truth, drawn events
 * included; else a draw from the climate of the region and month, which may be the truth too. A skill of 1 knows the
 * weather, one of 0 the climate. Time goes by steps of the climate: a forecast is issued at the beginning of each, for
 * every step to come, so that asking twice within a step gives the same answer.
 */
export class Forecast {
  readonly #timeline: RegionTimeline;
  readonly #skill: number;
  readonly #byRegion: readonly KeyedDraws[];

  /** @param skill chance of being right a day ahead, 0 to 1 */
  constructor(timeline: RegionTimeline, skill: number, draws: ForecastDraws) {
    this.#timeline = timeline;
    this.#skill = skill;
    this.#byRegion = timeline.map.regions.map((name) => draws(`region ${name}`));
  }

  /** Weather of a region at an instant, as foretold at another; the truth of what is no longer to come. */
  condition(region: number, at: Time, issued: Time): Condition {
    const wrong = this.drawnInstead(region, at, issued);
    return wrong === null ? this.#timeline.at(region, at) : wrong;
  }

  /** What is foretold in place of the truth; null where the forecast is right. */
  drawnInstead(region: number, at: Time, issued: Time): Condition | null {
    const draws = this.#byRegion[region];
    if (this.isRight(draws, at, issued)) return null;
    const { climatology, map, month, step } = this.#timeline;
    // The second draw of the same visit: the first said that it is wrong.
    const target = Math.floor(at / step);
    return conditionOf(climatology.kindAt(map.regions[region], month.at(target * step), uniform53(draws)));
  }

  /** Whether the forecast of a place is right; the draws stand behind that question afterwards. */
  isRight(draws: KeyedDraws, at: Time, issued: Time): boolean {
    const { step } = this.#timeline;
    const target = Math.floor(at / step);
    const ahead = target - Math.floor(issued / step);
    if (ahead <= 0) return true;
    return uniform53(draws.at(target, 0, ahead)) < pow(this.#skill, (ahead * step) / DAY);
  }
}
