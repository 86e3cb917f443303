import type { WorldBlock } from '../snapshot/flow-snapshot.ts';
import { type EdgeLine, type RouteLine, type RoutePlace, routeLine } from './flow-route.ts';

/** Where a block stands, world units; (x, y) is its top left corner. */
export interface BlockBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Column, from the left; row, from the top, where the flow reads down. */
  readonly layer: number;
  /** Where lines arrive: the queue stands before this point. */
  readonly inletX: number;
  readonly inletY: number;
}

/** A flow laid out: its blocks and lines, and the rectangle around them. */
export interface FlowLayout {
  readonly boxes: readonly BlockBox[];
  readonly edges: readonly EdgeLine[];
  /** Negative where lines run around before the blocks. */
  readonly left: number;
  readonly top: number;
  /** The points farthest to the right and down: with loops, beyond the blocks. */
  readonly width: number;
  readonly height: number;
}

/** Reading from left to right, or from top to bottom where the screen is narrow. */
export type FlowDirection = 'across' | 'down';

const BLOCK_WIDTH = 172;
/** Server cells in a row of a block, and rows at most. */
export const CELLS_PER_ROW = 10;
export const CELL_ROWS = 3;
export const CELL_PITCH = 15;
const HEADER = 40;
const FOOTER = 26;
/** Room between layers, where the queue stands, and between the blocks of one; it stands above where the flow reads down. */
const GAPS = { across: { layer: 124, block: 46 }, down: { layer: 84, block: 84 } } as const;
const LOOP_ROOM = 46;
const LOOP_PITCH = 22;

/** Height of a block by what it holds. */
function blockHeight(block: WorldBlock): number {
  const rows = Math.min(CELL_ROWS, Math.ceil(block.servers / CELLS_PER_ROW));
  return HEADER + rows * CELL_PITCH + FOOTER;
}

/**
 * Connections that close a cycle, found by depth-first search from the blocks that nothing leads to, then from the
 * rest in their order: keys `from:position in its list`.
 */
function backEdges(blocks: readonly WorldBlock[]): Set<string> {
  const state = new Uint8Array(blocks.length);
  const back = new Set<string>();
  const isEntered = new Set(blocks.flatMap((block) => block.to.map((edge) => edge.block)));
  const starts = blocks
    .map((_, i) => i)
    .sort((a, b) => Number(isEntered.has(a)) - Number(isEntered.has(b)) || a - b);
  for (const start of starts) {
    if (state[start] !== 0) continue;
    const stack = [{ block: start, edge: 0 }];
    state[start] = 1;
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      const edges = blocks[top.block].to;
      if (top.edge === edges.length) {
        state[top.block] = 2;
        stack.pop();
        continue;
      }
      const position = top.edge++;
      const next = edges[position].block;
      if (state[next] === 1) back.add(`${top.block}:${position}`);
      else if (state[next] === 0) {
        state[next] = 1;
        stack.push({ block: next, edge: 0 });
      }
    }
  }
  return back;
}

/** Column of each block: the length of the longest path to it, back edges apart. */
function longestPathLayers(blocks: readonly WorldBlock[], back: ReadonlySet<string>): number[] {
  const layer = new Array<number>(blocks.length).fill(0);
  const entering = new Array<number>(blocks.length).fill(0);
  const forward = blocks.map((block, i) => block.to.filter((_, position) => !back.has(`${i}:${position}`)));
  for (const edges of forward) for (const edge of edges) entering[edge.block]++;
  const ready = entering.flatMap((count, i) => (count === 0 ? [i] : []));
  for (let next = ready.shift(); next !== undefined; next = ready.shift()) {
    for (const { block } of forward[next]) {
      layer[block] = Math.max(layer[block], layer[next] + 1);
      if (--entering[block] === 0) ready.push(block);
    }
  }
  return layer;
}

/** Orders each column by the mean position of what leads to it (barycenter), from the left. */
function orderedColumns(
  blocks: readonly WorldBlock[],
  layer: readonly number[],
  back: ReadonlySet<string>,
): number[][] {
  const columns: number[][] = [];
  for (let i = 0; i < blocks.length; i++) {
    columns[layer[i]] ??= [];
    columns[layer[i]].push(i);
  }
  const position = new Array<number>(blocks.length).fill(0);
  for (const column of columns) {
    const weight = new Map<number, number>();
    for (const block of column) {
      const leading: number[] = [];
      blocks.forEach((other, i) => {
        const leads = other.to.some((edge, at) => edge.block === block && !back.has(`${i}:${at}`));
        if (leads) leading.push(position[i]);
      });
      weight.set(block, leading.length === 0 ? block : leading.reduce((a, b) => a + b, 0) / leading.length);
    }
    column.sort((a, b) => (weight.get(a) ?? 0) - (weight.get(b) ?? 0) || a - b);
    column.forEach((block, at) => {
      position[block] = at - (column.length - 1) / 2;
    });
  }
  return columns;
}

