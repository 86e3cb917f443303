import type { FloorWorld } from '../snapshot/floor-snapshot.ts';
import type { Frame, World } from '../snapshot/frame.ts';
import type { StageWords } from './stage-words.ts';
import type { Layers, Target } from './target.ts';
import type { Theme } from './theme.ts';
import type { Insets } from './view-camera.ts';

/** What the page may set when it opens a stage. */
export interface StageOptions {
  readonly theme: Theme;
  /** Words drawn in block diagrams; English where left out. */
  readonly words?: StageWords;
  readonly layers?: Partial<Layers>;
  /** Space at the edges that panels of the page cover, CSS pixels: home and focus keep clear of it. */
  readonly insets?: Insets;
  /** Told when the outlines of land could not be loaded; the stage goes on without them. */
  readonly onMapMissing?: (error: Error) => void;
}

/** `enter` is a double click or the Enter key on something, `leave` the Escape key; a click with Shift is extended. */
export type StageEvent = 'hover' | 'click' | 'enter' | 'leave';

export type StageListener = (
  target: Target | null,
  screen: { readonly x: number; readonly y: number; readonly isExtended?: boolean },
) => void;

/** The picture in the middle of the page. Nothing it does can change a run. */
export interface Stage {
  /**
   * A network becomes a map, a flow a block diagram, a hub its floor. Forgets all frames. The map of a network that is
   * shown already stays as it is, with the camera and what is chosen, but for a trip.
   */
  showWorld(world: World): void;
  /**
   * Shows one of the network's floors in place of its map, from the frames that carry it, or the map again, as it was
   * left. Nothing for any other world, or for the floor that is shown already.
   */
  showFloor(floor: FloorWorld | null): void;
  /** Appends segments and takes levels. Frames come in order of time; an earlier one starts over. */
  showFrame(frame: Frame): void;
  /** The instant drawn, microseconds. What is drawn depends on the frames seen and this instant only. */
  setTime(nowUs: number): void;
  setTheme(theme: Theme): void;
  setLayers(layers: Partial<Layers>): void;
  /**
   * @param sheet height of a sheet over the bottom that comes and goes with what is chosen, CSS pixels: home stays as it
   * is, but what is chosen or gone to is brought above it
   */
  setInsets(insets: Insets, sheet?: number): void;
  select(target: Target | null): void;
  /** Has a path of lanes stand out on a map, and the others stand back; null for none. */
  highlight(lanes: readonly number[] | null): void;
  /** A short camera move to something; none where motion is unwelcome, nothing where it cannot be seen now. */
  focus(target: Target): void;
  /** Zooms about the middle, as the page's + and − buttons do. */
  zoomBy(factor: number): void;
  resetCamera(): void;
  /** Main-thread script per frame, from Phaser's prestep to its postrender, over the latest 240 frames. */
  readonly frameCost: { readonly medianMs: number; readonly p95Ms: number; readonly frames: number };
  /** @returns a function that stops listening. */
  on(event: StageEvent, listener: StageListener): () => void;
  destroy(): void;
}

/** Why no stage could be opened, in a sentence for the user. */
export class StageError extends Error {
  override readonly name = 'StageError';
}

/**
 * Note the page must show near a map: Natural Earth's outlines are made for small scales, draw borders as they are
 * controlled in fact, and are not the standard map that publication in China requires; provinces are no survey.
 */
export const MAP_NOTE =
  'Outlines: Natural Earth 1:50m, public domain. A province is the land nearest to its stations. Borders are simplified and are not the standard map required for publication in China.';
