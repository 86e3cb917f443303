import { DOOR } from '../../snapshot/floor-snapshot.ts';
import type { Target } from '../../view/target.ts';
import type { FloorWorld } from '../engine-port.ts';
import { formatCount, formatShare, formatShort, type ScenarioClock } from '../format.ts';
import { t } from '../messages/translate.ts';
import type { FloorInSight } from '../state/floor-in-sight.ts';
import type { LoggedFloor } from '../state/floor-log.ts';
import type { LoggedFrame } from '../state/logged-frame.ts';
import type { Description, Fact } from './description.ts';

/** What a floor stands for at one instant. */
interface Shown {
  readonly floor: FloorWorld;
  /** Undefined before the first frame. */
  readonly levels: LoggedFloor | undefined;
  readonly clock: ScenarioClock;
  /** A level of this floor in any frame; NaN in frames that do not show it. */
  readonly chart: (label: string, of: (levels: LoggedFloor) => number, isShare?: boolean) => Chart;
}

type Chart = Description['chart'];
type FloorTarget = Extract<Target, { kind: 'door' | 'infeed' | 'sorter' | 'chute' | 'yard' }>;

const INBOUND_STATES = {
  [DOOR.empty]: 'door.empty',
  [DOOR.swap]: 'door.swap',
  [DOOR.waiting]: 'door.waiting',
  [DOOR.working]: 'door.unloading',
  [DOOR.blocked]: 'door.blocked',
  [DOOR.down]: 'door.down',
} as const;
const OUTBOUND_STATES = {
  ...INBOUND_STATES,
  [DOOR.working]: 'door.loading',
  [DOOR.blocked]: 'door.sealed',
} as const;
const INFEED_STATES = ['infeed.off', 'infeed.idle', 'infeed.busy', 'infeed.blocked', 'infeed.down'] as const;

/** Levels of the floor in sight in a frame; undefined where the frame shows another floor or none. */
export function floorLevels(frame: LoggedFrame | undefined, facility: number): LoggedFloor | undefined {
  return frame?.floor?.facility === facility ? frame.floor : undefined;
}

/** Something on a floor at the instant of a frame; null where there is no such thing. */
export function describeFloor(
  { floor, facility }: FloorInSight,
  target: Target,
  frame: LoggedFrame | undefined,
  clock: ScenarioClock,
): Description | null {
  const shown: Shown = {
    floor,
    levels: floorLevels(frame, facility),
    clock,
    chart: (label, of, isShare = false) => ({
      label,
      of: (logged) => {
        const levels = floorLevels(logged, facility);
        return levels === undefined ? Number.NaN : of(levels);
      },
      isShare,
    }),
  };
  return isOfFloor(target) ? describe(shown, target) : null;
}

function isOfFloor(target: Target): target is FloorTarget {
  return ['door', 'infeed', 'sorter', 'chute', 'yard'].includes(target.kind);
}

function describe(shown: Shown, target: FloorTarget): Description | null {
  switch (target.kind) {
    case 'door':
      return target.side === 'inbound'
        ? describeInbound(shown, target.index)
        : describeOutbound(shown, target.index);
    case 'infeed':
      return describeInfeed(shown, target.index);
    case 'sorter':
      return describeSorter(shown, target.index);
    case 'chute':
      return describeChute(shown, target.index);
    case 'yard':
      return describeYard(shown);
  }
}

function describeInbound({ floor, levels, chart }: Shown, index: number): Description | null {
  if (index < 0 || index >= floor.inboundDoors) return null;
  const door = levels?.inbound;
  const left = door?.parcels[index] ?? Number.NaN;
  const docked = door?.docked[index] ?? Number.NaN;
  const origin = floor.origins[door?.origin[index] ?? -1];
  return {
    title: t('floor.inboundDoor', { door: index + 1 }),
    subtitle:
      door === undefined
        ? ''
        : [t(INBOUND_STATES[stateOf(door.state[index])]), origin && t('floor.from', { origin })]
            .filter(Boolean)
            .join(' · '),
    facts: [
      { label: t('fact.toUnload'), value: formatCount(left) },
      {
        label: t('fact.unloaded'),
        value: docked > 0 ? formatShare(1 - left / docked) : formatShare(Number.NaN),
      },
      { label: t('fact.docked'), value: docked > 0 ? formatCount(docked) : formatCount(Number.NaN) },
      { label: t('fact.people'), value: formatCount(door?.people[index] ?? Number.NaN) },
    ],
    chart: chart(t('chart.toUnload'), ({ inbound }) => inbound.parcels[index]),
  };
}

