import * as Phaser from 'phaser';
import type { FloorWorld } from '../snapshot/floor-snapshot.ts';
import type { Frame, World } from '../snapshot/frame.ts';
import type { NetworkWorld } from '../snapshot/network-snapshot.ts';
import type { FloorFrames } from './floor/floor-frames.ts';
import { FloorView } from './floor/floor-view.ts';
import { FlowView } from './flow-view.ts';
import { FrameCost } from './frame-cost.ts';
import { Gestures, type PressedPoint, type ScreenPoint } from './gestures.ts';
import { MapView } from './map-view.ts';
import type { Stage, StageEvent, StageListener, StageOptions } from './stage.ts';
import type { StageView } from './stage-view.ts';
import { englishWords } from './stage-words.ts';
import { allLayers, isSameTarget, type Layers, type Target } from './target.ts';
import { parseColor, type Theme } from './theme.ts';
import type { Insets, WorldRect } from './view-camera.ts';

const FOCUS_MS = 180;
/** Frames drawn after the last change before the loop sleeps. */
const LINGER = 4;

/** Zooms from which the camera comes into a floor, and out of it to the map, against where it ends. */
const ENTER_FROM = 0.72;
const LEAVE_FROM = 1.4;

/** The stage on Phaser: a scene for the world, one for a floor over it, and a loop that sleeps while nothing changes. */
export class PhaserStage implements Stage {
  readonly frameCost = new FrameCost();
  private readonly game: Phaser.Game;
  private readonly scene: Phaser.Scene;
  /** Where a floor of a network is drawn while its map waits. */
  private readonly floorScene: Phaser.Scene;
  private readonly host: HTMLElement;
  private readonly options: StageOptions;
  private readonly listeners = new Map<StageEvent, Set<StageListener>>();
  private readonly gestures: Gestures;
  private readonly resizing: ResizeObserver;
  private worldView: StageView | null = null;
  private floorView: FloorView | null = null;
  private network: NetworkWorld | null = null;
  private shownFloor: FloorWorld | null = null;
  /** Frames of the floor closed last: opened again, it shows what was seen of it. */
  private closed: { readonly floor: FloorWorld; readonly frames: FloorFrames } | null = null;
  private theme: Theme;
  private layers: Layers;
  private insets: Insets;
  private sheet = 0;
  private nowUs = 0;
  private dpr = 1;
  private chosen: Target | null = null;
  private hovered: Target | null = null;
  private path: readonly number[] | null = null;
  private pointer: ScreenPoint | null = null;
  private quietFrames = 0;
  private startedAt = 0;
  private isWaking = false;
  private hasPointerMoved = false;

  /** Resolves when the renderer is ready to draw. */
  static open(host: HTMLElement, options: StageOptions): Promise<PhaserStage> {
    return new Promise((resolve) => {
      const dpr = Math.min(3, window.devicePixelRatio || 1);
      const game: Phaser.Game = new Phaser.Game({
        type: Phaser.WEBGL,
        parent: host,
        width: Math.max(1, Math.round(host.clientWidth * dpr)),
        height: Math.max(1, Math.round(host.clientHeight * dpr)),
        scale: { mode: Phaser.Scale.NONE, zoom: 1 / dpr },
        backgroundColor: options.theme.water,
        banner: false,
        audio: { noAudio: true },
        input: { keyboard: false, mouse: false, touch: false, gamepad: false },
        // Every shape smooths its own edges, so no multisampling. Each label is a texture, and a program is compiled for
        // every number of textures in a batch: at one at a time, no label that comes or goes stops a run to compile.
        render: { antialiasGL: false, powerPreference: 'high-performance', maxTextures: 1 },
        scene: [
          { key: 'world' },
          {
            key: 'floor',
            active: true,
            create(this: Phaser.Scene) {
              resolve(new PhaserStage(game, this.scene.get('world'), this, host, options));
            },
          },
        ],
      });
    });
  }

