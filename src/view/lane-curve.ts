/**
 * The curve on which a lane is drawn and its vehicles move: a parabola that leans to the right of the direction of
 * travel by {@link LANE_BEND} of its length, so that the two directions between a pair of facilities never overlap.
 * The same formula stands in {@link LANE_CURVE_GLSL}; both are changed together or not at all.
 */
export const LANE_BEND = 0.07;

/** World x at share `u` (0 to 1) of the way from (fromX, fromY) to (toX, toY). */
export function laneX(fromX: number, fromY: number, toX: number, toY: number, u: number): number {
  return fromX + (toX - fromX) * u - (toY - fromY) * LANE_BEND * 4 * u * (1 - u);
}

/** World y at share `u` of the way. */
export function laneY(fromX: number, fromY: number, toX: number, toY: number, u: number): number {
  return fromY + (toY - fromY) * u + (toX - fromX) * LANE_BEND * 4 * u * (1 - u);
}

/** `vec2 laneCurve(vec4 ends, float u)` for vertex shaders; `ends` is from.xy, to.xy. */
export const LANE_CURVE_GLSL = `
vec2 laneCurve(vec4 ends, float u) {
  vec2 d = ends.zw - ends.xy;
  return ends.xy + d * u + vec2(-d.y, d.x) * (${LANE_BEND.toFixed(4)} * 4.0 * u * (1.0 - u));
}`;

/** Squared distance in world units from (x, y) to the curve, to within its chords between 16 points. */
export function squaredDistanceToLane(
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  x: number,
  y: number,
): number {
  let best = Number.POSITIVE_INFINITY;
  let ax = fromX;
  let ay = fromY;
  for (let piece = 1; piece <= 16; piece++) {
    const bx = laneX(fromX, fromY, toX, toY, piece / 16);
    const by = laneY(fromX, fromY, toX, toY, piece / 16);
    const lengthSquared = (bx - ax) * (bx - ax) + (by - ay) * (by - ay);
    const along = lengthSquared > 0 ? ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / lengthSquared : 0;
    const share = Math.min(1, Math.max(0, along));
    const dx = ax + (bx - ax) * share - x;
    const dy = ay + (by - ay) * share - y;
    best = Math.min(best, dx * dx + dy * dy);
    ax = bx;
    ay = by;
  }
  return best;
}
