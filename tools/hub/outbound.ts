import { shareBefore } from './arrival-curve.ts';
import { minutesOf } from './clock-times.ts';
import type { SizedSort } from './inbound.ts';
import { otherHubs, type Place, stations } from './places.ts';
import { RULES } from './sizing-rules.ts';

/** A direction with its departures, minutes of local time from noon on, past midnight counted on. */
export interface SizedDirection {
  readonly place: Place;
  readonly kind: 'hub' | 'station';
  /** Of the day's parcels. */
  readonly share: number;
  readonly departures: readonly number[];
  readonly doors: number;
  readonly trailersPerDeparture: number;
  readonly trailerParcels: number;
}

const HUBS = 30;
const STATIONS = 50;
/** Of the day's parcels that go on to other hubs; the rest goes to stations of the region. */
const HUB_SHARE = 0.6;
/** From here on a direction leaves in the middle of each sort as well. */
const LARGE_SHARE = 0.025;
/** Departures of a group begin here and follow one another by some minutes. */
const TIMES = {
  hub: { twilight: ['22:45', 4, 12], night: ['30:45', 5, 12] },
  station: { twilight: ['23:00', 3, 10], night: ['30:45', 3, 15] },
  // In the middle of a sort.
  large: { twilight: '20:30', night: '27:45', apart: 10 },
} as const;

/** Directions with what each needs in the busiest hour. @param peakPerHour parcels of that hour, all directions */
export function directionsOf(sorts: readonly SizedSort[], peakPerHour: number): SizedDirection[] {
  return [
    ...shared(otherHubs(HUBS), HUB_SHARE).map(({ place, share }, rank) =>
      sized(place, 'hub', share, hubDepartures(share, rank), sorts, peakPerHour),
    ),
    ...shared(stations(STATIONS), 1 - HUB_SHARE).map(({ place, share }, rank) =>
      sized(place, 'station', share, stationDepartures(rank), sorts, peakPerHour),
    ),
  ];
}

function sized(
  place: Place,
  kind: SizedDirection['kind'],
  share: number,
  departures: readonly number[],
  sorts: readonly SizedSort[],
  peakPerHour: number,
): SizedDirection {
  const { to_hub_parcels: toHub, to_station_parcels: toStation, spare } = RULES.trailers;
  const trailerParcels = kind === 'hub' ? toHub : toStation;
  const most = Math.max(...expectedAboard(departures, sorts)) * share;
  const perDoor = doorRate(trailerParcels);
  return {
    place,
    kind,
    share,
    departures,
    trailerParcels,
    doors: Math.ceil((peakPerHour * share) / (RULES.nameplate.value * perDoor)),
    trailersPerDeparture: Math.ceil((most * (1 + spare)) / trailerParcels),
  };
}

/** Parcels an hour through one outbound door, swaps included. */
function doorRate(trailerParcels: number): number {
  const { people_at_a_door: people, containers_per_worker_per_hour: rate, swap_min: swap } = RULES.loading;
  const { parcels, fill } = RULES.container;
  return trailerParcels / (trailerParcels / (people * rate * parcels * fill) + swap / 60);
}

/** Parcels of all directions that are planned for each departure: those due between its cutoff and that before it. */
export function expectedAboard(departures: readonly number[], sorts: readonly SizedSort[]): number[] {
  const dueBefore = (at: number) =>
    sorts.reduce((sum, { curve, parcels }) => sum + parcels * shareBefore(curve, at), 0);
  let before = 0;
  return departures.map((departure) => {
    const due = dueBefore(departure - RULES.sort_cutoff.value_min);
    const aboard = due - before;
    before = due;
    return aboard;
  });
}

function hubDepartures(share: number, rank: number): number[] {
  const { twilight, night, apart } = TIMES.large;
  const isLarge = share >= LARGE_SHARE;
  const during = (time: string) => (isLarge ? [minutesOf(time) + apart * rank] : []);
  return [
    ...during(twilight),
    staggered(TIMES.hub.twilight, rank),
    ...during(night),
    staggered(TIMES.hub.night, rank),
  ];
}

function stationDepartures(rank: number): number[] {
  return [staggered(TIMES.station.twilight, rank), staggered(TIMES.station.night, rank)];
}

function staggered([first, apart, slots]: readonly [string, number, number], rank: number): number {
  return minutesOf(first) + apart * (rank % slots);
}

function shared(places: readonly Place[], of: number): { place: Place; share: number }[] {
  const total = places.reduce((sum, { weight }) => sum + weight, 0);
  return places.map((place) => ({ place, share: (of * place.weight) / total }));
}
