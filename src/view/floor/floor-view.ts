import type * as Phaser from 'phaser';
import type { FloorFrame, FloorWorld } from '../../snapshot/floor-snapshot.ts';
import type { Frame } from '../../snapshot/frame.ts';
import type { StageView } from '../stage-view.ts';
import { englishFloorWords, type StageWords } from '../stage-words.ts';
import type { Layers, Target } from '../target.ts';
import type { Theme } from '../theme.ts';
import { type Insets, ViewCamera, type WorldRect } from '../view-camera.ts';
import { BeltLayer } from './belt-layer.ts';
import { drawChutes, drawInfeeds } from './floor-chutes.ts';
import { type FloorColors, floorColors } from './floor-colors.ts';
import { drawInbound, drawOutbound, drawYard } from './floor-doors.ts';
import { FloorFrames, type KeptFloorFrame } from './floor-frames.ts';
import { drawGround, drawHeat, floorHeat } from './floor-ground.ts';
import { FloorLabels } from './floor-labels.ts';
import { type FloorLayout, layOutFloor } from './floor-layout.ts';
import { beltOffsetM } from './floor-motion.ts';
import { FloorPicking, sorterOutline } from './floor-picking.ts';
import { drawStations } from './floor-stations.ts';
import { PlateLayer } from './plate-layer.ts';
import { TrayLayer } from './tray-layer.ts';

/** How much larger a floor must come out turned to be drawn so. */
const WORTH_TURNING = 1.2;
/** How near one may come, against the view of everything. */
const CLOSEST = 28;
/** What stands still pulses once in so much simulated time, and how far its rings go, m. */
const PULSE_S = 180;
const PULSE_REACH = 5;
const PULSE_RINGS = 2;
/** Departure clocks are drawn anew after so much simulated time. */
const CLOCK_STEP_US = 30e6;

/** The floor of a sorting center, from above and to scale: a function of the frames seen and the instant shown. */
export class FloorView implements StageView {
  readonly camera = new ViewCamera();
  private readonly world: FloorWorld;
  /** What was seen of the floor, to be handed on when it is opened again. */
  readonly frames: FloorFrames;
  private readonly across: FloorLayout;
  private readonly down: FloorLayout;
  private layout: FloorLayout;
  private fitted: { width: number; height: number; insets: Insets } | null = null;
  private readonly ground: PlateLayer;
  private readonly heat: PlateLayer;
  private readonly belts: (BeltLayer | null)[];
  private readonly things: PlateLayer;
  private readonly trays: (TrayLayer | null)[];
  private readonly marks: PlateLayer;
  private readonly labels: FloorLabels;
  private readonly picking: FloorPicking;
  private colors!: FloorColors;
  private shown: KeptFloorFrame | null = null;
  private shownClock = -1;
  private isStale = true;
  private chosen: Target | null = null;
  private hovered: Target | null = null;

  constructor(scene: Phaser.Scene, world: FloorWorld, words: StageWords, seen = new FloorFrames()) {
    this.world = world;
    this.frames = seen;
    this.across = layOutFloor(world);
    this.down = layOutFloor(world, true);
    this.layout = this.across;
    const hasBelt = world.sorters.map((sorter) => sorter.lengthM > 0);
    this.ground = new PlateLayer(scene);
    this.heat = new PlateLayer(scene);
    this.belts = hasBelt.map((has) => (has ? new BeltLayer(scene) : null));
    this.things = new PlateLayer(scene);
    this.trays = world.sorters.map((sorter, i) =>
      hasBelt[i] && sorter.detail === 'trays' && sorter.trays > 0 ? new TrayLayer(scene, sorter) : null,
    );
    this.marks = new PlateLayer(scene);
    this.labels = new FloorLabels(scene, world, words.floor ?? englishFloorWords);
    this.picking = new FloorPicking(world, this.camera, this.layout);
    this.lay(this.across);
  }

  showFrame(frame: Frame): void {
    if (frame.kind === 'hub') this.showFloorFrame(frame.floor, frame.replication);
  }

  /** Takes the levels of this floor, alone or as a part of a network. Another replication starts over. */
  showFloorFrame(frame: FloorFrame, replication: number): void {
    const { frames } = this;
    if (replication !== frames.replication || (frames.latest && frame.nowUs < frames.latest.nowUs))
      frames.clear();
    frames.replication = replication;
    frames.push(frame);
  }

  setTheme(theme: Theme): void {
    this.colors = floorColors(theme);
    for (const layer of [...this.belts, ...this.trays]) layer?.setTheme(theme);
    this.labels.setTheme(theme);
    this.isStale = true;
    drawGround(this.ground, this.layout, this.colors);
  }

  setLayers(layers: Layers): void {
    this.labels.isShown = layers.labels;
  }

  mark(chosen: Target | null, hovered: Target | null): void {
    this.chosen = chosen;
    this.hovered = hovered;
  }