  private constructor(
    game: Phaser.Game,
    scene: Phaser.Scene,
    floorScene: Phaser.Scene,
    host: HTMLElement,
    options: StageOptions,
  ) {
    this.game = game;
    this.scene = scene;
    this.floorScene = floorScene;
    this.host = host;
    this.options = options;
    this.theme = options.theme;
    this.layers = { ...allLayers, ...options.layers };
    this.insets = options.insets ?? { top: 0, right: 0, bottom: 0, left: 0 };
    host.tabIndex = 0;
    host.setAttribute('role', 'application');
    host.setAttribute('aria-label', (options.words ?? englishWords).stageLabel);
    host.style.touchAction = 'none';
    this.gestures = new Gestures(host, () => this.view?.camera ?? null, {
      moved: () => this.invalidate(),
      hover: (at) => this.hover(at),
      click: (at) => this.emit('click', this.view?.pick(at.x, at.y, at.isTouch) ?? null, at),
      goIn: (at) => this.goIn(at),
      goOut: () => this.emit('leave', this.chosen, { x: 0, y: 0 }),
      reset: () => this.resetCamera(),
    });
    this.resizing = new ResizeObserver(() => this.resize());
    this.resizing.observe(host);
    game.events.on(Phaser.Core.Events.PRE_STEP, this.beforeStep, this);
    game.events.on(Phaser.Core.Events.PRE_RENDER, this.beforeRender, this);
    game.events.on(Phaser.Core.Events.POST_RENDER, this.afterRender, this);
    game.renderer.on(Phaser.Renderer.Events.RESTORE_WEBGL, this.invalidate, this);
    this.resize();
    void document.fonts?.ready.then(() => this.setTheme(this.theme));
  }

  showWorld(world: World): void {
    this.closeFloor();
    this.closed = null;
    this.hovered = null;
    this.nowUs = 0;
    this.network = world.kind === 'network' ? world : null;
    const { worldView } = this;
    if (worldView instanceof MapView && world.kind === 'network' && worldView.takeWorld(world)) {
      // The trips of another run are others, whatever their names.
      if (this.chosen?.kind === 'trip') this.chosen = null;
      this.prepare(worldView);
      return;
    }
    worldView?.destroy();
    this.chosen = null;
    this.path = null;
    this.worldView = this.openWorld(world);
    this.prepare(this.worldView);
    this.worldView.camera.reset();
  }

  showFloor(floor: FloorWorld | null): void {
    if (!this.network || floor === this.shownFloor) return;
    this.closeFloor();
    this.chosen = null;
    this.hovered = null;
    if (floor) {
      this.shownFloor = floor;
      const seen = this.closed?.floor === floor ? this.closed.frames : undefined;
      this.floorView = new FloorView(this.floorScene, floor, this.options.words ?? englishWords, seen);
      this.scene.sys.setVisible(false);
      this.prepare(this.floorView);
      this.floorView.camera.reset();
      this.comeFrom(ENTER_FROM);
    } else if (this.worldView) {
      this.prepare(this.worldView);
      this.comeFrom(LEAVE_FROM);
    }
  }

  showFrame(frame: Frame): void {
    this.worldView?.showFrame(frame);
    if (frame.kind === 'network' && frame.floor && this.isShown(frame.floor.facility)) {
      this.floorView?.showFloorFrame(frame.floor.frame, frame.replication);
    }
    this.invalidate();
  }

  setTime(nowUs: number): void {
    if (nowUs === this.nowUs) return;
    this.nowUs = nowUs;
    this.invalidate();
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    const [red, green, blue] = parseColor(theme.water);
    const { backgroundColor } = this.game.renderer.config as Phaser.Types.Core.RenderConfig & {
      backgroundColor: Phaser.Display.Color;
    };
    backgroundColor.setGLTo(red, green, blue, 1);
    this.view?.setTheme(theme);
    this.invalidate();
  }

  setLayers(layers: Partial<Layers>): void {
    this.layers = { ...this.layers, ...layers };
    this.view?.setLayers(this.layers);
    this.invalidate();
  }

