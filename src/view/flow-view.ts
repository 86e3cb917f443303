import type * as Phaser from 'phaser';
import type { FlowFrame, FlowWorld } from '../snapshot/flow-snapshot.ts';
import type { Frame } from '../snapshot/frame.ts';
import { BoxLayer, packColor } from './box-layer.ts';
import type { DrawLayer } from './draw-layer.ts';
import { type BlockLevels, drawBlock, type FlowColors, queueDotsEnd } from './flow-block.ts';
import { type FlowLayout, layOutFlow } from './flow-layout.ts';
import type { EdgeLine } from './flow-route.ts';
import { FrameHistory } from './frame-history.ts';
import type { StageView } from './stage-view.ts';
import type { StageWords } from './stage-words.ts';
import { newStrokeLayer, setPieces } from './stroke-layer.ts';
import type { Layers, Target } from './target.ts';
import { TextPool, type TextStyle } from './text-pool.ts';
import { parseColor, type Theme } from './theme.ts';
import { type Insets, ViewCamera, type WorldRect } from './view-camera.ts';

/** Least size of a text on the screen, CSS pixels; far away, where it would not fit at that size, it is left out. */
const LEGIBLE = 9;
/** Zooms below which a text is left out, by the first letter of its key: of a small block the name stays longest. */
const LEAST_ZOOM: Readonly<Record<string, number>> = { n: 0.28, w: 0.28, m: 0.28, t: 0.75 };
const LEAST_ZOOM_OF_OTHERS = 0.55;

/** How much larger a flow must come out from top to bottom to be drawn so. */
const WORTH_TURNING = 1.2;

/** Blocks that subjects pass in no time: nobody ever waits there. */
const PASSING: ReadonlySet<string> = new Set(['selector', 'assign', 'unbatch', 'release']);

/** The block diagram of a flow: boxes from left to right, queues before them, servers in them. */
export class FlowView implements StageView {
  readonly camera = new ViewCamera();
  private readonly world: FlowWorld;
  private readonly words: StageWords;
  private readonly across: FlowLayout;
  private readonly down: FlowLayout;
  private layout: FlowLayout;
  /** What the layout was chosen for. */
  private fitted: { width: number; height: number; insets: Insets } | null = null;
  private readonly frames = new FrameHistory<FlowFrame>();
  private readonly edges: DrawLayer;
  private readonly boxes: BoxLayer;
  private readonly texts: TextPool;
  private theme!: Theme;
  private colors!: FlowColors;
  private shown: FlowFrame | null = null;
  private isStale = true;
  private chosen = -1;
  private hovered = -1;
  private readonly styles = new Map<string, TextStyle>();

  constructor(scene: Phaser.Scene, world: FlowWorld, words: StageWords) {
    this.world = world;
    this.words = words;
    this.across = layOutFlow(world.blocks, 'across');
    this.down = layOutFlow(world.blocks, 'down');
    this.layout = this.across;
    this.edges = newStrokeLayer(scene);
    this.lay(this.across);
    this.boxes = new BoxLayer(scene);
    this.texts = new TextPool(scene);
  }

  showFrame(frame: Frame): void {
    if (frame.kind !== 'flow') return;
    if (frame.replication !== this.frames.latest?.replication) this.frames.clear();
    this.frames.push(frame);
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.styles.clear();
    this.texts.clear();
    this.isStale = true;
    const panel = parseColor(theme.panel);
    this.colors = {
      panel: packColor(panel),
      line: packColor(parseColor(theme.panelLine)),
      accent: packColor(parseColor(theme.accent)),
      focus: packColor(parseColor(theme.focus)),
      busy: packColor(parseColor(theme.modes.road)),
      idle: packColor(parseColor(theme.panelLine), 0.35),
      waiting: packColor(parseColor(theme.text), 0.85),
      warm: packColor(parseColor(theme.warm)),
      track: packColor(parseColor(theme.panelLine), 0.6),
    };
    this.edges.setUniform('uColor', [...parseColor(theme.calm), 0.85]);
  }

  setLayers(layers: Layers): void {
    this.texts.isShown = layers.labels;
  }

