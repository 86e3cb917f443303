import type { BoxLayer } from './box-layer.ts';
import { type BlockBox, CELL_PITCH, CELL_ROWS, CELLS_PER_ROW } from './flow-layout.ts';

/** Packed colors of a block diagram. */
export interface FlowColors {
  readonly panel: number;
  readonly line: number;
  readonly accent: number;
  readonly focus: number;
  readonly busy: number;
  readonly idle: number;
  readonly waiting: number;
  readonly warm: number;
  readonly track: number;
}

/** What a block shows at one instant. */
export interface BlockLevels {
  readonly waiting: number;
  readonly serving: number;
  /** Servers on duty now. */
  readonly available: number;
  /** Servers at the start: 0 for a block without. */
  readonly servers: number;
}

/** Dots of a queue in a row, and rows: what waits beyond is only told by the number. */
const DOTS_PER_ROW = 7;
const DOT_ROWS = 4;
const DOT = 6;
const DOT_PITCH = 8.5;
const CELL = 11;

/** Draws one block: its box, a cell per server filled while it is busy, a dot per customer waiting before it. */
export function drawBlock(
  boxes: BoxLayer,
  box: BlockBox,
  levels: BlockLevels,
  colors: FlowColors,
  line: number,
): void {
  boxes.add(box.x, box.y, box.width, box.height, 9, colors.panel, line);
  const cells = Math.max(levels.servers, levels.available);
  if (cells > CELLS_PER_ROW * CELL_ROWS) drawBar(boxes, box, levels, colors);
  else drawCells(boxes, box, levels, cells, colors);
  const dots = Math.min(levels.waiting, DOTS_PER_ROW * DOT_ROWS);
  for (let i = 0; i < dots; i++) {
    const { x, y } = dotPlace(box, i);
    boxes.add(x, y, DOT, DOT, DOT / 2, colors.waiting, 0);
  }
}

/** Where the number of those waiting stands: above the queue's last dot, right-aligned at the block. */
export function queueDotsEnd(box: BlockBox, waiting: number): { x: number; y: number } {
  const rows = Math.min(DOT_ROWS, Math.ceil(waiting / DOTS_PER_ROW));
  return { x: box.inletX - 10, y: box.inletY - 14 - rows * DOT_PITCH };
}

function dotPlace(box: BlockBox, i: number): { x: number; y: number } {
  const column = i % DOTS_PER_ROW;
  const row = Math.floor(i / DOTS_PER_ROW);
  return {
    x: box.inletX - 12 - DOT - column * DOT_PITCH,
    y: box.inletY - 7 - DOT - row * DOT_PITCH,
  };
}

function drawCells(
  boxes: BoxLayer,
  box: BlockBox,
  levels: BlockLevels,
  cells: number,
  colors: FlowColors,
): void {
  for (let i = 0; i < cells; i++) {
    const x = box.x + 12 + (i % CELLS_PER_ROW) * CELL_PITCH;
    const y = box.y + 40 + Math.floor(i / CELLS_PER_ROW) * CELL_PITCH;
    const isOnDuty = i < levels.available;
    const fill = i < levels.serving ? colors.busy : isOnDuty ? colors.idle : 0;
    boxes.add(x, y, CELL, CELL, 3, fill, isOnDuty ? 0 : colors.track);
  }
}

/** More servers than cells have room for: one bar, filled by the share that is busy. */
function drawBar(boxes: BoxLayer, box: BlockBox, levels: BlockLevels, colors: FlowColors): void {
  const width = box.width - 24;
  const y = box.y + 42;
  const height = CELL_ROWS * CELL_PITCH - 8;
  const share = levels.available > 0 ? Math.min(1, levels.serving / levels.available) : 0;
  boxes.add(box.x + 12, y, width, height, 4, colors.idle, 0);
  if (share > 0) boxes.add(box.x + 12, y, width * share, height, 4, colors.busy, 0);
}
