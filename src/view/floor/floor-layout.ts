import type { FloorWorld } from '../../snapshot/floor-snapshot.ts';
import type { WorldRect } from '../view-camera.ts';
import { boundsOfPlate, boundsOfRects, type FloorPlate, turnedPlate, turnedRect } from './floor-plate.ts';
import { placeSorter, type SorterPlace, sorterExtent } from './sorter-layout.ts';
import { packSorters, SORTER_GAP } from './sorter-packing.ts';

/** Outbound doors of one direction beside one another. */
export interface DoorGroup {
  readonly direction: number;
  readonly bounds: WorldRect;
}

/** Places with people and parcels beside the sorters, by the stage or task they show. */
const FLOOR_STATIONS = ['code', 'irregular', 'induct', 'sort'] as const;
export type FloorStation = (typeof FLOOR_STATIONS)[number];

/** Where everything of a floor lies, m; y points down. Inbound doors are above the hall, outbound doors below. */
export interface FloorLayout {
  readonly bounds: WorldRect;
  readonly hall: WorldRect;
  readonly yard: WorldRect;
  /** Of a waiting trailer each; the axis points from its nose to its doors. */
  readonly yardSlots: readonly FloorPlate[];
  /** Of the trailer at each door; the axis points from its nose to the door. */
  readonly inbound: readonly FloorPlate[];
  readonly outbound: readonly FloorPlate[];
  readonly groups: readonly DoorGroup[];
  /** Where loaders and what they load stand, along the outbound doors. */
  readonly loading: WorldRect;
  readonly sorters: readonly SorterPlace[];
  readonly stations: Readonly<Record<FloorStation, WorldRect>>;
  /** Those there is work at: nobody sorts by hand where every sorter is a machine. */
  readonly stationsInUse: readonly FloorStation[];
  /** Belts from the doors to the zones of primary sorters, drawn below everything. */
  readonly feeders: readonly FloorPlate[];
  /** Whether x and y are swapped: inbound doors on the left, outbound doors on the right. */
  readonly isTurned: boolean;
}

const TRAILER_LENGTH = 13.6;
const TRAILER_HALF_WIDTH = 1.3;
const DOOR_PITCH = 3.6;
const GROUP_GAP = 1.4;
const YARD_ROW = TRAILER_LENGTH + 3;
const AISLE = 7;
const MARGIN = 5;
/** From the inbound wall to the sorters: unloaders, and the belt that collects from the doors. */
const INBOUND_STRIP = 9;
const COLLECTOR = 6.2;
const OUTBOUND_STRIP = 8;
const STATION = { width: 30, height: 8, gap: 6 } as const;
/** For the names of directions beyond the trailers, which lie beside them on a turned floor. */
const LABEL_ROOM = { upright: 6, turned: 15 } as const;