  setInsets(insets: Insets, sheet = 0): void {
    const sides = ['top', 'right', 'bottom', 'left'] as const;
    const isSame = sides.every((side) => insets[side] === this.insets[side]);
    const hasRisen = sheet > this.sheet;
    this.insets = insets;
    this.sheet = sheet;
    // A sheet that changes its height is no reason to go home; one that is gone is, where home was shown.
    if (isSame && sheet > 0 && this.view) this.view.camera.sheet = sheet;
    else this.resize();
    if (hasRisen) this.uncover();
  }

  select(target: Target | null): void {
    this.chosen = target;
    this.view?.mark(this.chosen, this.hovered);
    this.uncover();
    this.invalidate();
  }

  highlight(lanes: readonly number[] | null): void {
    this.path = lanes;
    this.worldView?.highlight?.(lanes);
    this.invalidate();
  }

  focus(target: Target): void {
    const bounds = this.view?.boundsOf(target);
    const camera = this.view?.camera;
    if (!bounds || !camera) return;
    const { width, height } = camera.free;
    const fits = Math.min(width / (bounds.width || 1e-9), height / (bounds.height || 1e-9));
    this.bring(bounds, Math.min(0.6 * fits, Math.max(camera.zoom, camera.homeZoom * 3)));
  }

  zoomBy(factor: number): void {
    const camera = this.view?.camera;
    if (camera) this.glide(camera.x, camera.y, camera.zoom * factor);
  }

  resetCamera(): void {
    const home = this.view?.camera.homeView();
    if (home) this.glide(home.x, home.y, home.zoom);
  }