  update(nowUs: number, dpr: number): void {
    this.fit();
    const { camera, layout } = this;
    const view = camera.viewUniform(dpr);
    const frame = this.frames.at(nowUs);
    const clock = Math.floor(nowUs / CLOCK_STEP_US);
    if (frame !== this.shown || clock !== this.shownClock || this.isStale) {
      this.shown = frame;
      this.shownClock = clock;
      this.isStale = false;
      this.drawLevels(frame, clock * CLOCK_STEP_US);
    }
    this.world.sorters.forEach((sorter, i) => {
      const trays = this.trays[i];
      const levels = frame?.sorters[i];
      if (trays && frame && levels) {
        trays.update(beltOffsetM(sorter, levels, frame.nowUs, nowUs), camera.zoom, view, dpr);
      }
      this.belts[i]?.update(1 - (trays?.clarity(camera.zoom) ?? 0), view, dpr);
    });
    this.drawMarks(frame, nowUs);
    for (const layer of [this.ground, this.heat, this.things, this.marks]) layer.update(view, dpr);
    this.labels.update(camera, layout, frame, nowUs, dpr);
  }

  pick(screenX: number, screenY: number): Target | null {
    return this.picking.pick(screenX, screenY);
  }

  boundsOf(target: Target): WorldRect | null {
    return this.picking.boundsOf(target);
  }

  destroy(): void {
    for (const layer of [...this.belts, ...this.trays]) layer?.destroy();
    for (const part of [this.ground, this.heat, this.things, this.marks, this.labels]) part.destroy();
  }

  /** Turns the floor where it then comes out larger, as on a phone. */
  private fit(): void {
    const { width, height, insets } = this.camera;
    const { fitted } = this;
    if (fitted?.width === width && fitted.height === height && fitted.insets === insets) return;
    this.fitted = { width, height, insets };
    const zoomOf = ({ bounds }: FloorLayout) =>
      Math.min(
        Math.max(1, width - insets.left - insets.right) / bounds.width,
        Math.max(1, height - insets.top - insets.bottom) / bounds.height,
      );
    const better = zoomOf(this.down) > WORTH_TURNING * zoomOf(this.across) ? this.down : this.across;
    if (better !== this.layout) this.lay(better);
  }

  private lay(layout: FloorLayout): void {
    this.layout = layout;
    this.picking.layout = layout;
    this.camera.setHome(layout.bounds, 100, CLOSEST);
    layout.sorters.forEach((place, i) => {
      if (!place.path) return;
      this.belts[i]?.lay(place.path, place);
      this.trays[i]?.lay(place.path, place);
    });
    this.isStale = true;
    if (this.colors) drawGround(this.ground, layout, this.colors);
  }

  /** All that changes with a frame. */
  private drawLevels(frame: KeptFloorFrame | null, nowUs: number): void {
    const { layout, colors, things, world } = this;
    things.begin();
    const heat = frame
      ? floorHeat(layout, frame, (sorter) => {
          const { zones, firstInfeed } = world.sorters[sorter];
          let first = firstInfeed;
          return zones.map(({ infeeds }) => {
            const zone = { firstInfeed: first, infeeds };
            first += infeeds;
            return zone;
          });
        })
      : [];
    drawHeat(this.heat, heat, colors);
    if (frame) {
      drawYard(things, layout, frame, colors);
      drawInbound(things, layout, frame, colors);
      drawOutbound(things, layout, frame, nowUs, colors);
      drawStations(things, layout, frame, colors);
      world.sorters.forEach((sorter, i) => {
        drawChutes(things, sorter, layout.sorters[i], frame, colors);
        drawInfeeds(things, sorter, layout.sorters[i], frame, colors);
        this.belts[i]?.show(frame.sorters[i] ?? null);
        this.trays[i]?.show(frame.sorters[i]?.trays ?? new Uint8Array(0));
      });
    }
    things.end();
  }

  private drawMarks(frame: KeptFloorFrame | null, nowUs: number): void {
    const { marks, colors, layout } = this;
    marks.begin();
    layout.sorters.forEach((place, i) => {
      const levels = frame?.sorters[i];
      if (!levels || levels.isRunning || !Number.isFinite(levels.stoppedUs)) return;
      const pulses = isMotionReduced() ? 0.35 : (nowUs - levels.stoppedUs) / 1e6 / PULSE_S;
      for (let ring = 0; ring < PULSE_RINGS; ring++) {
        const at = pulses + ring / PULSE_RINGS;
        const phase = at - Math.floor(at);
        const { plate, roundingM } = sorterOutline(place, phase * PULSE_REACH);
        marks.add(plate, { fill: 0, line: colors.pulse(0.8 * (1 - phase)), rounding: roundingM });
      }
    });
    for (const [target, line] of [
      [this.hovered, colors.focus],
      [this.chosen, colors.accent],
    ] as const) {
      const outline = target && this.picking.outlineOf(target);
      if (outline) marks.add(outline.plate, { fill: 0, line, rounding: outline.roundingM });
    }
    marks.end();
  }
}

function isMotionReduced(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
