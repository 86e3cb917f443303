/** A position in degrees: longitude, latitude. */
export type LonLat = readonly [number, number];

/** Degrees kept of an outline. */
export interface GeoWindow {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

interface Side {
  isInside(point: LonLat): boolean;
  cross(a: LonLat, b: LonLat): LonLat;
}

function sides(window: GeoWindow): readonly Side[] {
  const vertical = (lon: number, sign: number): Side => ({
    isInside: (point) => (point[0] - lon) * sign >= 0,
    cross: (a, b) => [lon, a[1] + ((b[1] - a[1]) * (lon - a[0])) / (b[0] - a[0])],
  });
  const horizontal = (lat: number, sign: number): Side => ({
    isInside: (point) => (point[1] - lat) * sign >= 0,
    cross: (a, b) => [a[0] + ((b[0] - a[0]) * (lat - a[1])) / (b[1] - a[1]), lat],
  });
  return [
    vertical(window.west, 1),
    vertical(window.east, -1),
    horizontal(window.south, 1),
    horizontal(window.north, -1),
  ];
}

/**
 * The part of a closed ring inside a window (Sutherland & Hodgman 1974). Where a ring leaves and comes back, the parts
 * are joined along the window's edge: right for filling, not for drawing outlines. Empty when nothing is left.
 */
export function clipRing(ring: readonly LonLat[], window: GeoWindow): LonLat[] {
  let kept: LonLat[] = [...ring];
  for (const side of sides(window)) {
    const source = kept;
    kept = [];
    let previous = source[source.length - 1];
    for (const point of source) {
      if (side.isInside(point) !== side.isInside(previous)) kept.push(side.cross(previous, point));
      if (side.isInside(point)) kept.push(point);
      previous = point;
    }
    if (kept.length === 0) return [];
  }
  return kept;
}

/** The pieces of a line that touch a window, uncut: each piece keeps one point beyond the edge. */
export function clipLine(line: readonly LonLat[], window: GeoWindow): LonLat[][] {
  const isInside = (point: LonLat) =>
    point[0] >= window.west &&
    point[0] <= window.east &&
    point[1] >= window.south &&
    point[1] <= window.north;
  const pieces: LonLat[][] = [];
  let piece: LonLat[] = [];
  for (let i = 0; i + 1 < line.length; i++) {
    if (isInside(line[i]) || isInside(line[i + 1])) {
      if (piece.length === 0) piece.push(line[i]);
      piece.push(line[i + 1]);
    } else if (piece.length > 0) {
      pieces.push(piece);
      piece = [];
    }
  }
  if (piece.length > 0) pieces.push(piece);
  return pieces;
}

/**
 * An outline whose longitudes run on past 180 where it crosses the date line, instead of jumping to the other side of
 * the world. A ring that would not close any more goes round a pole and is left as it is.
 */
export function acrossDateLine(line: readonly LonLat[]): LonLat[] {
  const unrolled: LonLat[] = [];
  let turn = 0;
  for (let i = 0; i < line.length; i++) {
    const step = i === 0 ? 0 : line[i][0] - line[i - 1][0];
    if (Math.abs(step) > 180) turn -= 360 * Math.sign(step);
    unrolled.push([line[i][0] + turn, line[i][1]]);
  }
  return turn === 0 ? unrolled : [...line];
}