/** Sets a floor out to scale; turned for a screen that is higher than wide. */
export function layOutFloor(world: FloorWorld, isTurned = false): FloorLayout {
  const order = doorOrder(world.outboundDoors);
  const outboundWidth = wallWidth(world.outboundDoors, order);
  const inboundWidth = world.inboundDoors * DOOR_PITCH;
  const stationWidth = FLOOR_STATIONS.length * (STATION.width + STATION.gap);
  const walls = Math.max(outboundWidth, inboundWidth, stationWidth) + 2 * MARGIN;
  const packing = packSorters(world.sorters.map(sorterExtent), walls - 2 * MARGIN);
  const width = Math.max(walls, packing.width + 2 * MARGIN);
  const middle = width / 2;

  const perRow = Math.max(1, Math.floor((width - 2 * MARGIN) / DOOR_PITCH));
  const yardRows = Math.ceil(world.yardSpaces / perRow);
  const yardHeight = Math.max(0, yardRows * YARD_ROW - 3) + 2;
  const rowLength = Math.min(perRow, world.yardSpaces);
  const yardWidth = rowLength * DOOR_PITCH + 2;
  const yardSlots = Array.from({ length: world.yardSpaces }, (_, i) =>
    trailer(
      middle + ((i % perRow) - (rowLength - 1) / 2) * DOOR_PITCH,
      1 + Math.floor(i / perRow) * YARD_ROW + TRAILER_LENGTH / 2,
      1,
    ),
  );
  const wall = yardHeight + AISLE + TRAILER_LENGTH + 0.3;
  const inbound = Array.from({ length: world.inboundDoors }, (_, i) =>
    trailer(middle + (i - (world.inboundDoors - 1) / 2) * DOOR_PITCH, wall - 0.3 - TRAILER_LENGTH / 2, 1),
  );
  const sortersTop = wall + INBOUND_STRIP;
  const sorters = world.sorters.map((sorter, i) => {
    const { x, y } = packing.places[i];
    return placeSorter(sorter, middle - packing.width / 2 + x, sortersTop + y);
  });
  // Stations stand beside the sorters where there is room at both sides, or else below them.
  const isBeside = width - packing.width >= 2 * (STATION.width + STATION.gap + MARGIN);
  const stationsTop = sortersTop + packing.height + SORTER_GAP + 2;
  const outWall =
    (isBeside ? sortersTop + Math.max(packing.height, STATIONS_BESIDE) : stationsTop + STATION.height) +
    OUTBOUND_STRIP;
  const outbound = placeOutbound(world.outboundDoors, order, middle - outboundWidth / 2, outWall);
  const layout: FloorLayout = {
    bounds: {
      x: 0,
      y: 0,
      width,
      height: outWall + 0.3 + TRAILER_LENGTH + LABEL_ROOM[isTurned ? 'turned' : 'upright'],
    },
    hall: { x: 0, y: wall, width, height: outWall - wall },
    yard: { x: middle - yardWidth / 2, y: 0, width: yardWidth, height: yardHeight },
    yardSlots,
    inbound,
    outbound: outbound.doors,
    groups: outbound.groups,
    loading: { x: 0, y: outWall - OUTBOUND_STRIP + 1.5, width, height: OUTBOUND_STRIP - 1.5 },
    sorters,
    stationsInUse: FLOOR_STATIONS.filter(
      (station) => station !== 'sort' || world.sorters.some((sorter) => sorter.type === 'manual'),
    ),
    stations: isBeside
      ? stationsBeside(
          MARGIN + 2,
          width - MARGIN - 2 - STATION.width,
          (sortersTop + outWall - OUTBOUND_STRIP) / 2,
        )
      : stationsBelow(middle - stationWidth / 2 + STATION.gap / 2, stationsTop),
    feeders: placeFeeders(world, sorters, inbound, wall + COLLECTOR),
    isTurned,
  };
  return isTurned ? turned(layout) : layout;
}

function trailer(x: number, y: number, axisY: 1 | -1): FloorPlate {
  return { x, y, halfLength: TRAILER_LENGTH / 2, halfWidth: TRAILER_HALF_WIDTH, axisX: 0, axisY };
}

/** Doors as they stand along the wall: those of one direction side by side, directions by their first door. */
function doorOrder(directions: Int16Array): number[] {
  const first = new Map<number, number>();
  directions.forEach((direction, door) => {
    if (!first.has(direction)) first.set(direction, door);
  });
  const rank = (door: number) => first.get(directions[door]) ?? 0;
  return Array.from(directions.keys()).sort((a, b) => rank(a) - rank(b) || a - b);
}

function wallWidth(directions: Int16Array, order: readonly number[]): number {
  const changes = order.filter((door, i) => i > 0 && directions[door] !== directions[order[i - 1]]).length;
  return order.length * DOOR_PITCH + changes * GROUP_GAP;
}

function placeOutbound(
  directions: Int16Array,
  order: readonly number[],
  left: number,
  wall: number,
): { doors: FloorPlate[]; groups: DoorGroup[] } {
  const doors: FloorPlate[] = new Array(directions.length);
  const members: { direction: number; doors: FloorPlate[] }[] = [];
  let x = left + DOOR_PITCH / 2;
  order.forEach((door, i) => {
    const direction = directions[door];
    if (i === 0 || direction !== directions[order[i - 1]]) {
      if (i > 0) x += GROUP_GAP;
      members.push({ direction, doors: [] });
    }
    doors[door] = trailer(x, wall + 0.3 + TRAILER_LENGTH / 2, -1);
    members[members.length - 1].doors.push(doors[door]);
    x += DOOR_PITCH;
  });
  const groups = members.map((group) => ({
    direction: group.direction,
    bounds: boundsOfRects(group.doors.map(boundsOfPlate)),
  }));
  return { doors, groups };
}

