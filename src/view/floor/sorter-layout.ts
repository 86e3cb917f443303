import type { FloorSorter } from '../../snapshot/floor-snapshot.ts';
import type { WorldRect } from '../view-camera.ts';
import { type FloorPath, pointOn, racetrack, straightLine } from './floor-path.ts';
import { boundsOfPlate, boundsOfRects, type FloorPlate } from './floor-plate.ts';

/** Where the parts of one sorter lie, m. */
export interface SorterPlace {
  /** Null for a manual sort. */
  readonly path: FloorPath | null;
  /** With its chutes and infeeds. */
  readonly bounds: WorldRect;
  /** Half the width of the belt of all decks. */
  readonly trackHalfM: number;
  /** How far outside of the center line each deck runs. */
  readonly deckOutM: readonly number[];
  /** Tables of a manual sort, one per row. */
  readonly tables: readonly FloorPlate[];
  /** One per chute: its axis points to the belt, so it fills from its far end up to the belt. */
  readonly chutes: readonly FloorPlate[];
  /** The open container at the foot of each chute, axis as the chute's. */
  readonly containers: readonly FloorPlate[];
  /** Zone by zone; the axis points to the belt, as the pieces move. */
  readonly infeeds: readonly FloorPlate[];
  /** Around the infeeds of each zone. */
  readonly zones: readonly WorldRect[];
  /** Middle of its name, and how much room is there. */
  readonly label: WorldRect;
}

/** To the center line of a loop; the same for all, so that their straights tell their lengths. */
const WIDEST_TURN = 8.5;
/** Half the width of one deck. */
export const DECK_HALF = 0.75;
const DECK_SPREAD = 1.7;
const CHUTE_LENGTH = 6;
const HAND_CHUTE_LENGTH = 4;
const CHUTE_GAP = 0.4;
const CONTAINER = 1.5;
const CONTAINER_GAP = 0.35;
/** Chutes are drawn at least this far apart, also where a scenario puts several at one place. */
const LEAST_CHUTE_PITCH = 0.25;
const INFEED_LENGTH = 6;
/** Infeeds join at 45 degrees, as real ones do. */
const SLANT = Math.SQRT1_2;
const HAND_CHUTES_PER_ROW = 40;
const HAND_CHUTE_PITCH = 1.6;
const HAND_ROW = 10;
const TABLE_HALF = 0.9;

/** What the corners of a container in a turn reach beyond its foot. */
const CORNER = 0.1;

const chuteZone = (length: number) => CHUTE_GAP + length + CONTAINER_GAP + CONTAINER + CORNER;

function trackHalf(sorter: FloorSorter): number {
  return DECK_HALF + ((Math.max(1, sorter.decks) - 1) * DECK_SPREAD) / 2;
}

/** Room that a sorter takes with its chutes and infeeds, m. */
export function sorterExtent(sorter: FloorSorter): { readonly width: number; readonly height: number } {
  const { bounds } = placeSorter(sorter, 0, 0);
  return { width: bounds.width, height: bounds.height };
}

/** Sets a sorter out with the upper left corner of its bounds at (left, top). */
export function placeSorter(sorter: FloorSorter, left: number, top: number): SorterPlace {
  if (sorter.lengthM <= 0) return placeManual(sorter, left, top);
  const half = trackHalf(sorter);
  const outside = half + chuteZone(CHUTE_LENGTH);
  if (sorter.type === 'sliding-shoe') {
    const reach = half + 0.3 + INFEED_LENGTH * SLANT + 1;
    const path = straightLine(left + reach, top + outside, sorter.lengthM);
    const bounds = { x: left, y: top, width: sorter.lengthM + reach + 1, height: outside + reach + 2 };
    const label = { x: path.x, y: path.y + half + 1, width: sorter.lengthM, height: reach };
    return placeAlong(sorter, path, half, bounds, label);
  }
  const { straightM, radiusM } = racetrack(0, 0, sorter.lengthM, WIDEST_TURN);
  const path = racetrack(left + outside + radiusM, top + outside, sorter.lengthM, WIDEST_TURN);
  const bounds = {
    x: left,
    y: top,
    width: straightM + 2 * (radiusM + outside),
    height: 2 * (radiusM + outside),
  };
  const free = Math.max(0.5, radiusM - half - infeedDepth(sorter, radiusM, half) - 0.4);
  const label = { x: path.x, y: path.y + radiusM - free, width: straightM, height: 2 * free };
  return placeAlong(sorter, path, half, bounds, label);
}

/** How far the infeeds of a loop reach inside of its belt. */
function infeedDepth(sorter: FloorSorter, radiusM: number, half: number): number {
  return sorter.zones.length === 0 ? 0 : Math.min(INFEED_LENGTH * SLANT, radiusM - half - 1) + 0.4;
}

