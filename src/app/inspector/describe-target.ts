import type { Target } from '../../view/target.ts';
import type { AppState } from '../app-state.ts';
import type { FlowWorld, NetworkWorld } from '../engine-port.ts';
import { shownFloor } from '../floor-commands.ts';
import { formatCount, formatDuration, formatShare, formatShort, ScenarioClock } from '../format.ts';
import { t } from '../messages/translate.ts';
import { floorOfFacility } from '../state/floor-in-sight.ts';
import type { LoggedFrame } from '../state/logged-frame.ts';
import { blockTypeName } from '../world/stage-words.ts';
import { describeFloor } from './describe-floor.ts';
import type { Description, Fact } from './description.ts';

/** Null where the target is not of this world. */
export function describeTarget(app: AppState, target: Target): Description | null {
  const world = app.scenario.ready?.world;
  if (world === undefined) return null;
  const frame = app.run.log.at(app.timeline.shownUs);
  if (world.kind === 'flow')
    return target.kind === 'block' ? describeBlock(world, target.index, frame) : null;
  const floor = shownFloor(app);
  if (floor !== null) return describeFloor(floor, target, frame, new ScenarioClock(world.startsAt));
  if (world.kind === 'hub') return null;
  if (target.kind === 'facility') return describeFacility(world, target.index, frame);
  if (target.kind === 'lane') return describeLane(app, world, target.index);
  return target.kind === 'trip' ? describeTrip(app, world, target.lane, target.trip) : null;
}

function describeFacility(
  world: NetworkWorld,
  index: number,
  frame: LoggedFrame | undefined,
): Description | null {
  const facility = world.facilities[index];
  if (facility === undefined) return null;
  const levels = frame?.facilities;
  const level = (values: ArrayLike<number> | undefined) => values?.[index] ?? Number.NaN;
  const utilization = level(levels?.utilization);
  const isOff = levels !== undefined && Number.isNaN(utilization);
  return {
    title: facility.name,
    subtitle: [t(`facility.${facility.kind}`), facility.region, facility.code].filter(Boolean).join(' · '),
    facts: [
      { label: t('fact.backlog'), value: formatCount(level(levels?.backlog)) },
      { label: t('fact.utilization'), value: isOff ? t('fact.offShift') : formatShare(utilization) },
      { label: t('fact.present'), value: formatCount(level(levels?.present)) },
      { label: t('fact.throughput'), value: formatShort(level(levels?.throughputPerHour)) },
    ],
    chart: { label: t('chart.backlog'), of: (logged) => logged.facilities?.backlog[index] ?? Number.NaN },
    ...(floorOfFacility(world, index) === null ? {} : { entry: index }),
  };
}

function describeLane({ run, timeline }: AppState, world: NetworkWorld, index: number): Description | null {
  const lane = world.lanes[index];
  if (lane === undefined) return null;
  const nowUs = timeline.shownUs;
  const departed = run.trips.onLane(index, nowUs);
  const underWay = departed.filter(({ arriveUs }) => arriveUs > nowUs);
  const parcels = departed.reduce((sum, trip) => sum + trip.parcels, 0);
  const load = departed.reduce((sum, trip) => sum + trip.loadFactor, 0) / departed.length;
  return {
    title: t('lane.title', { from: world.facilities[lane.from].name, to: world.facilities[lane.to].name }),
    subtitle: t('lane.subtitle', { mode: t(`mode.${lane.mode}`), code: lane.code }),
    facts: [
      { label: t('fact.tripsUnderWay'), value: formatCount(underWay.length) },
      { label: t('fact.meanLoadFactor'), value: formatShare(load) },
      { label: t('fact.distance'), value: t('unit.km', { value: formatShort(lane.distanceKm) }) },
      { label: t('fact.departures'), value: formatCount(departed.length) },
      { label: t('fact.parcelsCarried'), value: formatCount(parcels) },
    ],
    chart: undefined,
  };
}

function describeTrip(app: AppState, world: NetworkWorld, lane: number, ordinal: number): Description | null {
  const { from, to, mode, code, distanceKm } = world.lanes[lane];
  const trip = app.run.trips.find(lane, ordinal);
  if (trip === undefined) return null;
  const clock = new ScenarioClock(world.startsAt);
  const travelS = (trip.arriveUs - trip.departUs) / 1e6;
  return {
    title: t('lane.title', { from: world.facilities[from].name, to: world.facilities[to].name }),
    subtitle: t('trip.subtitle', { mode: t(`mode.${mode}`), code, trip: ordinal }),
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

function describeBlock(world: FlowWorld, index: number, frame: LoggedFrame | undefined): Description | null {
  const block = world.blocks[index];
  if (block === undefined) return null;
  const flow = frame?.flow;
  const level = (values: ArrayLike<number> | undefined) => values?.[index] ?? Number.NaN;
  const available = level(flow?.available);
  const facts: Fact[] = [];
  if (!['source', 'sink', 'selector'].includes(block.type)) {
    facts.push({ label: t('fact.waiting'), value: formatCount(level(flow?.waiting)) });
    const serving = formatCount(level(flow?.serving));
    facts.push(
      available > 0
        ? {
            label: t('fact.serving'),
            value: t('fact.serving.of', { serving, available: formatCount(available) }),
          }
        : { label: t('fact.inside'), value: serving },
      { label: t('fact.meanWait'), value: formatDuration(level(flow?.meanWaitS)) },
      { label: t('fact.meanTime'), value: formatDuration(level(flow?.meanTimeInBlockS)) },
    );
  }
  facts.push(
    { label: t('fact.arrivals'), value: formatCount(level(flow?.arrivals)) },
    { label: t('fact.leftBlock'), value: formatCount(level(flow?.departures)) },
  );
  if (level(flow?.losses) > 0)
    facts.push({ label: t('fact.losses'), value: formatCount(level(flow?.losses)) });
  const hasQueue = block.servers > 0;
  return {
    title: block.name,
    subtitle: blockTypeName(block.type),
    facts,
    chart: hasQueue
      ? { label: t('chart.waiting'), of: (logged) => logged.flow?.waiting[index] ?? Number.NaN }
      : undefined,
  };
}