  on(event: StageEvent, listener: StageListener): () => void {
    const all = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, all.add(listener));
    return () => all.delete(listener);
  }

  destroy(): void {
    this.gestures.stop();
    this.resizing.disconnect();
    this.listeners.clear();
    this.floorView?.destroy();
    this.floorView = null;
    this.worldView?.destroy();
    this.worldView = null;
    this.game.destroy(true);
    // Phaser destroys at its next step, so it must not sleep.
    this.game.loop.wake();
  }

  /** What is drawn and listens to the pointer. */
  private get view(): StageView | null {
    return this.floorView ?? this.worldView;
  }

  private openWorld(world: World): StageView {
    const words = this.options.words ?? englishWords;
    if (world.kind === 'flow') return new FlowView(this.scene, world, words);
    if (world.kind === 'hub') return new FloorView(this.scene, world.floor, words);
    const map = new MapView(this.scene, world);
    map.loadOutlines().then(
      () => this.invalidate(),
      (error: unknown) => this.options.onMapMissing?.(error as Error),
    );
    return map;
  }

  private prepare(view: StageView): void {
    view.setTheme(this.theme);
    view.setLayers(this.layers);
    view.mark(this.chosen, this.hovered);
    view.highlight?.(this.path);
    this.resize();
  }

  private closeFloor(): void {
    if (this.floorView && this.shownFloor) {
      this.closed = { floor: this.shownFloor, frames: this.floorView.frames };
    }
    this.floorView?.destroy();
    this.floorView = null;
    this.shownFloor = null;
    this.scene.sys.setVisible(true);
  }

  /** Whether a facility's floor is the one that is shown. */
  private isShown(facility: number): boolean {
    return (
      this.network?.floors?.some((one) => one.facility === facility && one.floor === this.shownFloor) === true
    );
  }

  /** A short move of the camera to where it stands, from nearer or farther away. */
  private comeFrom(factor: number): void {
    const camera = this.view?.camera;
    if (!camera) return;
    const { x, y, zoom } = camera;
    camera.glideTo(x, y, zoom * factor, 0, 0);
    this.glide(x, y, zoom);
  }

  private emit(
    event: StageEvent,
    target: Target | null,
    at: ScreenPoint & { readonly isExtended?: boolean },
  ): void {
    for (const listener of this.listeners.get(event) ?? []) listener(target, at);
  }

  private hover(at: ScreenPoint | null): void {
    this.pointer = at;
    this.hasPointerMoved = true;
    if (at) this.invalidate();
    else this.pointAt(null, { x: 0, y: 0 });
  }

  private pointAt(target: Target | null, at: ScreenPoint): void {
    const isSame = isSameTarget(target, this.hovered);
    const isNews = !isSame || (target !== null && this.hasPointerMoved);
    this.hasPointerMoved = false;
    if (!isNews) return;
    this.hovered = target;
    this.host.style.cursor = target && target.kind !== 'region' ? 'pointer' : '';
    if (!isSame) {
      this.view?.mark(this.chosen, target);
      this.invalidate();
    }
    this.emit('hover', target, at);
  }

  private goIn(at: PressedPoint | null): void {
    const target = at ? (this.view?.pick(at.x, at.y, at.isTouch) ?? null) : this.chosen;
    if (target && !(at && this.isNearerThan(target))) {
      this.focus(target);
      this.emit('enter', target, at ?? { x: 0, y: 0 });
    } else if (at && this.view) {
      const { camera } = this.view;
      this.glide(camera.toWorldX(at.x), camera.toWorldY(at.y), camera.zoom * 2);
    }
  }

  /** Moves something into the middle of what panels and sheet leave free. */
  private bring({ x, y, width, height }: WorldRect, zoom: number): void {
    const camera = this.view?.camera;
    if (!camera) return;
    const within = camera.clampZoom(zoom);
    const center = camera.centerFor(x + width / 2, y + height / 2, within);
    this.glide(center.x, center.y, within);
  }

  /** Brings what is chosen out from under the sheet that tells of it. */
  private uncover(): void {
    const bounds = this.chosen && this.view?.boundsOf(this.chosen);
    const camera = this.view?.camera;
    if (!bounds || !camera || this.sheet === 0) return;
    const { y, zoom } = camera.destination;
    const below = (bounds.y + bounds.height / 2 - y) * zoom + camera.height / 2;
    if (below > camera.height - this.sheet) this.bring(bounds, zoom);
  }

  /** Whether a province already fills more than the screen: then a double click comes nearer to its point instead. */
  private isNearerThan(target: Target): boolean {
    const bounds = target.kind === 'region' ? this.view?.boundsOf(target) : null;
    const camera = this.view?.camera;
    return bounds != null && camera !== undefined && bounds.width * camera.zoom > 0.5 * camera.width;
  }

  private glide(x: number, y: number, zoom: number): void {
    const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.view?.camera.glideTo(x, y, zoom, performance.now(), isStill ? 0 : FOCUS_MS);
    this.invalidate();
  }

  private resize(): void {
    const { clientWidth: width, clientHeight: height } = this.host;
    if (width === 0 || height === 0) return;
    this.dpr = Math.min(3, window.devicePixelRatio || 1);
    this.game.scale.setZoom(1 / this.dpr);
    this.game.scale.resize(Math.round(width * this.dpr), Math.round(height * this.dpr));
    if (this.view) {
      this.view.camera.insets = this.insets;
      this.view.camera.sheet = this.sheet;
      this.view.camera.resize(width, height);
    }
    this.invalidate();
  }

  /** Something to be drawn has changed: wakes the loop, which sleeps while the picture stands still. */
  private invalidate(): void {
    this.quietFrames = 0;
    if (this.isWaking || this.game.loop.running) return;
    // Waking draws at once: left to the next frame, so that several changes are drawn together.
    this.isWaking = true;
    requestAnimationFrame(() => {
      this.isWaking = false;
      this.game.loop.wake(true);
    });
  }

  private beforeStep(): void {
    this.startedAt = performance.now();
  }

  private beforeRender(): void {
    if (!this.view) return;
    if (this.view.camera.step(performance.now())) this.quietFrames = 0;
    this.view.update(this.nowUs, this.dpr);
    // Pointed at is what lies under the pointer in this picture, even if the pointer rests and the vehicles move.
    if (this.pointer) this.pointAt(this.view.pick(this.pointer.x, this.pointer.y), this.pointer);
  }

  private afterRender(): void {
    this.frameCost.add(performance.now() - this.startedAt);
    if (++this.quietFrames > LINGER) this.game.loop.sleep();
  }
}
