import { WEATHER_KINDS } from '../../snapshot/network-snapshot.ts';
import { disruptionsAt, hitsLane } from '../../view/disruptions-at.ts';
import type { Target } from '../../view/target.ts';
import type { NetworkWorld } from '../engine-port.ts';
import { formatCount, formatDuration, formatShare, formatShort, ScenarioClock } from '../format.ts';
import { t } from '../messages/translate.ts';
import { networkLookup } from '../network-lookup.ts';
import { floorOfFacility } from '../state/floor-in-sight.ts';
import type { LoggedFrame } from '../state/logged-frame.ts';
import type { Timeline } from '../state/timeline.svelte.ts';
import type { TripLog } from '../state/trip-log.ts';
import type { Description, Fact } from './description.ts';

const DAY_US = 24 * 3600 * 1e6;
/** Within this time a weekday says which day is meant. */
const WEEKDAY_SAYS_US = 6 * DAY_US;

/** A network at the instant shown. */
interface Shown {
  readonly world: NetworkWorld;
  readonly frame: LoggedFrame | undefined;
  readonly trips: TripLog;
  readonly nowUs: number;
}

/** Null where the target is not of this world. */
export function describeNetwork(
  { run, timeline }: { run: { trips: TripLog }; timeline: Pick<Timeline, 'shownUs'> },
  world: NetworkWorld,
  target: Target,
  frame: LoggedFrame | undefined,
): Description | null {
  const shown = { world, frame, trips: run.trips, nowUs: timeline.shownUs };
  if (target.kind === 'facility') return describeFacility(shown, target.index);
  if (target.kind === 'lane') return describeLane(shown, target.index);
  if (target.kind === 'region') return describeRegion(shown, target.index);
  return target.kind === 'trip' ? describeTrip(shown, target) : null;
}

function describeFacility(shown: Shown, index: number): Description | null {
  const { world, frame } = shown;
  const facility = world.facilities[index];
  if (facility === undefined) return null;
  const levels = frame?.facilities;
  const level = (values: ArrayLike<number> | undefined) => values?.[index] ?? Number.NaN;
  const utilization = level(levels?.utilization);
  const isOff = levels !== undefined && Number.isNaN(utilization);
  const { into, outOf, weatherOf } = networkLookup(world);
  return {
    title: facility.name,
    subtitle: [t(`facility.${facility.kind}`), facility.region, facility.code].filter(Boolean).join(' · '),
    facts: [
      ...troubleUntil(shown, (one) => one.facility === index),
      { label: t('fact.backlog'), value: formatCount(level(levels?.backlog)) },
      { label: t('fact.utilization'), value: isOff ? t('fact.offShift') : formatShare(utilization) },
      { label: t('fact.present'), value: formatCount(level(levels?.present)) },
      { label: t('fact.throughput'), value: formatShort(level(levels?.throughputPerHour)) },
      ...(frame === undefined ? [] : traffic(shown, into[index], outOf[index])),
      ...weatherFact(shown, weatherOf[index]),
    ],
    chart: { label: t('chart.backlog'), of: (logged) => logged.facilities?.backlog[index] ?? Number.NaN },
    ...(floorOfFacility(world, index) === null ? {} : { entry: index }),
    facility: index,
  };
}

/** What is on its way to a facility, and what came and left within a day. */
function traffic({ trips, nowUs }: Shown, into: readonly number[], outOf: readonly number[]): Fact[] {
  let onTheWay = 0;
  let arrived = 0;
  for (const lane of into) {
    for (const { arriveUs, parcels } of trips.onLane(lane, nowUs, nowUs - DAY_US - trips.longestUs)) {
      if (arriveUs > nowUs) onTheWay += parcels;
      else if (arriveUs > nowUs - DAY_US) arrived += parcels;
    }
  }
  let left = 0;
  for (const lane of outOf)
    for (const { parcels } of trips.onLane(lane, nowUs, nowUs - DAY_US)) left += parcels;
  return [
    { label: t('fact.onTheWay'), value: formatCount(onTheWay) },
    { label: t('fact.arrivedDay'), value: formatCount(arrived) },
    { label: t('fact.leftDay'), value: formatCount(left) },
  ];
}

