import type * as Phaser from 'phaser';
import { DOOR, type FloorWorld } from '../../snapshot/floor-snapshot.ts';
import type { FloorWords } from '../stage-words.ts';
import { TextPool, type TextStyle } from '../text-pool.ts';
import type { Theme } from '../theme.ts';
import type { ViewCamera, WorldRect } from '../view-camera.ts';
import type { KeptFloorFrame } from './floor-frames.ts';
import type { FloorLayout, FloorStation } from './floor-layout.ts';

const MOST_LABELS = 120;
/** Pixels per meter from which numbers of doors, fills, numbers of chutes, and parcels in them are written. */
const DOORS_FROM = 5;
const FILLS_FROM = 8;
const CHUTES_FROM = 9;
const PARCELS_FROM = 13;
/** Sayings remembered at most. */
const SAYINGS = 4000;

/** A text that wants a place on the screen, CSS pixels; `anchor` as in {@link TextPool}. */
interface Wish {
  readonly content: string;
  readonly style: TextStyle;
  readonly x: number;
  readonly y: number;
  readonly anchor: number;
  /** Greater wins; ties go to the earlier. */
  readonly importance: number;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Styles {
  readonly name: TextStyle;
  readonly trouble: TextStyle;
  readonly area: TextStyle;
  readonly code: TextStyle;
  readonly small: TextStyle;
  readonly figure: TextStyle;
}

/** Names and figures on the floor, the most important first, none over another. */
export class FloorLabels {
  private readonly texts: TextPool;
  private readonly world: FloorWorld;
  private readonly words: FloorWords;
  private styles!: Styles;
  private readonly sayings = new Map<string, string>();
  private wishes: Wish[] = [];
  private camera!: ViewCamera;

  constructor(scene: Phaser.Scene, world: FloorWorld, words: FloorWords) {
    this.texts = new TextPool(scene);
    this.world = world;
    this.words = words;
  }

  set isShown(isShown: boolean) {
    this.texts.isShown = isShown;
  }

  setTheme(theme: Theme): void {
    const { fontFamily, halo, text, mutedText } = theme;
    this.texts.clear();
    this.styles = {
      name: { size: 12, weight: 600, color: text, fontFamily, halo },
      trouble: { size: 12, weight: 600, color: theme.hot, fontFamily, halo },
      area: { size: 11, weight: 500, color: mutedText, fontFamily, halo },
      code: { size: 11, weight: 600, color: text, fontFamily, halo },
      small: { size: 10, weight: 500, color: mutedText, fontFamily, halo },
      figure: { size: 10, weight: 600, color: text, fontFamily, halo },
    };
  }

  update(
    camera: ViewCamera,
    layout: FloorLayout,
    frame: KeptFloorFrame | null,
    nowUs: number,
    dpr: number,
  ): void {
    this.texts.begin();
    if (this.texts.isShown) {
      this.camera = camera;
      this.wishes = [];
      this.wishForAreas(layout, frame);
      this.wishForSorters(layout, frame, nowUs);
      this.wishForDoors(layout, frame, nowUs);
      this.place(dpr);
    }
    this.texts.end();
  }

  destroy(): void {
    this.texts.clear();
  }

  /** A saying of the page, which may be slow to find its words, remembered by the numbers in it. */
  private say<K extends keyof FloorWords>(what: K, ...told: Parameters<FloorWords[K]>): string {
    const key = `${what} ${told.join(' ')}`;
    let said = this.sayings.get(key);
    if (said === undefined) {
      if (this.sayings.size >= SAYINGS) this.sayings.clear();
      said = (this.words[what] as (...numbers: typeof told) => string)(...told);
      this.sayings.set(key, said);
    }
    return said;
  }

  /** Whether a text has room in a width, m; it may be a little broader, since it has a halo. */
  private fits(content: string, style: TextStyle, widthM: number): boolean {
    return this.texts.width(content, style) <= 1.15 * widthM * this.camera.zoom;
  }

  private wish(
    content: string,
    style: TextStyle,
    worldX: number,
    worldY: number,
    importance: number,
    anchor = 0.5,
  ): void {
    const x = this.camera.toScreenX(worldX);
    const y = this.camera.toScreenY(worldY);
    if (x < -100 || y < -20 || x > this.camera.width + 100 || y > this.camera.height + 20) return;
    this.wishes.push({ content, style, x, y, anchor, importance });
  }

  private wishForAreas(layout: FloorLayout, frame: KeptFloorFrame | null): void {
    if (!frame) return;
    const { styles } = this;
    if (layout.yardSlots.length > 0) {
      const { x, y, width, height } = layout.yard;
      const said = this.say('yard', frame.yardParcels.length, layout.yardSlots.length);
      if (layout.isTurned) this.wish(said, styles.area, x, y - 3, 500, 0);
      else this.wish(said, styles.area, x + width / 2, y + height + 2.5, 500);
    }
    const said: Record<FloorStation, string> = {
      code: this.say('coding', frame.stages[4]),
      irregular: this.say('irregulars', frame.stages[5]),
      induct: this.say('inducting', frame.busy[1], frame.onDuty[1]),
      sort: this.say('sorting', frame.busy[3], frame.onDuty[3]),
    };
    for (const station of layout.stationsInUse) {
      const { x, y, width } = layout.stations[station];
      if (!this.fits(said[station], styles.area, 1.15 * width)) continue;
      this.wish(said[station], styles.area, x + width / 2, y - 8 / this.camera.zoom, 400);
    }
  }

