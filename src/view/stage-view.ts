import type { Frame } from '../snapshot/frame.ts';
import type { Layers, Target } from './target.ts';
import type { Theme } from './theme.ts';
import type { ViewCamera, WorldRect } from './view-camera.ts';

/** One kind of picture on the stage: the map of a network or the block diagram of a flow. */
export interface StageView {
  readonly camera: ViewCamera;
  showFrame(frame: Frame): void;
  setTheme(theme: Theme): void;
  setLayers(layers: Layers): void;
  /** Marks what is chosen and what the pointer is over. */
  mark(chosen: Target | null, hovered: Target | null): void;
  /** Has some lanes of a map stand out, before all else; null for none in particular. */
  highlight?(lanes: readonly number[] | null): void;
  /** Prepares everything for the frame about to be drawn: the instant shown and the device pixels per CSS pixel. */
  update(nowUs: number, dpr: number): void;
  /** What lies under a point of the screen, CSS pixels; a finger means what lies somewhat farther away too. */
  pick(screenX: number, screenY: number, isTouch?: boolean): Target | null;
  /** Where something lies, world units; null when it cannot be seen at the instant shown. */
  boundsOf(target: Target): WorldRect | null;
  destroy(): void;
}
