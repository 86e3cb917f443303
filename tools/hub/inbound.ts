import { type ArrivalCurve, dueAt } from './arrival-curve.ts';
import { minutesOf } from './clock-times.ts';
import { dealt, otherHubs, type Place, stations } from './places.ts';
import { RULES } from './sizing-rules.ts';

/** One sort with the trailers that come for it. */
export interface SizedSort {
  readonly code: 'twilight' | 'night';
  readonly curve: ArrivalCurve;
  readonly parcels: number;
  readonly trailers: number;
  /** Mean aboard one trailer: the parcels spread over whole trailers. */
  readonly trailerParcels: number;
}

/** An origin with the times at which its trailers are due, rising, minutes of local time past midnight counted on. */
export interface SizedOrigin {
  readonly place: Place;
  readonly sort: SizedSort;
  readonly due: readonly number[];
}

const ORIGIN_HUBS = 24;
const ORIGIN_STATIONS = 36;

/** The two sorts of a day. */
export function sortsOf(parcelsPerDay: number): readonly [SizedSort, SizedSort] {
  return [sizedSort('twilight', parcelsPerDay), sizedSort('night', parcelsPerDay)];
}

function sizedSort(code: SizedSort['code'], parcelsPerDay: number): SizedSort {
  const { share, due, trailer_parcels: full } = RULES[code];
  const [from, end] = due.map(minutesOf);
  const parcels = Math.round(share * parcelsPerDay);
  const trailers = Math.ceil(parcels / full);
  const to = end > from ? end : end + 1440;
  return {
    code,
    parcels,
    trailers,
    curve: { from, to, ramp: RULES.ramp.value },
    trailerParcels: Math.round(parcels / trailers),
  };
}

/** Who sends which trailers of a sort: along its arrival curve, dealt out by the weights of the origins. */
export function originsOf(sort: SizedSort): SizedOrigin[] {
  const places = sort.code === 'twilight' ? stations(ORIGIN_STATIONS) : otherHubs(ORIGIN_HUBS);
  const due: number[][] = places.map(() => []);
  dealt(
    sort.trailers,
    places.map(({ weight }) => weight),
  ).forEach((place, trailer) => {
    const at = Math.round(dueAt(sort.curve, (trailer + 0.5) / sort.trailers));
    const last = due[place].at(-1) ?? Number.NEGATIVE_INFINITY;
    // A timetable has whole minutes, each once.
    due[place].push(Math.max(at, last + 1));
  });
  return places.map((place, index) => ({ place, sort, due: due[index] }));
}
