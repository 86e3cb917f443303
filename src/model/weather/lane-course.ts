import { HOUR, NEVER, type Time } from '../../engine/clock.ts';
import { spanOf } from '../../scenario/network/event-span.ts';
import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import { NO_REGION } from './region-map.ts';
import { lastUpTo, type RegionTimeline } from './region-timeline.ts';
import { type Condition, conditionOf, severityOf, type Way, type WeatherEffects } from './weather-effects.ts';

/** A drawn area. */
export interface WeatherArea {
  /** Index in the settings' weather. */
  readonly event: number;
  readonly code: string;
  readonly condition: Condition;
  readonly from: Time;
  readonly to: Time;
  readonly outline: readonly (readonly [number, number])[];
}

/** Areas of a network: drawn events with an outline, which act on lanes alone. */
export function weatherAreas({ settings }: NetworkScenario): WeatherArea[] {
  return settings.weather.flatMap((written, event) => {
    if (written.outline === undefined) return [];
    const { fromH, toH } = spanOf(written, settings.starts_at);
    const condition = conditionOf(severityOf(written.kind), event);
    const { code, outline } = written;
    return [{ event, code, condition, from: fromH * HOUR, to: toH * HOUR, outline }];
  });
}

/** What the weather over a stretch of a way lets through: from each instant on, until the next. */
export interface LaneCourse {
  readonly way: Way;
  /** NO_REGION where its weather never changes anything. */
  readonly region: number;
  readonly areas: readonly WeatherArea[];
  /** Rising, the first -Infinity. */
  readonly at: Float64Array;
  /** Speed over that in clear weather: of several that lie on one another the slowest. */
  readonly speed: Float64Array;
  readonly isClosed: Uint8Array;
}

/** Courses by what they lie under, each made once: thousands of lanes share a few. */
export class LaneCourses {
  readonly #timeline: RegionTimeline;
  readonly #effects: WeatherEffects;
  readonly #known = new Map<string, LaneCourse | null>();

  constructor(timeline: RegionTimeline, effects: WeatherEffects) {
    this.#timeline = timeline;
    this.#effects = effects;
  }

  /** @returns null where there is no weather. @param region of the map, or NO_REGION */
  under(way: Way, region: number, areas: readonly WeatherArea[]): LaneCourse | null {
    const seen = region !== NO_REGION && this.#timeline.hasWeather(region) ? region : NO_REGION;
    const key = `${way} ${seen} ${areas.map(({ event }) => event).join(' ')}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const course = seen === NO_REGION && areas.length === 0 ? null : this.#course(way, seen, areas);
    this.#known.set(key, course);
    return course;
  }

  #course(way: Way, region: number, areas: readonly WeatherArea[]): LaneCourse {
    const instants = new Set([Number.NEGATIVE_INFINITY]);
    for (const { from, to } of areas) instants.add(from).add(to);
    if (region !== NO_REGION) for (const at of this.#timeline.courses[region].at) instants.add(at);
    const at = Float64Array.from(instants).sort();
    const speed = new Float64Array(at.length);
    const isClosed = new Uint8Array(at.length);
    at.forEach((from, i) => {
      const conditions = areas
        .filter((area) => from >= area.from && from < area.to)
        .map(({ condition }) => condition);
      if (region !== NO_REGION) conditions.push(this.#timeline.at(region, from));
      speed[i] = Math.min(1, ...conditions.map((condition) => this.#effects.speed(condition, way)));
      isClosed[i] = conditions.some((condition) => this.#effects.closes(condition, way)) ? 1 : 0;
    });
    return { way, region, areas, at, speed, isClosed };
  }
}

/** End of a stretch entered at `now` that takes `clear` µs in clear weather. */
export function through({ at, speed }: LaneCourse, now: number, clear: number): number {
  let left = clear;
  let entered = now;
  for (let i = lastUpTo(at, now); ; i++) {
    const change = i + 1 < at.length ? at[i + 1] : NEVER;
    const reach = (change - entered) * speed[i];
    if (reach >= left) return entered + left / speed[i];
    left -= reach;
    entered = change;
  }
}

/** When a lane is closed: spans [from, to), rising, apart from one another; NEVER where it does not open again. */
export interface Closures {
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/** Closed wherever one of the courses is. */
export function closuresOf(courses: readonly LaneCourse[]): Closures {
  const spans = courses.flatMap(closedSpans).sort((a, b) => a.from - b.from);
  const merged: { from: number; to: number }[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  return {
    from: Float64Array.from(merged, ({ from }) => from),
    to: Float64Array.from(merged, ({ to }) => to),
  };
}

function closedSpans({ at, isClosed }: LaneCourse): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (let i = 0; i < at.length; i++)
    if (isClosed[i] === 1) spans.push({ from: at[i], to: i + 1 < at.length ? at[i + 1] : NEVER });
  return spans;
}
