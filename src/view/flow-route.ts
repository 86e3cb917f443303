/** A connection as a line of points from the edge of one block to the edge of another. */
export interface EdgeLine {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  /** Runs against the direction of reading: drawn as a loop beyond the blocks. */
  readonly isBack: boolean;
  /** x, y, x, y … */
  readonly points: readonly number[];
  /** Where the label stands. */
  readonly labelX: number;
  readonly labelY: number;
  /** Which part of the label stands there: 0 its left end, 0.5 its middle, 1 its right end. */
  readonly anchor: number;
}

/** Where a block stands: along the direction of reading, and aside of it. */
export interface RoutePlace {
  readonly start: number;
  readonly side: number;
  readonly length: number;
  readonly breadth: number;
}

/** What a line connects. */
export interface RouteEnds {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly isBack: boolean;
  /** Labels that stand before the same block already. */
  readonly labelRow: number;
}

/** A line whose points are pairs of along and aside. */
export interface RouteLine extends RouteEnds {
  readonly points: readonly number[];
  readonly labelAlong: number;
  readonly labelAside: number;
  readonly anchor: number;
}

/** A line runs level under the queue before its block; where the flow reads down, only its end is level. */
const LEVEL = { across: { end: 70, bend: 30 }, down: { end: 20, bend: 30 } } as const;
/** How far a line that goes around leaves its blocks. */
const REACH = 46;

/**
 * Leads a line from one block to another.
 * @param spread aside of the middle of the block that it leaves
 * @param detour how far aside it runs around everything; NaN for straight on
 */
export function routeLine(
  ends: RouteEnds,
  places: readonly RoutePlace[],
  spread: number,
  detour: number,
  direction: 'across' | 'down',
): RouteLine {
  const source = places[ends.from];
  const target = places[ends.to];
  const from = { along: source.start + source.length, aside: source.side + source.breadth / 2 + spread };
  const to = { along: target.start, aside: target.side + target.breadth / 2 };
  const isAround = !Number.isNaN(detour);
  const { end, bend } = LEVEL[direction];
  const level = to.along - end;
  const straight = [
    [from.along, from.aside, from.along + bend, from.aside, level - bend, to.aside, level, to.aside],
    [level, to.aside, level + end / 2, to.aside, level + end / 2, to.aside, to.along, to.aside],
  ];
  const points: number[] = [];
  for (const curve of isAround ? aroundRoute(from, to, ends.isBack, detour) : straight) {
    for (let i = points.length === 0 ? 0 : 1; i <= 16; i++) points.push(...cubic(curve, i / 16));
  }
  return { ...ends, points, ...labelPlace(ends, from.along, to, detour, direction) };
}

interface RoutePoint {
  readonly along: number;
  readonly aside: number;
}

function aroundRoute(from: RoutePoint, to: RoutePoint, isBack: boolean, detour: number): number[][] {
  // A loop back turns round outside both blocks; a detour ahead turns inwards.
  const turn = ((isBack ? -1 : 1) * REACH) / 2;
  const leave = from.along + (isBack ? 0 : REACH);
  const arrive = to.along - (isBack ? 0 : REACH);
  const [out, back] = [from.along + REACH, to.along - REACH];
  return [
    [from.along, from.aside, out, from.aside, out, detour, leave + turn, detour],
    [leave + turn, detour, leave, detour, arrive, detour, arrive - turn, detour],
    [arrive - turn, detour, back, detour, back, to.aside, to.along, to.aside],
  ];
}

/** Beside the last part of a line, one label after the other; on a detour at its middle. */
function labelPlace(
  { isBack, labelRow }: RouteEnds,
  start: number,
  to: RoutePoint,
  detour: number,
  direction: 'across' | 'down',
): { labelAlong: number; labelAside: number; anchor: number } {
  const isAround = !Number.isNaN(detour);
  const middle = (start + to.along) / 2;
  if (direction === 'across') {
    return isAround
      ? { labelAlong: middle, labelAside: detour - 9, anchor: 0.5 }
      : { labelAlong: to.along - 10, labelAside: to.aside + 11 + 12 * labelRow, anchor: 1 };
  }
  // Loops stand at the right and detours at the left; either has its label towards the blocks.
  if (isAround) return { labelAlong: middle, labelAside: detour + (isBack ? -6 : 6), anchor: isBack ? 1 : 0 };
  return { labelAlong: to.along - 12 - 12 * labelRow, labelAside: to.aside + 10, anchor: 0 };
}

function cubic(c: readonly number[], u: number): [number, number] {
  const v = 1 - u;
  const [a, b, d, e] = [v * v * v, 3 * v * v * u, 3 * v * u * u, u * u * u];
  return [a * c[0] + b * c[2] + d * c[4] + e * c[6], a * c[1] + b * c[3] + d * c[5] + e * c[7]];
}
