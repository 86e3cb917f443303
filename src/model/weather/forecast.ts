import { DAY, HOUR, type Time } from '../../engine/clock.ts';
import { pow } from '../../engine/math/transcendental.ts';
import type { KeyedDraws } from '../../engine/random/keyed-draws.ts';
import { uniform53 } from '../../engine/random/uniform.ts';
import {
  DEFAULT_CLIMATE,
  type WrittenClimate,
  type WrittenForecast,
} from '../../scenario/network/weather-schema.ts';
import type { RegionTimeline } from './region-timeline.ts';
import { type Condition, conditionOf } from './weather-effects.ts';

/** Draws of a forecast that belong to a place, by key. */
export type ForecastDraws = (place: string) => KeyedDraws;

/** What a forecast makes of a place: whether it is right, and what it says if it is not. */
interface Luck {
  /** It is right as soon as the skill for the time ahead is above this. */
  readonly rightAbove: number;
  /** Of the climate's distribution, which it takes for the weather until then. */
  readonly share: number;
}

/**
 * What is foretold of the weather: with a chance of skill to the power of the days ahead the truth, drawn events
 * included; else a draw from the climate of the region and month, which may be the truth too. A skill of 1 knows the
 * weather, one of 0 the climate. Time goes by steps of the climate. Errors last as long as weather does: all steps
 * within its persistence are foretold by one draw, which does not change as they come nearer, so that a forecast that
 * has become right stays right.
 */
export class Forecast {
  readonly #timeline: RegionTimeline;
  readonly #skill: number;
  readonly #stepsAlike: number;
  readonly #draws: ForecastDraws;
  readonly #byPlace = new Map<string, { readonly draws: KeyedDraws; readonly luck: Luck[] }>();
  readonly #skillAhead: number[] = [1];

  constructor(
    timeline: RegionTimeline,
    {
      skill,
      climate = DEFAULT_CLIMATE,
    }: { readonly skill: WrittenForecast['skill']; readonly climate?: WrittenClimate | undefined },
    draws: ForecastDraws,
  ) {
    this.#timeline = timeline;
    this.#skill = skill;
    this.#stepsAlike = Math.max(1, Math.round((climate.persistence_h * HOUR) / timeline.step));
    this.#draws = draws;
  }

  /** Weather of a region at an instant, as foretold at another; the truth of what is no longer to come. */
  condition(region: number, at: Time, issued: Time): Condition {
    const { map, climatology, step } = this.#timeline;
    const name = map.regions[region];
    const target = Math.floor(at / step);
    const luck = this.#luckOf(`region ${name}`, target);
    if (luck.rightAbove < this.#skillFor(target, issued)) return this.#timeline.at(region, at);
    return conditionOf(climatology.kindAt(name, this.#timeline.month(target * step), luck.share));
  }

  /** Whether what is drawn over a place is foretold: a drawn area has luck of its own. @param area its code */
  isForetold(area: string, at: Time, issued: Time): boolean {
    const target = Math.floor(at / this.#timeline.step);
    return this.#luckOf(`area ${area}`, target).rightAbove < this.#skillFor(target, issued);
  }

  /** Chance to be right of a step, as foretold at an instant: 1 within its own step and after it. */
  #skillFor(target: number, issued: Time): number {
    const { step } = this.#timeline;
    const ahead = Math.max(0, target - Math.floor(issued / step));
    this.#skillAhead[ahead] ??= pow(this.#skill, (ahead * step) / DAY);
    return this.#skillAhead[ahead];
  }

  #luckOf(place: string, target: number): Luck {
    let known = this.#byPlace.get(place);
    if (known === undefined) {
      known = { draws: this.#draws(place), luck: [] };
      this.#byPlace.set(place, known);
    }
    const spell = Math.floor(target / this.#stepsAlike);
    let luck = known.luck[spell];
    if (luck === undefined) {
      const draws = known.draws.at(spell, 0, 0);
      luck = { rightAbove: uniform53(draws), share: uniform53(draws) };
      known.luck[spell] = luck;
    }
    return luck;
  }
}