function describeLane(shown: Shown, index: number): Description | null {
  const { world, trips, nowUs } = shown;
  const lane = world.lanes[index];
  if (lane === undefined) return null;
  const all = trips.onLane(index, nowUs);
  const departed = all.filter(({ trip }) => trip >= 0);
  const underWay = departed.filter(({ arriveUs }) => arriveUs > nowUs);
  const empties = all.filter(({ trip, arriveUs }) => trip < 0 && arriveUs > nowUs).length;
  const parcelsOf = (some: typeof all) => some.reduce((sum, trip) => sum + trip.parcels, 0);
  const load = departed.reduce((sum, trip) => sum + trip.loadFactor, 0) / departed.length;
  return {
    title: t('lane.title', { from: world.facilities[lane.from].name, to: world.facilities[lane.to].name }),
    subtitle: t('lane.subtitle', { mode: t(`mode.${lane.mode}`), code: lane.code }),
    facts: [
      ...troubleUntil(shown, (one) => hitsLane(one, index, lane)),
      { label: t('fact.tripsUnderWay'), value: formatCount(underWay.length) },
      { label: t('fact.parcelsUnderWay'), value: formatCount(parcelsOf(underWay)) },
      { label: t('fact.meanLoadFactor'), value: formatShare(load) },
      { label: t('fact.distance'), value: t('unit.km', { value: formatShort(lane.distanceKm) }) },
      { label: t('fact.departures'), value: formatCount(departed.length) },
      { label: t('fact.parcelsCarried'), value: formatCount(parcelsOf(departed)) },
      ...(empties > 0 ? [{ label: t('fact.emptiesUnderWay'), value: formatCount(empties) }] : []),
    ],
    chart: undefined,
  };
}

function describeTrip(
  { world, trips }: Shown,
  target: Extract<Target, { kind: 'trip' }>,
): Description | null {
  const lane = world.lanes[target.lane];
  const trip = trips.find(target);
  if (lane === undefined || trip === undefined) return null;
  const { mode, code, distanceKm } = lane;
  const [from, to] = trip.isReturn ? [lane.to, lane.from] : [lane.from, lane.to];
  const clock = new ScenarioClock(world.startsAt);
  const travelS = (trip.arriveUs - trip.departUs) / 1e6;
  const named = { mode: t(`mode.${mode}`), code, trip: trip.trip };
  return {
    title: t('lane.title', { from: world.facilities[from].name, to: world.facilities[to].name }),
    subtitle: trip.trip < 0 ? t('trip.subtitle.empty', named) : t('trip.subtitle', named),
    facts: [
      { label: t('fact.parcelsAboard'), value: formatCount(trip.parcels) },
      { label: t('fact.loadFactor'), value: formatShare(trip.loadFactor) },
      { label: t('fact.departed'), value: clock.weekdayAndHour(trip.departUs) },
      { label: t('fact.arrives'), value: clock.weekdayAndHour(trip.arriveUs) },
      { label: t('fact.travelTime'), value: formatDuration(travelS) },
      {
        label: t('fact.speed'),
        value: t('unit.kmPerHour', { value: formatShort(distanceKm / (travelS / 3600)) }),
      },
    ],
    chart: undefined,
  };
}

function describeRegion(shown: Shown, index: number): Description | null {
  const { world, frame } = shown;
  const { regions, regionOf } = networkLookup(world);
  if (regions[index] === undefined) return null;
  const members = world.facilities.map((_, i) => i).filter((i) => regionOf[i] === index);
  const countOf = (kind: string) => members.filter((i) => world.facilities[i].kind === kind).length;
  const sum = (values: ArrayLike<number> | undefined) =>
    values === undefined ? Number.NaN : members.reduce((total, i) => total + values[i], 0);
  const levels = frame?.facilities;
  return {
    title: regions[index],
    subtitle: t('region.subtitle', { hubs: countOf('hub'), stations: countOf('station') }),
    facts: [
      { label: t('fact.backlog'), value: formatCount(sum(levels?.backlog)) },
      ...weatherFact(shown, index),
      { label: t('fact.present'), value: formatCount(sum(levels?.present)) },
      { label: t('fact.throughput'), value: formatShort(sum(levels?.throughputPerHour)) },
    ],
    chart: { label: t('chart.backlog'), of: (logged) => sum(logged.facilities?.backlog) },
  };
}

/** The weather of a region now; nothing where the run has no weather by region. */
function weatherFact({ world, nowUs }: Shown, region: number): Fact[] {
  if (region < 0 || world.regionWeather.atUs.length === 0) return [];
  const kind = WEATHER_KINDS[networkLookup(world).weather.kindAt(region, nowUs)];
  return [{ label: t('fact.weather'), value: t(`weather.${kind}`) }];
}

/** Closed where anything closes it, or else slowed; until the last of these ends. */
function troubleUntil(
  { world, nowUs }: Shown,
  isMeant: (disruption: NetworkWorld['disruptions'][number]) => boolean,
): Fact[] {
  const active = disruptionsAt(world.disruptions, nowUs).filter(isMeant);
  const closed = active.filter(({ effect }) => effect === 'closed');
  const [last] = (closed.length > 0 ? closed : active).toSorted((a, b) => b.toUs - a.toUs);
  if (last === undefined) return [];
  const clock = new ScenarioClock(world.startsAt);
  const isNear = last.toUs - nowUs < WEEKDAY_SAYS_US;
  return [
    {
      label: t(`disruption.${last.effect}`),
      value: isNear ? clock.weekdayAndHour(last.toUs) : clock.instant(last.toUs),
    },
    { label: t('disruption.why'), value: last.name },
  ];
}
