import { HOUR, type Time } from '../../engine/clock.ts';
import { spanOf } from '../../scenario/network/event-span.ts';
import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';

/** Pieces into which a lane is cut to find where it lies under a weather area. */
const SAMPLES = 64;

/** Facilities whose roads are rural. */
const RELAYS: ReadonlySet<string> = new Set(['county-center', 'township', 'village-station']);

/** A drawn event as lanes feel it. */
interface WeatherEvent {
  readonly fromH: number;
  readonly toH: number;
  readonly speed: number;
  readonly outline: readonly (readonly [number, number])[];
}

/** A stretch of a lane under the same areas, as shares of its length. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Events whose area covers it. */
  readonly events: readonly WeatherEvent[];
}

/**
 * Weather as a timeline that everyone reads and nobody writes. A trip's arrival is found at departure by integrating
 * speed along the straight line of its lane over the events that lie on it; where several do, the slowest counts.
 */
export class RoadWeather {
  /** Per lane the stretches, or null where no area ever touches it. */
  readonly #stretches: readonly (readonly Stretch[] | null)[];

  constructor(network: NetworkScenario) {
    const { weather: written, starts_at: startsAt } = network.settings;
    const weather: readonly WeatherEvent[] = written.map((event) => ({
      ...spanOf(event, startsAt),
      speed: event.speed_factor ?? 1,
      outline: event.outline ?? [],
    }));
    const onRuralRoads = weather.map((event, i) => ({
      ...event,
      speed: written[i].relay_speed_factor ?? event.speed,
    }));
    this.#stretches = network.lanes.map((lane) => {
      if (lane.mode !== 'road' || weather.length === 0) return null;
      const from = network.facilities[lane.from];
      const to = network.facilities[lane.to];
      const isRural = RELAYS.has(from.kind) || RELAYS.has(to.kind);
      return stretchesOf([from.lon, from.lat], [to.lon, to.lat], isRural ? onRuralRoads : weather);
    });
  }

  /** Arrival of a trip that would take `clear` µs in clear weather. */
  arrival(lane: number, departure: Time, clear: Time): Time {
    const stretches = this.#stretches[lane];
    if (stretches === null) return departure + clear;
    let now: number = departure;
    for (const stretch of stretches) now = through(stretch, now, clear * (stretch.to - stretch.from));
    return Math.round(now);
  }

  /** Whether no trip sets out on a lane at an instant. */
  isClosed(_lane: number, _now: Time): boolean {
    return false;
  }

  /** When a lane that is closed opens. */
  opensAt(_lane: number, now: Time): Time {
    return now;
  }

  /** Whether any area ever touches a lane. */
  touches(lane: number): boolean {
    return this.#stretches[lane] !== null;
  }
}

/** End of a stretch entered at `now` that takes `clear` µs in clear weather. */
function through(stretch: Stretch, now: number, clear: number): number {
  let left = clear;
  let at = now;
  while (left > 0) {
    const speed = speedAt(stretch.events, at);
    const change = nextChange(stretch.events, at);
    const reach = (change - at) * speed;
    if (reach >= left) return at + left / speed;
    left -= reach;
    at = change;
  }
  return at;
}

function speedAt(events: readonly WeatherEvent[], at: number): number {
  let speed = 1;
  for (const event of events) {
    if (at >= event.fromH * HOUR && at < event.toH * HOUR) speed = Math.min(speed, event.speed);
  }
  return speed;
}

function nextChange(events: readonly WeatherEvent[], at: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const event of events) {
    if (event.fromH * HOUR > at) next = Math.min(next, event.fromH * HOUR);
    if (event.toH * HOUR > at) next = Math.min(next, event.toH * HOUR);
  }
  return next;
}

type Point = readonly [number, number];

function stretchesOf(from: Point, to: Point, weather: readonly WeatherEvent[]): Stretch[] | null {
  const covers: (readonly WeatherEvent[])[] = [];
  for (let i = 0; i < SAMPLES; i++) {
    const share = (i + 0.5) / SAMPLES;
    const point: Point = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    covers.push(weather.filter((event) => isInside(point, event.outline)));
  }
  if (covers.every((events) => events.length === 0)) return null;
  const stretches: Stretch[] = [];
  let start = 0;
  for (let i = 1; i <= SAMPLES; i++) {
    if (i < SAMPLES && sameEvents(covers[i], covers[start])) continue;
    stretches.push({ from: start / SAMPLES, to: i / SAMPLES, events: covers[start] });
    start = i;
  }
  return stretches;
}

function sameEvents(a: readonly WeatherEvent[], b: readonly WeatherEvent[]): boolean {
  return a.length === b.length && a.every((event, i) => event === b[i]);
}

/** Even-odd rule over the outline, closed implicitly. */
function isInside([x, y]: Point, outline: readonly (readonly [number, number])[]): boolean {
  let inside = false;
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
    const [xi, yi] = outline[i];
    const [xj, yj] = outline[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