/** Height of two stations above one another, with their names. */
const STATIONS_BESIDE = 2 * STATION.height + 10;

/** Two at either side of the sorters. */
function stationsBeside(left: number, right: number, middleY: number): Record<FloorStation, WorldRect> {
  const size = { width: STATION.width, height: STATION.height };
  const above = middleY - STATION.height - 3;
  return {
    induct: { x: left, y: above, ...size },
    sort: { x: left, y: middleY + 3, ...size },
    code: { x: right, y: above, ...size },
    irregular: { x: right, y: middleY + 3, ...size },
  };
}

function stationsBelow(left: number, top: number): Record<FloorStation, WorldRect> {
  const place = (i: number): WorldRect => ({
    x: left + i * (STATION.width + STATION.gap),
    y: top,
    width: STATION.width,
    height: STATION.height,
  });
  return { code: place(0), irregular: place(1), induct: place(2), sort: place(3) };
}

/** One belt along the inbound wall, and one from it to each zone that takes from the doors. */
function placeFeeders(
  world: FloorWorld,
  sorters: readonly SorterPlace[],
  inbound: readonly FloorPlate[],
  collectorY: number,
): FloorPlate[] {
  const xs = inbound.map((door) => door.x);
  const down: FloorPlate[] = [];
  world.sorters.forEach((sorter, i) => {
    if (sorter.fedBy !== 'doors') return;
    const targets = sorters[i].zones.length > 0 ? sorters[i].zones : sorters[i].tables.map(boundsOfPlate);
    for (const zone of targets) {
      const x = zone.x + zone.width / 2;
      const length = zone.y + zone.height / 2 - collectorY;
      down.push({
        x,
        y: collectorY + length / 2,
        halfLength: length / 2,
        halfWidth: 0.5,
        axisX: 0,
        axisY: 1,
      });
      xs.push(x);
    }
  });
  if (down.length === 0) return [];
  const left = Math.min(...xs);
  const right = Math.max(...xs);
  const collector: FloorPlate = {
    x: (left + right) / 2,
    y: collectorY,
    halfLength: (right - left) / 2 + 0.5,
    halfWidth: 0.5,
    axisX: 1,
    axisY: 0,
  };
  return [collector, ...down];
}

function turned(layout: FloorLayout): FloorLayout {
  const { stations } = layout;
  return {
    bounds: turnedRect(layout.bounds),
    hall: turnedRect(layout.hall),
    yard: turnedRect(layout.yard),
    yardSlots: layout.yardSlots.map(turnedPlate),
    inbound: layout.inbound.map(turnedPlate),
    outbound: layout.outbound.map(turnedPlate),
    groups: layout.groups.map((group) => ({ ...group, bounds: turnedRect(group.bounds) })),
    loading: turnedRect(layout.loading),
    sorters: layout.sorters.map((sorter) => ({
      ...sorter,
      path: sorter.path && { ...sorter.path, isTurned: true },
      bounds: turnedRect(sorter.bounds),
      label: turnedRect(sorter.label),
      tables: sorter.tables.map(turnedPlate),
      chutes: sorter.chutes.map(turnedPlate),
      containers: sorter.containers.map(turnedPlate),
      infeeds: sorter.infeeds.map(turnedPlate),
      zones: sorter.zones.map(turnedRect),
    })),
    stationsInUse: layout.stationsInUse,
    stations: {
      code: turnedRect(stations.code),
      irregular: turnedRect(stations.irregular),
      induct: turnedRect(stations.induct),
      sort: turnedRect(stations.sort),
    },
    feeders: layout.feeders.map(turnedPlate),
    isTurned: true,
  };
}