function placeAlong(
  sorter: FloorSorter,
  path: FloorPath,
  half: number,
  bounds: WorldRect,
  label: WorldRect,
): SorterPlace {
  const decks = Math.max(1, sorter.decks);
  const chutes: FloorPlate[] = [];
  const containers: FloorPlate[] = [];
  const at = spacedChutes(sorter);
  at.forEach((atM, i) => {
    const before = at[i - 1] ?? Number.NEGATIVE_INFINITY;
    const after = at[i + 1] ?? Number.POSITIVE_INFINITY;
    const gap = Math.min(atM - before, after - atM, 4);
    const halfWidth = Math.max(0.1, Math.min(0.9, 0.4 * gap));
    const far = half + CHUTE_GAP + CHUTE_LENGTH / 2;
    chutes.push(crossPlate(path, atM, far, CHUTE_LENGTH / 2, halfWidth));
    const foot = half + CHUTE_GAP + CHUTE_LENGTH + CONTAINER_GAP + CONTAINER / 2;
    containers.push(crossPlate(path, atM, foot, CONTAINER / 2, Math.min(halfWidth, CONTAINER / 2)));
  });
  const infeeds: FloorPlate[] = [];
  const zones = sorter.zones.map((zone) => {
    const ats = Array.from({ length: zone.infeeds }, (_, i) => zone.atM + i * zone.spacingM);
    const own = placeInfeeds(path, half, ats, zone.spacingM);
    infeeds.push(...own);
    return boundsOfRects(own.map(boundsOfPlate));
  });
  return {
    path,
    bounds,
    trackHalfM: half,
    deckOutM: Array.from({ length: decks }, (_, deck) => ((decks - 1) / 2 - deck) * DECK_SPREAD),
    tables: [],
    chutes,
    containers,
    infeeds,
    zones,
    label,
  };
}

function spacedChutes(sorter: FloorSorter): number[] {
  const at: number[] = [];
  for (const atM of sorter.chuteAtM) {
    at.push(at.length === 0 ? atM : Math.max(atM, at[at.length - 1] + LEAST_CHUTE_PITCH));
  }
  return at;
}

/** A plate across the belt, `outM` outside of the center line, whose axis points to the belt. */
function crossPlate(
  path: FloorPath,
  atM: number,
  outM: number,
  halfLength: number,
  halfWidth: number,
): FloorPlate {
  const { x, y, outX, outY } = pointOn(path, atM, outM);
  return { x, y, halfLength, halfWidth, axisX: -outX, axisY: -outY };
}

/** The infeeds of a zone: slanting on a straight; straight across where the zone reaches into a turn. */
function placeInfeeds(path: FloorPath, half: number, ats: readonly number[], spacingM: number): FloorPlate[] {
  const ends = ats.map((atM) => pointOn(path, atM, -half - 0.2));
  const isStraight = ends.every((end) => end.alongX * ends[0].alongX + end.alongY * ends[0].alongY > 0.9999);
  const slant = isStraight ? SLANT : 0;
  const across = isStraight ? SLANT : 1;
  const room = path.radiusM === 0 ? INFEED_LENGTH : path.radiusM - half - 1;
  const length = Math.max(0.8, Math.min(INFEED_LENGTH, isStraight ? room / SLANT : 0.5 * room));
  // In a turn belts come together at their far ends.
  const pitch = isStraight ? SLANT * spacingM : (spacingM * (room - length)) / path.radiusM;
  return ends.map((end) => {
    const axisX = slant * end.alongX + across * end.outX;
    const axisY = slant * end.alongY + across * end.outY;
    return {
      x: end.x - (axisX * length) / 2,
      y: end.y - (axisY * length) / 2,
      halfLength: length / 2,
      halfWidth: Math.min(0.45, 0.4 * pitch),
      axisX,
      axisY,
    };
  });
}

/** Rows of tables with the chutes behind them. */
function placeManual(sorter: FloorSorter, left: number, top: number): SorterPlace {
  const count = Math.max(1, sorter.chuteAtM.length);
  const perRow = Math.min(count, HAND_CHUTES_PER_ROW);
  const rows = Math.ceil(count / perRow);
  const width = Math.max(14, perRow * HAND_CHUTE_PITCH);
  const zone = chuteZone(HAND_CHUTE_LENGTH);
  const tables = Array.from({ length: rows }, (_, row) => ({
    x: left + width / 2,
    y: top + row * HAND_ROW + zone + TABLE_HALF,
    halfLength: width / 2,
    halfWidth: TABLE_HALF,
    axisX: 1,
    axisY: 0,
  }));
  const chutes: FloorPlate[] = [];
  const containers: FloorPlate[] = [];
  for (let i = 0; i < sorter.chuteAtM.length; i++) {
    const x = left + ((i % perRow) + 0.5) * (width / perRow);
    const belt = tables[Math.floor(i / perRow)].y - TABLE_HALF;
    const plate = { x, axisX: 0, axisY: 1, halfWidth: 0.6 };
    const far = CHUTE_GAP + HAND_CHUTE_LENGTH / 2;
    chutes.push({ ...plate, y: belt - far, halfLength: HAND_CHUTE_LENGTH / 2 });
    const foot = CHUTE_GAP + HAND_CHUTE_LENGTH + CONTAINER_GAP + CONTAINER / 2;
    containers.push({ ...plate, y: belt - foot, halfLength: CONTAINER / 2 });
  }
  const height = rows * HAND_ROW + 3;
  return {
    path: null,
    bounds: { x: left, y: top, width, height },
    trackHalfM: TABLE_HALF,
    deckOutM: [],
    tables,
    chutes,
    containers,
    infeeds: [],
    zones: [],
    label: { x: left, y: top + height - 3, width, height: 3 },
  };
}
