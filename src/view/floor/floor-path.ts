/** The center line of a sorter on the floor, m: a racetrack, run through clockwise on the screen, or a straight line. */
export interface FloorPath {
  /** Where position 0 lies: the left end of the upper straight, before turning. */
  readonly x: number;
  readonly y: number;
  readonly lengthM: number;
  /** Of one straight; of a line the whole length. */
  readonly straightM: number;
  /** Of the two half circles, to the center line; 0 for a line. */
  readonly radiusM: number;
  /** x and y swapped, as the whole floor is on a screen that is higher than wide. */
  readonly isTurned: boolean;
}

/** A place beside the center line, with the direction of travel there. */
export interface PathPoint {
  readonly x: number;
  readonly y: number;
  readonly alongX: number;
  readonly alongY: number;
  /** Unit vector to the outside, where chutes are. */
  readonly outX: number;
  readonly outY: number;
}

/** Smallest share of a short loop's length that its straights keep, so that it still reads as a racetrack. */
const LEAST_STRAIGHT = 0.2;

/** A racetrack of exactly this length; its turns are as wide as given, or narrower where the loop is short. */
export function racetrack(x: number, y: number, lengthM: number, widestTurnM: number): FloorPath {
  const radiusM = Math.min(widestTurnM, ((1 - LEAST_STRAIGHT) * lengthM) / (2 * Math.PI));
  return { x, y, lengthM, straightM: lengthM / 2 - Math.PI * radiusM, radiusM, isTurned: false };
}

/** A straight sorter, run through from left to right. */
export function straightLine(x: number, y: number, lengthM: number): FloorPath {
  return { x, y, lengthM, straightM: lengthM, radiusM: 0, isTurned: false };
}

/** The point at a position along the path, `outM` outside of its center line. Positions of a loop go round and round. */
export function pointOn(path: FloorPath, atM: number, outM = 0): PathPoint {
  const point = uprightPoint(path, atM, outM);
  if (!path.isTurned) return point;
  return {
    x: point.y,
    y: point.x,
    alongX: point.alongY,
    alongY: point.alongX,
    outX: point.outY,
    outY: point.outX,
  };
}

function uprightPoint(path: FloorPath, atM: number, outM: number): PathPoint {
  const { x, y, lengthM, straightM, radiusM } = path;
  if (radiusM === 0) return { x: x + atM, y: y - outM, alongX: 1, alongY: 0, outX: 0, outY: -1 };
  const s = atM - lengthM * Math.floor(atM / lengthM);
  const halfM = lengthM / 2;
  const isBack = s >= halfM;
  const inHalf = isBack ? s - halfM : s;
  // The way back is the way there, turned by half a circle around the middle.
  const sign = isBack ? -1 : 1;
  const centerX = x + straightM / 2;
  const centerY = y + radiusM;
  if (inHalf <= straightM) {
    const dx = inHalf - straightM / 2;
    const dy = -radiusM - outM;
    return {
      x: centerX + sign * dx,
      y: centerY + sign * dy,
      alongX: sign,
      alongY: 0,
      outX: 0,
      outY: -sign,
    };
  }
  const angle = (inHalf - straightM) / radiusM;
  const outX = sign * Math.sin(angle);
  const outY = -sign * Math.cos(angle);
  return {
    x: centerX + (sign * straightM) / 2 + outX * (radiusM + outM),
    y: centerY + outY * (radiusM + outM),
    alongX: -outY,
    alongY: outX,
    outX,
    outY,
  };
}

/** The same in a vertex shader: `uPath` is x, y, straight, radius and `uLength` the length; xy the point, zw along. */
export const FLOOR_PATH_GLSL = `
uniform vec4 uPath;
uniform float uLength;
uniform float uTurned;
vec4 pathPoint(float at, float outside) {
  vec4 point;
  if (uPath.w == 0.0) {
    point = vec4(uPath.x + at, uPath.y - outside, 1.0, 0.0);
  } else {
    float s = mod(at, uLength);
    float halfway = 0.5 * uLength;
    float sign = s >= halfway ? -1.0 : 1.0;
    float inHalf = s >= halfway ? s - halfway : s;
    vec2 center = uPath.xy + vec2(0.5 * uPath.z, uPath.w);
    if (inHalf <= uPath.z) {
      point = vec4(center + sign * vec2(inHalf - 0.5 * uPath.z, -uPath.w - outside), sign, 0.0);
    } else {
      float angle = (inHalf - uPath.z) / uPath.w;
      vec2 away = sign * vec2(sin(angle), -cos(angle));
      point = vec4(center + vec2(sign * 0.5 * uPath.z, 0.0) + away * (uPath.w + outside), -away.y, away.x);
    }
  }
  return uTurned > 0.5 ? point.yxwz : point;
}`;

/** The uniforms of {@link FLOOR_PATH_GLSL}. */
export function pathUniforms(path: FloorPath): [string, number | readonly number[]][] {
  return [
    ['uPath', [path.x, path.y, path.straightM, path.radiusM]],
    ['uLength', path.lengthM],
    ['uTurned', path.isTurned ? 1 : 0],
  ];
}
