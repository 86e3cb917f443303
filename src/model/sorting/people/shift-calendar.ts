import { DAY, MINUTE, SECOND, type Time } from '../../../engine/clock.ts';
import type { WrittenCrew } from '../../../scenario/hub/hub-schema.ts';
import type { LocalTime } from '../../network/local-time.ts';

/** A written time of day is 99:59 at most, so a shift that is under way at time 0 began on this local day or later. */
const EARLIEST_DAY = -5;

/** A change within a shift. */
export interface ShiftEdge {
  /** After local midnight of the day on which the shift begins, µs. */
  readonly offset: Time;
  readonly kind: 'rest' | 'back' | 'end';
}

/**
 * When the shifts of a crew begin, rest and end: every instant is found from the local day, none from the one before, so
 * nothing drifts. Breaks are clipped to the shift and joined where they touch; a break whose time of day lies before the
 * start of the shift is one of the next day.
 */
export class ShiftCalendar {
  /** Of every shift, in order; the last is its end. */
  readonly edges: readonly ShiftEdge[];
  /** Whether the shift begins with a break. */
  readonly beginsResting: boolean;
  readonly #local: LocalTime;
  readonly #from: Time;
  readonly #runsOn: readonly boolean[];
  readonly #firstDay: number;
  readonly #lastDay: number;

  /** @throws RangeError where a shift ends before it begins, or the next begins before it ends */
  constructor(crew: WrittenCrew, local: LocalTime) {
    this.#local = local;
    this.#from = offsetOf(crew.from);
    const to = offsetOf(crew.to);
    this.#runsOn = Array.from({ length: 7 }, (_, day) => crew.weekdays.includes(String(day + 1)));
    // Day 0 is the start of the scenario: a shift that began the evening before is under way then.
    this.#firstDay = crew.from_day === 0 ? Number.NEGATIVE_INFINITY : crew.from_day;
    this.#lastDay = crew.to_day ?? Number.POSITIVE_INFINITY;
    if (to <= this.#from) throw new RangeError(`the shift of ${crew.code} ends before it starts`);
    if (to - this.#from > this.#shortestGap() * DAY) throw new RangeError(`shifts of ${crew.code} overlap`);
    const rests = restsWithin(this.#from, to, crew.breaks);
    this.beginsResting = rests.length > 0 && rests[0].from === this.#from;
    this.edges = edgesOf(this.#from, to, rests);
  }

  /** First local day from one on, that included, on which a shift begins; undefined where there is none any more. */
  nextDay(from: number): number | undefined {
    let day = Math.max(from, this.#firstDay);
    for (let tries = 0; tries < 7; tries++, day++) {
      if (day > this.#lastDay) return undefined;
      if (this.#runsOn[this.#weekday(day)]) return day;
    }
    return undefined;
  }

  /** Day of the shift that is under way at time 0, one that begins then included; undefined where there is none. */
  dayUnderWay(): number | undefined {
    for (let day = 0; day >= EARLIEST_DAY; day--) {
      if (this.nextDay(day) !== day || this.startOf(day) > 0) continue;
      return this.endOf(day) > 0 ? day : undefined;
    }
    return undefined;
  }

  /** First local day whose shift, if there is one, would begin at time 0 or later. */
  firstDayAhead(): number {
    let day = EARLIEST_DAY;
    while (this.startOf(day) < 0) day++;
    return day;
  }

  /** Instant at which the shift of a day begins, µs. */
  startOf(day: number): Time {
    return this.instant(day, this.#from);
  }

  endOf(day: number): Time {
    return this.instant(day, this.edges[this.edges.length - 1].offset);
  }

  /** Instant of an offset after local midnight of a day, µs. */
  instant(day: number, offset: Time): Time {
    return day * DAY - this.#local.timeOfDay(0) + offset;
  }

  #weekday(day: number): number {
    return (Math.floor(this.#local.startOfWeekS / 86_400) + (day % 7) + 7) % 7;
  }

  /** Least number of days between the starts of two shifts. */
  #shortestGap(): number {
    const days = this.#runsOn.flatMap((runs, day) => (runs ? [day] : []));
    return Math.min(...days.map((day, i) => (i + 1 < days.length ? days[i + 1] : days[0] + 7) - day));
  }
}

interface Rest {
  readonly from: Time;
  readonly to: Time;
}

function restsWithin(from: Time, to: Time, breaks: WrittenCrew['breaks']): readonly Rest[] {
  const written = breaks
    .map(({ at, minutes }) => {
      const offset = offsetOf(at);
      const begins = offset < from ? offset + DAY : offset;
      return { from: begins, to: Math.min(to, begins + Math.round(minutes * MINUTE)) };
    })
    .filter((rest) => rest.from < rest.to)
    .sort((a, b) => a.from - b.from);
  const joined: Rest[] = [];
  for (const rest of written) {
    const last = joined.at(-1);
    if (last === undefined || rest.from > last.to) joined.push(rest);
    else joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, rest.to) };
  }
  return joined;
}

function edgesOf(from: Time, to: Time, rests: readonly Rest[]): readonly ShiftEdge[] {
  const edges: ShiftEdge[] = [];
  for (const rest of rests) {
    if (rest.from > from) edges.push({ offset: rest.from, kind: 'rest' });
    if (rest.to < to) edges.push({ offset: rest.to, kind: 'back' });
  }
  return [...edges, { offset: to, kind: 'end' }];
}

/** Time after local midnight of `6:30` or `30:30`, µs. */
function offsetOf(timeOfDay: string): Time {
  const [hours, minutes] = timeOfDay.split(':').map(Number);
  return (hours * 3600 + minutes * 60) * SECOND;
}
