/// <reference types="vite/client" />
import { openStage } from '../../../src/view/open-stage.ts';
import type { Stage } from '../../../src/view/stage.ts';
import type { Target } from '../../../src/view/target.ts';
import { darkTheme, lightTheme } from '../../../src/view/theme.ts';
import { type FloorSize, largeFloor, madeUpFloor, madeUpFrame } from '../../builders/floor-made-up.ts';

/** Simulated time between two pictures: one minute a second at 60 pictures a second. */
const STEP_US = 1e6;
/** Pictures before the first that counts. */
const WARMING_FRAMES = 60;
const START_US = 6 * 3600e6;

/** How the floor did. */
export interface FloorFrames {
  /** Main-thread script from prestep to postrender, ms, over the frames the stage remembers. */
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly frames: number;
  /** Handing the stage a frame of levels, once before every picture, ms. */
  readonly medianShowMs: number;
}

/** What the bench calls from outside. */
export interface FloorPage {
  showFloor(size: Partial<FloorSize>, scheme: 'dark' | 'light', nowUs?: number): Promise<void>;
  measureFloor(size: Partial<FloorSize>, frames: number, zoom: number): Promise<FloorFrames>;
  setTime(nowUs: number): void;
  zoomBy(factor: number): void;
  focusOn(target: Target): void;
}

let stage: Stage;
let open: Promise<Stage> | null = null;

async function showFloor(
  size: Partial<FloorSize>,
  scheme: 'dark' | 'light',
  nowUs: number = START_US,
): Promise<void> {
  const theme = scheme === 'dark' ? darkTheme : lightTheme;
  open ??= openStage(document.querySelector<HTMLElement>('#stage')!, { theme });
  stage = await open;
  stage.setTheme(theme);
  const floor = madeUpFloor({ ...largeFloor, ...size });
  const world = {
    kind: 'hub',
    version: 1,
    title: '',
    startsAt: '2026-11-11T00:00:00Z',
    utcOffsetMinutes: 0,
  } as const;
  stage.showWorld({ ...world, floor });
  stage.showFrame({ kind: 'hub', nowUs, replication: 0, floor: madeUpFrame(floor, nowUs) });
  stage.setTime(nowUs);
}

/** Shows a new frame of levels with every picture. */
async function measureFloor(size: Partial<FloorSize>, frames: number, zoom: number): Promise<FloorFrames> {
  await showFloor(size, 'dark');
  stage.zoomBy(zoom);
  const floor = madeUpFloor({ ...largeFloor, ...size });
  const shows: number[] = [];
  const before = stage.frameCost.frames;
  for (let nowUs = START_US; stage.frameCost.frames < before + WARMING_FRAMES + frames; nowUs += STEP_US) {
    await new Promise(requestAnimationFrame);
    const frame = madeUpFrame(floor, nowUs);
    const startMs = performance.now();
    stage.showFrame({ kind: 'hub', nowUs, replication: 0, floor: frame });
    stage.setTime(nowUs);
    shows.push(performance.now() - startMs);
  }
  const { medianMs, p95Ms } = stage.frameCost;
  shows.sort((a, b) => a - b);
  return { medianMs, p95Ms, frames: Math.min(240, frames), medianShowMs: shows[shows.length >> 1] };
}

Object.assign(globalThis, {
  showFloor,
  measureFloor,
  setTime: (nowUs) => stage.setTime(nowUs),
  zoomBy: (factor) => stage.zoomBy(factor),
  focusOn: (target) => stage.focus(target),
} satisfies FloorPage);
