import type { Time } from '../../engine/clock.ts';
import { degreesEast } from '../../engine/math/great-circle.ts';
import type { NetworkScenario } from '../../scenario/network/network-scenario.ts';
import {
  type Closures,
  closuresOf,
  type LaneCourse,
  LaneCourses,
  through,
  type WeatherArea,
  weatherAreas,
} from './lane-course.ts';
import { lastUpTo, type RegionTimeline } from './region-timeline.ts';
import { type Way, WeatherEffects, wayOf } from './weather-effects.ts';

/** Pieces into which a lane is cut to find under which weather it lies. */
const SAMPLES = 64;

/** A stretch of a lane under the same weather, as shares of its length. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Null where it is always clear. */
  readonly course: LaneCourse | null;
}

/** How weather treats all lanes between two facilities that go the same way. */
interface LaneWeather {
  /** Of a road; null where weather never touches it. */
  readonly stretches: readonly Stretch[] | null;
  /** What closes it: of a road all along it, of flights and ships at both ends. */
  readonly courses: readonly LaneCourse[];
  readonly closures: Closures;
}

const UNTOUCHED: LaneWeather = {
  stretches: null,
  courses: [],
  closures: { from: new Float64Array(0), to: new Float64Array(0) },
};

/**
 * Weather as lanes feel it. A trip's arrival is found at departure by integrating speed along the straight line of its
 * lane over the weather of the regions and the drawn areas on it; where several lie on one another, the slowest counts.
 * A closure holds vehicles where they would set out; those under way go on.
 */
export class RoadWeather {
  readonly #lanes: readonly LaneWeather[];

  constructor(network: NetworkScenario, timeline: RegionTimeline) {
    const effects = new WeatherEffects(network.settings);
    const drawing = new LaneDrawing(network, timeline, new LaneCourses(timeline, effects));
    this.#lanes = network.lanes.map((lane) => drawing.of(lane));
  }

  /** Arrival of a trip that would take `clear` µs in clear weather. */
  arrival(lane: number, departure: Time, clear: Time): Time {
    const { stretches } = this.#lanes[lane];
    if (stretches === null) return departure + clear;
    let now: number = departure;
    for (const { from, to, course } of stretches) {
      const length = clear * (to - from);
      now = course === null ? now + length : through(course, now, length);
    }
    return Math.round(now);
  }

  /** Whether no trip may set out on a lane: a road is closed where any stretch of it is, a flight where an end is. */
  isClosed(lane: number, now: Time): boolean {
    const { from, to } = this.#lanes[lane].closures;
    if (from.length === 0) return false;
    const span = lastUpTo(from, now);
    return now >= from[span] && now < to[span];
  }

  /** The first instant from now on at which a lane is open; NEVER where it does not open again. */
  opensAt(lane: number, now: Time): Time {
    if (!this.isClosed(lane, now)) return now;
    const { from, to } = this.#lanes[lane].closures;
    // A span may end between two microseconds.
    return Math.ceil(to[lastUpTo(from, now)]);
  }

  /** What can close a lane. */
  coursesOf(lane: number): readonly LaneCourse[] {
    return this.#lanes[lane].courses;
  }
}

/** Finds what lanes lie under; lanes between the same facilities share what is found. */
class LaneDrawing {
  readonly #network: NetworkScenario;
  readonly #timeline: RegionTimeline;
  readonly #courses: LaneCourses;
  readonly #areas: readonly WeatherArea[];
  readonly #hasRegions: boolean;
  readonly #known = new Map<string, LaneWeather>();

  constructor(network: NetworkScenario, timeline: RegionTimeline, courses: LaneCourses) {
    this.#network = network;
    this.#timeline = timeline;
    this.#courses = courses;
    this.#areas = weatherAreas(network);
    this.#hasRegions = timeline.courses.some((_, region) => timeline.hasWeather(region));
  }

  of(lane: NetworkScenario['lanes'][number]): LaneWeather {
    if (!this.#hasRegions && this.#areas.length === 0) return UNTOUCHED;
    const { facilities } = this.#network;
    const way = wayOf(lane, facilities[lane.from].kind, facilities[lane.to].kind);
    if (way === 'rail') return UNTOUCHED;
    const key = `${way} ${lane.from} ${lane.to}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const isRoad = way === 'expressway' || way === 'rural';
    const weather = isRoad ? this.#road(way, lane.from, lane.to) : this.#ends(way, lane.from, lane.to);
    this.#known.set(key, weather);
    return weather;
  }

  #road(way: Way, from: number, to: number): LaneWeather {
    const { facilities } = this.#network;
    const [a, b] = [facilities[from], facilities[to]];
    const east = degreesEast(a.lon, b.lon);
    const along: (LaneCourse | null)[] = [];
    for (let i = 0; i < SAMPLES; i++) {
      const share = (i + 0.5) / SAMPLES;
      const lon = degreesEast(0, a.lon + east * share);
      along.push(this.#at(way, lon, a.lat + (b.lat - a.lat) * share));
    }
    if (along.every((course) => course === null)) return UNTOUCHED;
    const stretches: Stretch[] = [];
    let start = 0;
    for (let i = 1; i <= SAMPLES; i++) {
      if (i < SAMPLES && along[i] === along[start]) continue;
      stretches.push({ from: start / SAMPLES, to: i / SAMPLES, course: along[start] });
      start = i;
    }
    return { stretches, ...closedBy(along) };
  }

  #ends(way: Way, from: number, to: number): LaneWeather {
    const ends = [from, to].map((facility) => {
      const { lon, lat } = this.#network.facilities[facility];
      return this.#courses.under(way, this.#timeline.map.of(facility), this.#areasOver(lon, lat));
    });
    return { stretches: null, ...closedBy(ends) };
  }

  #at(way: Way, lon: number, lat: number): LaneCourse | null {
    const region = this.#hasRegions ? this.#timeline.map.at(lat, lon) : -1;
    return this.#courses.under(way, region, this.#areasOver(lon, lat));
  }

  #areasOver(lon: number, lat: number): WeatherArea[] {
    return this.#areas.filter(({ outline }) => isInside(lon, lat, outline));
  }
}

function closedBy(all: readonly (LaneCourse | null)[]): Pick<LaneWeather, 'courses' | 'closures'> {
  const courses = [...new Set(all)].filter((course) => course !== null);
  return { courses, closures: closuresOf(courses) };
}

/** Even-odd rule over the outline, closed implicitly. */
function isInside(x: number, y: number, outline: readonly (readonly [number, number])[]): boolean {
  let inside = false;
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
    const [xi, yi] = outline[i];
    const [xj, yj] = outline[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