function describeOutbound({ floor, levels, clock, chart }: Shown, index: number): Description | null {
  if (index < 0 || index >= floor.outboundDoors.length) return null;
  const door = levels?.outbound;
  const direction = floor.directions[floor.outboundDoors[index]]?.name;
  const departsUs = door?.departsUs[index] ?? Number.NaN;
  return {
    title: t('floor.outboundDoor', { door: index + 1 }),
    subtitle: [
      direction && t('floor.to', { direction }),
      door && t(OUTBOUND_STATES[stateOf(door.state[index])]),
    ]
      .filter(Boolean)
      .join(' · '),
    facts: [
      { label: t('fact.parcelsAboard'), value: formatCount(door?.parcels[index] ?? Number.NaN) },
      { label: t('fact.roomUsed'), value: formatShare(door?.load[index] ?? Number.NaN) },
      {
        label: t('fact.departs'),
        value: Number.isFinite(departsUs) ? clock.weekdayAndHour(departsUs) : formatCount(Number.NaN),
      },
      { label: t('fact.people'), value: formatCount(door?.people[index] ?? Number.NaN) },
    ],
    chart: chart(t('chart.aboard'), ({ outbound }) => outbound.parcels[index]),
  };
}

function describeInfeed({ floor, levels, chart }: Shown, index: number): Description | null {
  const found = floor.sorters
    .flatMap((sorter) => sorter.zones.map((zone, ordinal) => ({ sorter, zone, ordinal })))
    .find(({ sorter, zone }) => {
      const first = sorter.firstInfeed + zone.firstInfeed;
      return index >= first && index < first + zone.infeeds;
    });
  if (found === undefined) return null;
  const { sorter, zone, ordinal } = found;
  const state = levels?.infeeds.state[index];
  return {
    title: t('floor.infeed', { infeed: index - sorter.firstInfeed + 1, sorter: sorter.code }),
    subtitle: t('floor.infeed.subtitle', { kind: t(`infeed.kind.${zone.kind}`), zone: ordinal + 1 }),
    facts: [
      { label: t('fact.inLine'), value: formatCount(levels?.infeeds.line[index] ?? Number.NaN) },
      { label: t('fact.state'), value: state === undefined ? '–' : t(INFEED_STATES[state] ?? 'infeed.off') },
      {
        label: t('fact.atM'),
        value: t('unit.m', {
          value: formatShort(zone.atM + (index - sorter.firstInfeed - zone.firstInfeed) * zone.spacingM),
        }),
      },
    ],
    chart: chart(t('chart.line'), ({ infeeds }) => infeeds.line[index]),
  };
}