  private wishForSorters(layout: FloorLayout, frame: KeptFloorFrame | null, nowUs: number): void {
    const { styles, world } = this;
    layout.sorters.forEach((place, i) => {
      const sorter = world.sorters[i];
      const levels = frame?.sorters[i];
      const { x, y } = middle(place.label);
      const isStopped = levels !== undefined && !levels.isRunning && Number.isFinite(levels.stoppedUs);
      const shift = isStopped ? 8 / this.camera.zoom : 0;
      const density = (place.path && levels?.density) || new Float32Array(0);
      const occupied = density.reduce((sum, share) => sum + share, 0) / density.length;
      const name = this.say('sorter', sorter.code, Math.round(100 * occupied) / 100);
      const isRoomy = this.fits(name, styles.name, place.label.width);
      this.wish(isRoomy ? name : sorter.code, styles.name, x, y - shift, 900);
      if (isStopped) {
        const minutes = Math.max(0, Math.floor((nowUs - levels.stoppedUs) / 60e6));
        this.wish(this.say('down', minutes), styles.trouble, x, y + shift, 1000);
      }
      if (!frame || this.camera.zoom < CHUTES_FROM) return;
      this.wishForChutes(layout, frame, i);
      place.infeeds.forEach((belt, k) => {
        const line = frame.infeeds.line[sorter.firstInfeed + k];
        const tail = -belt.halfLength - 0.7;
        const importance = 50 + Math.min(9, line / 10);
        if (line > 0) {
          this.wish(
            String(line),
            styles.figure,
            belt.x + belt.axisX * tail,
            belt.y + belt.axisY * tail,
            importance,
          );
        }
      });
    });
  }

  private wishForChutes(layout: FloorLayout, frame: KeptFloorFrame, index: number): void {
    const { styles, world } = this;
    const place = layout.sorters[index];
    const { firstChute } = world.sorters[index];
    place.chutes.forEach((chute, k) => {
      const foot = place.containers[k];
      const reach = -foot.halfLength - 0.9;
      const direction = world.directions[frame.chutes.direction[firstChute + k]];
      const name =
        direction && this.camera.zoom > 2 * CHUTES_FROM ? `${k + 1} ${direction.code}` : `${k + 1}`;
      this.wish(name, styles.small, foot.x + foot.axisX * reach, foot.y + foot.axisY * reach, 60);
      const parcels = frame.chutes.parcels[firstChute + k];
      if (parcels > 0 && this.camera.zoom > PARCELS_FROM)
        this.wish(String(parcels), styles.figure, chute.x, chute.y, 45);
    });
  }

  private wishForDoors(layout: FloorLayout, frame: KeptFloorFrame | null, nowUs: number): void {
    const { styles, world } = this;
    const { zoom } = this.camera;
    for (const { direction, bounds } of layout.groups) {
      const code = world.directions[direction]?.code;
      if (code === undefined) continue;
      const { x, y, width, height } = bounds;
      if (layout.isTurned) this.wish(code, styles.code, x + width + 2.2, y + height / 2, 300, 0);
      else this.wish(code, styles.code, x + width / 2, y + height + 3.4, 300 + width / 10);
    }
    if (zoom < DOORS_FROM) return;
    for (const side of ['inbound', 'outbound'] as const) {
      layout[side].forEach((place, i) => {
        const inside = -(place.halfLength - 1.6);
        const noseX = place.x + place.axisX * inside;
        const noseY = place.y + place.axisY * inside;
        this.wish(`${i + 1}`, styles.small, noseX, noseY, 100);
        if (!frame || zoom < FILLS_FROM) return;
        const state = frame[side].state[i];
        if (state === DOOR.empty || state === DOOR.swap) return;
        const { docked, parcels } = frame.inbound;
        const share = side === 'outbound' ? frame.outbound.load[i] : parcels[i] / docked[i];
        if (Number.isFinite(share))
          this.wish(this.say('filled', Math.round(100 * share) / 100), styles.figure, place.x, place.y, 80);
        const minutes = side === 'outbound' ? (frame.outbound.departsUs[i] - nowUs) / 60e6 : Number.NaN;
        if (minutes >= 0 && minutes < 600) {
          const near = place.halfLength - 1.6;
          const content = this.say('leavesIn', Math.floor(minutes));
          this.wish(content, styles.small, place.x + place.axisX * near, place.y + place.axisY * near, 70);
        }
      });
    }
  }

  /** Texts are kept by what they say, so that a figure that comes again is not drawn anew. */
  private place(dpr: number): void {
    const order = this.wishes.map((_, i) => i);
    order.sort((a, b) => this.wishes[b].importance - this.wishes[a].importance || a - b);
    const taken: Box[] = [];
    const said = new Map<string, number>();
    for (const index of order) {
      if (taken.length >= MOST_LABELS) break;
      const { content, style, x, y, anchor } = this.wishes[index];
      const width = this.texts.width(content, style);
      const left = x - width * anchor - 2;
      const halfHeight = style.size * 0.62;
      const box: Box = { left, right: left + width + 4, top: y - halfHeight, bottom: y + halfHeight };
      if (box.left < 0 || box.top < 0 || box.right > this.camera.width || box.bottom > this.camera.height)
        continue;
      if (taken.some((other) => overlaps(box, other))) continue;
      taken.push(box);
      const name = `${style.size}${style.color}${content}`;
      const copy = said.get(name) ?? 0;
      said.set(name, copy + 1);
      this.texts.put(`${name}#${copy}`, content, style, x, y, dpr, anchor);
    }
  }
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function middle(rect: WorldRect): { x: number; y: number } {
  return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
}
