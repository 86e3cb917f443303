import type { Frame, World } from '../engine-port.ts';

/** Who draws a run. */
export interface FrameViewer {
  showWorld(world: World): void;
  showFrame(frame: Frame): void;
}

/** Frames kept for a viewer that is still on its way; more are not needed, for the renderer comes within seconds. */
const MOST_WAITING = 3_000;

/**
 * Hands worlds and frames to whoever draws them. The renderer is loaded after the page; what comes before it is kept,
 * for each frame carries trips that no other frame repeats.
 */
export class FrameFeed implements FrameViewer {
  #viewer: FrameViewer | undefined;
  #world: World | undefined;
  #waiting: Frame[] = [];

  showWorld(world: World): void {
    this.#world = world;
    this.#waiting = [];
    this.#viewer?.showWorld(world);
  }

  showFrame(frame: Frame): void {
    if (this.#viewer !== undefined) this.#viewer.showFrame(frame);
    else if (this.#waiting.length < MOST_WAITING) this.#waiting.push(frame);
  }

  /** The viewer has come. @returns a function that takes it away again */
  attach(viewer: FrameViewer): () => void {
    this.#viewer = viewer;
    if (this.#world !== undefined) viewer.showWorld(this.#world);
    for (const frame of this.#waiting) viewer.showFrame(frame);
    this.#waiting = [];
    return () => {
      if (this.#viewer === viewer) this.#viewer = undefined;
    };
  }
}