function describeSorter({ floor, levels, clock, chart }: Shown, index: number): Description | null {
  const sorter = floor.sorters[index];
  if (sorter === undefined) return null;
  const now = levels?.sorters[index];
  const isMachine = sorter.type !== 'manual';
  const last = sorter.firstChute + sorter.chuteAtM.length;
  const inChutes = ({ chutes }: LoggedFloor) => sumOf(chutes.parcels, sorter.firstChute, last);
  const facts: Fact[] = [];
  if (isMachine) {
    facts.push({ label: t('fact.traysOccupied'), value: formatShare(now?.occupied ?? Number.NaN) });
    facts.push({
      label: t('fact.state'),
      value:
        now === undefined
          ? '–'
          : now.isRunning
            ? t('sorter.running')
            : t('sorter.stopped', { time: clock.weekdayAndHour(now.stoppedUs) }),
    });
  }
  facts.push({
    label: t('fact.inChutes'),
    value: formatCount(levels === undefined ? Number.NaN : inChutes(levels)),
  });
  if (isMachine && sorter.detail === 'trays' && now !== undefined) {
    const [, recirculating, unread, reject] = now.carrying;
    facts.push(
      { label: t('fact.recirculating'), value: formatCount(recirculating) },
      { label: t('fact.unread'), value: formatCount(unread) },
      { label: t('fact.toReject'), value: formatCount(reject) },
    );
  }
  facts.push({
    label: t('fact.designRate'),
    value: t('unit.perHour', { value: formatShort(sorter.designRatePerHour) }),
  });
  if (isMachine) {
    facts.push(
      { label: t('fact.length'), value: t('unit.m', { value: formatShort(sorter.lengthM) }) },
      { label: t('fact.sorterSpeed'), value: t('unit.mPerS', { value: formatShort(sorter.speedMPerS) }) },
    );
  }
  return {
    title: t('floor.sorter', { sorter: sorter.code }),
    subtitle: [
      t(`sorter.type.${sorter.type}`),
      isMachine ? t('floor.trays', { count: sorter.trays * sorter.decks }) : '',
      t('floor.chutes', { count: sorter.chuteAtM.length }),
      sorter.fedBy === 'doors' ? '' : t('floor.fedBy', { sorter: sorter.fedBy }),
    ]
      .filter(Boolean)
      .join(' · '),
    facts,
    chart: isMachine
      ? chart(t('chart.traysOccupied'), ({ sorters }) => sorters[index].occupied, true)
      : chart(t('chart.inChutes'), inChutes),
  };
}

function describeChute({ floor, levels, chart }: Shown, index: number): Description | null {
  const sorter = floor.sorters.find(
    ({ firstChute, chuteAtM }) => index >= firstChute && index < firstChute + chuteAtM.length,
  );
  if (sorter === undefined) return null;
  const direction = levels?.chutes.direction[index];
  return {
    title: t('floor.chute', { chute: index - sorter.firstChute + 1, sorter: sorter.code }),
    subtitle: direction === undefined ? '' : directionText(floor, sorter.code, direction),
    facts: [
      {
        label: t('fact.inChute'),
        value: t('fact.inChute.of', {
          count: formatCount(levels?.chutes.parcels[index] ?? Number.NaN),
          room: formatCount(sorter.chuteParcels),
        }),
      },
      { label: t('fact.inContainer'), value: formatCount(levels?.chutes.inContainer[index] ?? Number.NaN) },
      {
        label: t('fact.atM'),
        value: t('unit.m', { value: formatShort(sorter.chuteAtM[index - sorter.firstChute]) }),
      },
    ],
    chart: chart(t('chart.inChute'), ({ chutes }) => chutes.parcels[index]),
  };
}

/** What a chute is for right now: a direction, the sorter that it leads to, or nothing. */
function directionText({ directions, sorters }: FloorWorld, code: string, direction: number): string {
  if (direction === -2) {
    const next = sorters.filter(({ fedBy }) => fedBy === code);
    return next.length === 1 ? t('floor.toSorter', { sorter: next[0].code }) : t('floor.toAnySorter');
  }
  const name = directions[direction]?.name;
  return name === undefined ? t('floor.noDirection') : t('floor.to', { direction: name });
}

function describeYard({ floor, levels, chart }: Shown): Description {
  const trailers = levels?.yardTrailers ?? Number.NaN;
  return {
    title: t('floor.yard'),
    subtitle: t('floor.yard.spaces', { count: floor.yardSpaces }),
    facts: [
      { label: t('fact.trailersWaiting'), value: formatCount(trailers) },
      { label: t('fact.parcelsAboardAll'), value: formatCount(levels?.yardParcels ?? Number.NaN) },
      { label: t('fact.spacesFree'), value: formatCount(Math.max(0, floor.yardSpaces - trailers)) },
    ],
    chart: chart(t('chart.trailersWaiting'), ({ yardTrailers }) => yardTrailers),
  };
}

function stateOf(state: number): keyof typeof INBOUND_STATES {
  return state in INBOUND_STATES ? (state as keyof typeof INBOUND_STATES) : DOOR.empty;
}

function sumOf(values: Int32Array, from: number, to: number): number {
  let total = 0;
  for (let i = from; i < to; i++) total += values[i];
  return total;
}