/**
 * Lays a flow out: layers by longest path (Sugiyama et al. 1981), one after the other in the direction of reading,
 * cycles closed by loops that run back beyond everything.
 * @throws RangeError when a block leads to one that does not exist.
 */
export function layOutFlow(blocks: readonly WorldBlock[], direction: FlowDirection = 'across'): FlowLayout {
  for (const block of blocks) {
    for (const edge of block.to) {
      if (!blocks[edge.block])
        throw new RangeError(`Block ${block.name} leads to block ${edge.block}, which is not there.`);
    }
  }
  const back = backEdges(blocks);
  const layer = longestPathLayers(blocks, back);
  const { places, end, breadth } = placeBlocks(blocks, orderedColumns(blocks, layer, back), direction);
  const lines: RouteLine[] = [];
  const labelsBefore = new Array<number>(blocks.length).fill(0);
  let beyond = 0;
  let before = 0;
  blocks.forEach((block, from) => {
    block.to.forEach((edge, position) => {
      const isBack = back.has(`${from}:${position}`);
      const spread = (position - (block.to.length - 1) / 2) * 14;
      const ends = { from, to: edge.block, label: edge.label, isBack, labelRow: labelsBefore[edge.block] };
      const around = (detour: number) => routeLine(ends, places, spread, detour, direction);
      const straight = around(Number.NaN);
      if (edge.label !== '') labelsBefore[edge.block]++;
      if (isBack) lines.push(around(breadth + LOOP_ROOM + LOOP_PITCH * beyond++));
      else if (places.some((box, i) => i !== from && i !== edge.block && crosses(straight, box))) {
        lines.push(around(-LOOP_ROOM - LOOP_PITCH * before++));
      } else lines.push(straight);
    });
  });
  const first = before > 0 ? -LOOP_ROOM - LOOP_PITCH * before : 0;
  const last = breadth + (beyond > 0 ? LOOP_ROOM + LOOP_PITCH * beyond : 0);
  const isDown = direction === 'down';
  return {
    boxes: places.map((place, i) => boxOf(place, layer[i], isDown)),
    edges: lines.map((line) => edgeOf(line, isDown)),
    ...(isDown
      ? { left: first, top: 0, width: last, height: end }
      : { left: 0, top: first, width: end, height: last }),
  };
}

/** Sets the layers one after the other, each in the middle of the breadth that the widest needs. */
function placeBlocks(
  blocks: readonly WorldBlock[],
  layers: readonly (readonly number[])[],
  direction: FlowDirection,
): { places: RoutePlace[]; end: number; breadth: number } {
  const gap = GAPS[direction];
  const sizeOf = (block: number) => {
    const height = blockHeight(blocks[block]);
    return direction === 'across'
      ? { length: BLOCK_WIDTH, breadth: height }
      : { length: height, breadth: BLOCK_WIDTH };
  };
  const breadths = layers.map((members) =>
    members.reduce((sum, block) => sum + sizeOf(block).breadth + gap.block, -gap.block),
  );
  const breadth = Math.max(0, ...breadths);
  const places: RoutePlace[] = [];
  let start = 0;
  layers.forEach((members, at) => {
    let side = (breadth - breadths[at]) / 2;
    let longest = 0;
    for (const block of members) {
      const size = sizeOf(block);
      places[block] = { start, side, ...size };
      side += size.breadth + gap.block;
      longest = Math.max(longest, size.length);
    }
    start += longest + gap.layer;
  });
  return { places, end: Math.max(0, start - gap.layer), breadth };
}

function boxOf({ start, side, length, breadth }: RoutePlace, layer: number, isDown: boolean): BlockBox {
  const middle = side + breadth / 2;
  return isDown
    ? { x: side, y: start, width: breadth, height: length, layer, inletX: middle, inletY: start }
    : { x: start, y: side, width: length, height: breadth, layer, inletX: start, inletY: middle };
}

/** The line in the picture: where the flow reads down, along and aside change places. */
function edgeOf(
  { points, isBack, labelAlong, labelAside, anchor, ...rest }: RouteLine,
  isDown: boolean,
): EdgeLine {
  const turned = isDown ? points.map((_, i) => points[i % 2 === 0 ? i + 1 : i - 1]) : points;
  const [labelX, labelY] = isDown ? [labelAside, labelAlong] : [labelAlong, labelAside];
  return { from: rest.from, to: rest.to, label: rest.label, isBack, points: turned, labelX, labelY, anchor };
}

function crosses(line: RouteLine, box: RoutePlace): boolean {
  for (let i = 0; i < line.points.length; i += 2) {
    const along = line.points[i] - box.start;
    const aside = line.points[i + 1] - box.side;
    if (along > -6 && along < box.length + 6 && aside > -6 && aside < box.breadth + 6) return true;
  }
  return false;
}
