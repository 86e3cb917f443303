import type { WorldBlock } from '../snapshot/flow-snapshot.ts';

/** Where a block stands, world units; (x, y) is its top left corner. */
export interface BlockBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Column, from the left. */
  readonly layer: number;
}

/** A connection as a line of points from the edge of one block to the edge of another. */
export interface EdgeLine {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  /** Runs against the direction of reading: drawn as a loop below. */
  readonly isBack: boolean;
  /** x, y, x, y … */
  readonly points: readonly number[];
  /** Where the label stands: its right end, or on a detour its middle. */
  readonly labelX: number;
  readonly labelY: number;
  readonly isDetour: boolean;
}

export interface FlowLayout {
  readonly boxes: readonly BlockBox[];
  readonly edges: readonly EdgeLine[];
  readonly width: number;
  /** Negative where lines run around above the blocks. */
  readonly top: number;
  /** The lowest point: with loops, below the blocks. */
  readonly height: number;
}

const BLOCK_WIDTH = 172;
/** Server cells in a row of a block, and rows at most. */
export const CELLS_PER_ROW = 10;
export const CELL_ROWS = 3;
export const CELL_PITCH = 15;
const HEADER = 40;
const FOOTER = 26;
/** Room between columns: the queue stands there. */
const COLUMN_GAP = 124;
const ROW_GAP = 46;
/** A line runs level under the queue before its block. */
const QUEUE_ROOM = 70;
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
 * Lays a flow out from left to right: columns by longest path (Sugiyama et al. 1981), cycles closed by loops that run
 * back below everything. @throws RangeError when a block leads to one that does not exist.
 */
export function layOutFlow(blocks: readonly WorldBlock[]): FlowLayout {
  for (const block of blocks) {
    for (const edge of block.to) {
      if (!blocks[edge.block])
        throw new RangeError(`Block ${block.name} leads to block ${edge.block}, which is not there.`);
    }
  }
  const back = backEdges(blocks);
  const layer = longestPathLayers(blocks, back);
  const columns = orderedColumns(blocks, layer, back);
  const heights = columns.map((column) =>
    column.reduce((sum, block) => sum + blockHeight(blocks[block]) + ROW_GAP, -ROW_GAP),
  );
  const height = Math.max(0, ...heights);
  const boxes: BlockBox[] = [];
  columns.forEach((column, at) => {
    let y = (height - heights[at]) / 2;
    for (const block of column) {
      const tall = blockHeight(blocks[block]);
      boxes[block] = { x: at * (BLOCK_WIDTH + COLUMN_GAP), y, width: BLOCK_WIDTH, height: tall, layer: at };
      y += tall + ROW_GAP;
    }
  });
  const edges: EdgeLine[] = [];
  const labelsBefore = new Array<number>(blocks.length).fill(0);
  let below = 0;
  let above = 0;
  blocks.forEach((block, from) => {
    block.to.forEach((edge, position) => {
      const isBack = back.has(`${from}:${position}`);
      const spread = (position - (block.to.length - 1) / 2) * 14;
      const labelRow = labelsBefore[edge.block];
      const around = (y: number) =>
        edgeLine(from, edge.block, edge.label, isBack, boxes, spread, y, labelRow);
      const straight = around(Number.NaN);
      if (edge.label !== '') labelsBefore[edge.block]++;
      if (isBack) edges.push(around(height + LOOP_ROOM + LOOP_PITCH * below++));
      else if (boxes.some((box, i) => i !== from && i !== edge.block && crosses(straight, box))) {
        edges.push(around(-LOOP_ROOM - LOOP_PITCH * above++));
      } else edges.push(straight);
    });
  });
  return {
    boxes,
    edges,
    width: columns.length * (BLOCK_WIDTH + COLUMN_GAP) - COLUMN_GAP,
    top: above > 0 ? -LOOP_ROOM - LOOP_PITCH * above : 0,
    height: height + (below > 0 ? LOOP_ROOM + LOOP_PITCH * below : 0),
  };
}

function crosses(edge: EdgeLine, box: BlockBox): boolean {
  for (let i = 0; i < edge.points.length; i += 2) {
    const dx = edge.points[i] - box.x;
    const dy = edge.points[i + 1] - box.y;
    if (dx > -6 && dx < box.width + 6 && dy > -6 && dy < box.height + 6) return true;
  }
  return false;
}

/** `detour` is the height at which the line runs around everything, NaN for straight on. */

function edgeLine(
  from: number,
  to: number,
  label: string,
  isBack: boolean,
  boxes: readonly BlockBox[],
  spread: number,
  detour: number,
  labelRow: number,
): EdgeLine {
  const source = boxes[from];
  const target = boxes[to];
  const startX = source.x + source.width;
  const startY = source.y + source.height / 2 + spread;
  const endX = target.x;
  const endY = target.y + target.height / 2;
  const reach = 46;
  const isAround = !Number.isNaN(detour);
  // A loop back turns round outside both blocks; a detour over the top turns inwards.
  const side = isBack ? -1 : 1;
  const leave = startX + (isBack ? 0 : reach);
  const arrive = endX - (isBack ? 0 : reach);
  const route: number[][] = isAround
    ? [
        [startX, startY, startX + reach, startY, startX + reach, detour, leave + (side * reach) / 2, detour],
        [
          leave + (side * reach) / 2,
          detour,
          leave,
          detour,
          arrive,
          detour,
          arrive - (side * reach) / 2,
          detour,
        ],
        [arrive - (side * reach) / 2, detour, endX - reach, detour, endX - reach, endY, endX, endY],
      ]
    : [
        [startX, startY, startX + 30, startY, endX - QUEUE_ROOM - 30, endY, endX - QUEUE_ROOM, endY],
        [endX - QUEUE_ROOM, endY, endX - QUEUE_ROOM / 2, endY, endX - QUEUE_ROOM / 2, endY, endX, endY],
      ];
  const points: number[] = [];
  for (const curve of route) {
    for (let i = points.length === 0 ? 0 : 1; i <= 16; i++) points.push(...cubic(curve, i / 16));
  }
  // Under the level end, below the queue and one below the other; over the middle of a detour.
  const [labelX, labelY] = isAround
    ? [(startX + endX) / 2, detour - 9]
    : [endX - 10, endY + 11 + 12 * labelRow];
  return { from, to, label, isBack, isDetour: isAround, points, labelX, labelY };
}

function cubic(c: readonly number[], u: number): [number, number] {
  const v = 1 - u;
  const [a, b, d, e] = [v * v * v, 3 * v * v * u, 3 * v * u * u, u * u * u];
  return [a * c[0] + b * c[2] + d * c[4] + e * c[6], a * c[1] + b * c[3] + d * c[5] + e * c[7]];
}
