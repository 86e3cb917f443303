import type { WorldRect } from '../view-camera.ts';

/** A rectangle on the floor, m, at any angle: the axis is the unit vector along its length. Levels rise along the axis. */
export interface FloorPlate {
  readonly x: number;
  readonly y: number;
  readonly halfLength: number;
  readonly halfWidth: number;
  readonly axisX: number;
  readonly axisY: number;
}

/** A plate along the axes of the world that covers a rectangle; its level rises to the right. */
export function plateOf(rect: WorldRect): FloorPlate {
  return {
    x: rect.x + rect.width / 2,
    y: rect.y + rect.height / 2,
    halfLength: rect.width / 2,
    halfWidth: rect.height / 2,
    axisX: 1,
    axisY: 0,
  };
}

/** The smallest upright rectangle around a plate. */
export function boundsOfPlate(plate: FloorPlate): WorldRect {
  const reachX = Math.abs(plate.axisX) * plate.halfLength + Math.abs(plate.axisY) * plate.halfWidth;
  const reachY = Math.abs(plate.axisY) * plate.halfLength + Math.abs(plate.axisX) * plate.halfWidth;
  return { x: plate.x - reachX, y: plate.y - reachY, width: 2 * reachX, height: 2 * reachY };
}

/** The smallest upright rectangle around several. @throws RangeError when there is none. */
export function boundsOfRects(rects: readonly WorldRect[]): WorldRect {
  if (rects.length === 0) throw new RangeError('No rectangle to go around.');
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const rect of rects) {
    left = Math.min(left, rect.x);
    top = Math.min(top, rect.y);
    right = Math.max(right, rect.x + rect.width);
    bottom = Math.max(bottom, rect.y + rect.height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** How far outside of a plate a point lies, m; negative inside. */
export function distanceToPlate(plate: FloorPlate, x: number, y: number): number {
  const dx = x - plate.x;
  const dy = y - plate.y;
  const along = Math.abs(dx * plate.axisX + dy * plate.axisY) - plate.halfLength;
  const across = Math.abs(dx * plate.axisY - dy * plate.axisX) - plate.halfWidth;
  if (along <= 0 && across <= 0) return Math.max(along, across);
  return Math.hypot(Math.max(0, along), Math.max(0, across));
}

/** The plate moved along its axis, m. */
export function movedAlong(plate: FloorPlate, byM: number): FloorPlate {
  return { ...plate, x: plate.x + plate.axisX * byM, y: plate.y + plate.axisY * byM };
}

/** x and y swapped. */
export function turnedPlate(plate: FloorPlate): FloorPlate {
  return { ...plate, x: plate.y, y: plate.x, axisX: plate.axisY, axisY: plate.axisX };
}

/** x and y swapped. */
export function turnedRect(rect: WorldRect): WorldRect {
  return { x: rect.y, y: rect.x, width: rect.height, height: rect.width };
}