  mark(chosen: Target | null, hovered: Target | null): void {
    this.chosen = chosen?.kind === 'block' ? chosen.index : -1;
    this.hovered = hovered?.kind === 'block' ? hovered.index : -1;
    this.isStale = true;
  }

  update(nowUs: number, dpr: number): void {
    const { camera } = this;
    this.fit();
    const view = camera.viewUniform(dpr);
    const frame = this.frames.at(nowUs);
    if (frame !== this.shown || this.isStale) {
      this.shown = frame;
      this.isStale = false;
      this.drawBoxes(frame);
    }
    this.edges.setUniform('uView', view);
    this.edges.setUniform('uDpr', dpr);
    this.edges.setUniform('uHalfWidth', 0.75 * dpr);
    this.boxes.update(view, dpr);
    this.drawTexts(frame, dpr);
  }

  pick(screenX: number, screenY: number): Target | null {
    const x = this.camera.toWorldX(screenX);
    const y = this.camera.toWorldY(screenY);
    const index = this.layout.boxes.findIndex(
      (box) => x >= box.x && y >= box.y && x <= box.x + box.width && y <= box.y + box.height,
    );
    return index < 0 ? null : { kind: 'block', index };
  }

  boundsOf(target: Target): WorldRect | null {
    return target.kind === 'block' ? (this.layout.boxes[target.index] ?? null) : null;
  }

  destroy(): void {
    this.edges.destroy();
    this.boxes.destroy();
    this.texts.clear();
  }

  /** Reads down instead of across where the flow then comes out larger, as on a phone. */
  private fit(): void {
    const { width, height, insets } = this.camera;
    const { fitted } = this;
    if (fitted?.width === width && fitted.height === height && fitted.insets === insets) return;
    this.fitted = { width, height, insets };
    const zoomOf = (layout: FlowLayout) =>
      Math.min(
        Math.max(1, width - insets.left - insets.right) / Math.max(1, layout.width - layout.left),
        Math.max(1, height - insets.top - insets.bottom) / Math.max(1, layout.height - layout.top),
      );
    const better = zoomOf(this.down) > WORTH_TURNING * zoomOf(this.across) ? this.down : this.across;
    if (better !== this.layout) this.lay(better);
  }

  private lay(layout: FlowLayout): void {
    this.layout = layout;
    const { left, width, top, height } = layout;
    this.camera.setHome({ x: left, y: top, width: width - left, height: height - top }, 420, 5);
    const isDown = layout === this.down;
    setPieces(this.edges, new Float32Array(layout.edges.flatMap((edge) => edgePieces(edge, isDown))));
    this.isStale = true;
  }

  private levels(frame: FlowFrame | null, index: number): BlockLevels {
    const block = this.world.blocks[index];
    return {
      waiting: frame?.waiting[index] ?? 0,
      serving: frame?.serving[index] ?? 0,
      available: frame ? frame.available[index] : block.servers,
      servers: block.servers,
    };
  }

  private drawBoxes(frame: FlowFrame | null): void {
    this.boxes.begin();
    this.layout.boxes.forEach((box, i) => {
      const line =
        i === this.chosen ? this.colors.accent : i === this.hovered ? this.colors.focus : this.colors.line;
      drawBlock(this.boxes, box, this.levels(frame, i), this.colors, line);
    });
    this.boxes.end();
  }

