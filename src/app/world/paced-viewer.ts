import type { Stage } from '../../view/stage.ts';
import type { Frame, World } from '../engine-port.ts';
import type { FrameViewer } from '../state/frame-feed.ts';

/** Frames that may wait while the tab is in the background, where nothing is drawn. */
const MOST_WAITING = 60;
/** A picture that takes longer than this keeps the page from answering, ms. */
const SLOW_MS = 50;

/**
 * Hands frames to the picture when it is about to be drawn. Without a graphics processor a browser draws on the page's
 * own time: then the picture is drawn less often, so that the page has at least half of it for its user.
 */
export class PacedViewer implements FrameViewer {
  readonly #stage: Stage;
  #world: World | undefined;
  /** Facility whose floor is shown in place of the map; null for none. */
  #facility: number | null = null;
  #waiting: Frame[] = [];
  /** Frames are drawn by whoever calls `isDue`; otherwise at once. */
  #isPaced = false;
  #drawnMs = 0;
  #restUntilMs = 0;
  #hasDrawn = false;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  showWorld(world: World): void {
    this.#waiting = [];
    this.#world = world;
    this.#stage.showWorld(world);
    this.#enter();
  }

  /** Shows the floor of a facility of a network, also in the worlds of later runs; null for the map. */
  showFloor(facility: number | null): void {
    this.#facility = facility;
    this.#enter();
  }

  /** A run tells its world anew: the floor must be the one of that world, whose frames show it. */
  #enter(): void {
    if (this.#world?.kind !== 'network') return;
    const { floors } = this.#world;
    this.#stage.showFloor(floors?.find((one) => one.facility === this.#facility)?.floor ?? null);
  }

  showFrame(frame: Frame): void {
    this.#waiting.push(frame);
    if (!this.#isPaced || this.#waiting.length > MOST_WAITING) this.flush();
  }

  /** Whether the picture may be drawn again in this frame of the screen. @param ms its time */
  isDue(ms: number): boolean {
    this.#isPaced = true;
    if (this.#hasDrawn) {
      this.#hasDrawn = false;
      const cost = ms - this.#drawnMs;
      if (cost > SLOW_MS) this.#restUntilMs = ms + Math.min(cost, 500);
    }
    if (ms < this.#restUntilMs) return false;
    this.#hasDrawn = true;
    this.#drawnMs = ms;
    return true;
  }

  /** Nobody asks any more: what waits is drawn now. */
  release(): void {
    this.#isPaced = false;
    this.#hasDrawn = false;
    this.flush();
  }

  flush(): void {
    for (const frame of this.#waiting) this.#stage.showFrame(frame);
    this.#waiting = [];
  }
}
