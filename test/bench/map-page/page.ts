/// <reference types="vite/client" />
import type { NetworkWorld } from '../../../src/snapshot/network-snapshot.ts';
import { openStage } from '../../../src/view/open-stage.ts';
import { darkTheme } from '../../../src/view/theme.ts';
import { Traffic } from './traffic.ts';

/** Simulated time between two pictures: one hour a second at 60 pictures a second. */
const STEP_US = 60e6;
/** Pictures before the first that counts: the renderer compiles, the first day of flow is summed up. */
const WARMING_FRAMES = 60;

/** How the real map did with so many vehicles on their way. */
export interface MapFrames {
  /** Main-thread script from prestep to postrender, ms, over the frames the stage remembers. */
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly frames: number;
  /** Handing the stage a frame of trips and levels, once before every picture, ms. */
  readonly medianAppendMs: number;
  readonly p95AppendMs: number;
  /** Trips appended per picture, on the average. */
  readonly appended: number;
  /** Fewest vehicles under way at any picture. */
  readonly fewestMoving: number;
  /** Time between two pictures: what the renderer makes of it, here without a graphics processor. */
  readonly medianIntervalMs: number;
}

/** What the bench calls from outside. */
export interface MapPage {
  measureMap(world: NetworkWorld, moving: number, frames: number): Promise<MapFrames>;
}

/** Lets so many vehicles move over the world, trips arriving with every picture, and tells what the pictures cost. */
async function measureMap(world: NetworkWorld, moving: number, frames: number): Promise<MapFrames> {
  const stage = await openStage(document.querySelector<HTMLElement>('#stage')!, { theme: darkTheme });
  stage.showWorld(world);
  const traffic = new Traffic(world, moving);
  stage.showFrame(traffic.frame());
  stage.setTime(traffic.nowUs);
  const first = traffic.departed;
  let fewestMoving = Number.POSITIVE_INFINITY;
  const appends: number[] = [];
  const intervals: number[] = [];
  let lastMs = 0;
  while (stage.frameCost.frames < WARMING_FRAMES + frames) {
    const ms = await new Promise(requestAnimationFrame);
    if (lastMs > 0) intervals.push(ms - lastMs);
    lastMs = ms;
    const frame = traffic.next(STEP_US);
    const before = performance.now();
    stage.showFrame(frame);
    stage.setTime(frame.nowUs);
    appends.push(performance.now() - before);
    fewestMoving = Math.min(fewestMoving, traffic.moving);
  }
  const { medianMs, p95Ms } = stage.frameCost;
  const appended = (traffic.departed - first) / appends.length;
  const measured = appends.slice(-frames);
  return {
    medianMs,
    p95Ms,
    frames: Math.min(240, stage.frameCost.frames),
    medianAppendMs: quantile(measured, 0.5),
    p95AppendMs: quantile(measured, 0.95),
    appended,
    fewestMoving,
    medianIntervalMs: quantile(intervals.slice(-frames), 0.5),
  };
}

/** Nearest rank. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

Object.assign(globalThis, { measureMap } satisfies MapPage);