  private drawTexts(frame: FlowFrame | null, dpr: number): void {
    this.texts.begin();
    const { theme, words } = this;
    this.layout.boxes.forEach((box, i) => {
      const block = this.world.blocks[i];
      const left = box.x + 12;
      const right = box.x + box.width - 12;
      const bottom = box.y + box.height;
      this.text(`n${i}`, block.name, 13, 600, theme.text, left, box.y + 15, 0, dpr);
      this.text(`t${i}`, words.blockType(block.type), 10, 400, theme.mutedText, left, box.y + 30, 0, dpr);
      if (!frame) return;
      const hasServers = block.servers > 0;
      // Where servers are shared there may be more in service than servers.
      const isShared = frame.serving[i] > frame.available[i];
      const busy =
        hasServers && !isShared ? words.serving(frame.serving[i], frame.available[i]) : this.inside(frame, i);
      this.text(`b${i}`, busy, 11, 500, theme.text, left, bottom - 14, 0, dpr);
      if (frame.losses[i] > 0) {
        this.text(`l${i}`, words.lost(frame.losses[i]), 11, 500, theme.hot, right, bottom - 14, 1, dpr);
      }
      const mean = hasServers ? frame.meanWaitS[i] : frame.meanTimeInBlockS[i];
      if (Number.isFinite(mean) && block.type !== 'source' && block.type !== 'sink') {
        const said = hasServers ? words.meanWait(mean) : words.meanTime(mean);
        // Where the flow reads down, a line leaves there in the middle.
        const [at, anchor] = this.layout === this.down ? [box.inletX - 12, 1] : [box.x, 0];
        this.text(`m${i}`, said, 11, 400, theme.mutedText, at, bottom + 12, anchor, dpr);
      }
      if (frame.waiting[i] > 0) {
        const end = queueDotsEnd(box, frame.waiting[i]);
        const style = frame.waiting[i] > 20 ? theme.warm : theme.text;
        this.text(`w${i}`, words.waiting(frame.waiting[i]), 11, 600, style, end.x, end.y, 1, dpr);
      }
    });
    this.layout.edges.forEach((edge, i) => {
      if (edge.label === '') return;
      this.text(`e${i}`, edge.label, 11, 400, theme.mutedText, edge.labelX, edge.labelY, edge.anchor, dpr);
    });
    this.texts.end();
  }

  /** What a block without servers says of itself. */
  private inside(frame: FlowFrame, i: number): string {
    const { type, to } = this.world.blocks[i];
    if (type === 'source') return this.words.departed(frame.departures[i]);
    if (to.length === 0) return this.words.arrived(frame.arrivals[i]);
    if (PASSING.has(type)) return this.words.departed(frame.departures[i]);
    const present = frame.waiting[i] + frame.serving[i];
    return type === 'delay' ? this.words.inside(present) : this.words.waiting(present);
  }

  private text(
    key: string,
    content: string,
    size: number,
    weight: TextStyle['weight'],
    color: string,
    worldX: number,
    worldY: number,
    anchor: number,
    dpr: number,
  ): void {
    const { camera } = this;
    // Half pixels of size only, so that a zoom does not draw every text anew at each step.
    const scaled = size * Math.min(2, camera.zoom);
    if (camera.zoom < (LEAST_ZOOM[key[0]] ?? LEAST_ZOOM_OF_OTHERS)) return;
    const shownSize = Math.round(Math.max(LEGIBLE, scaled) * 2) / 2;
    const x = camera.toScreenX(worldX);
    const y = camera.toScreenY(worldY);
    if (x < -200 || y < -40 || x > camera.width + 200 || y > camera.height + 40) return;
    const styleKey = `${shownSize}|${weight}|${color}`;
    let style = this.styles.get(styleKey);
    if (!style) {
      const isOutside = !/^[ntbl]/.test(key);
      style = { size: shownSize, weight, color, fontFamily: this.theme.fontFamily };
      if (isOutside) style = { ...style, halo: this.theme.water };
      this.styles.set(styleKey, style);
    }
    this.texts.put(key, content, style, x, y, dpr, anchor);
  }
}

/** The line of a connection and the two strokes of its arrowhead, four numbers a piece. */
function edgePieces(edge: EdgeLine, isDown: boolean): number[] {
  const { points } = edge;
  const pieces: number[] = [];
  for (let i = 0; i + 3 < points.length; i += 2) pieces.push(...points.slice(i, i + 4));
  const endX = points[points.length - 2];
  const endY = points[points.length - 1];
  const [dx, dy] = isDown ? [0, 1] : [1, 0];
  const [backX, backY] = [endX - 7 * dx, endY - 7 * dy];
  pieces.push(endX, endY, backX - 4 * dy, backY - 4 * dx, endX, endY, backX + 4 * dy, backY + 4 * dx);
  return pieces;
}
