/** A closed ring of points, x and y in turn, closed implicitly. */
export type FlatRing = readonly number[];

/** A piece of land: its outside first, then its holes. */
export type LandPolygon = readonly FlatRing[];

interface BoxedRing {
  readonly points: FlatRing;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Polygons as one area that is asked which points lie in it: even-odd, so that holes need no care. */
export class LandShape {
  readonly polygons: readonly LandPolygon[];
  private readonly rings: readonly BoxedRing[];

  constructor(polygons: readonly LandPolygon[]) {
    this.polygons = polygons;
    this.rings = polygons.flat().map(boxed);
  }

  /** Whether the point lies on land. */
  holds(x: number, y: number): boolean {
    let isInside = false;
    for (const { points, left, right, top, bottom } of this.rings) {
      if (x < left || x > right || y < top || y > bottom) continue;
      for (let at = 0, before = points.length - 2; at < points.length; before = at, at += 2) {
        const fromY = points[before + 1];
        const toY = points[at + 1];
        if (fromY > y === toY > y) continue;
        const crossing = points[before] + ((points[at] - points[before]) * (y - fromY)) / (toY - fromY);
        if (crossing > x) isInside = !isInside;
      }
    }
    return isInside;
  }

  /** The parts of a straight line that lie on land, four numbers each, in its own direction. */
  clipSegment(fromX: number, fromY: number, toX: number, toY: number): number[] {
    const cuts = this.crossings(fromX, fromY, toX, toY);
    const kept: number[] = [];
    const dx = toX - fromX;
    const dy = toY - fromY;
    for (let i = 0; i + 1 < cuts.length; i++) {
      const middle = (cuts[i] + cuts[i + 1]) / 2;
      if (cuts[i + 1] <= cuts[i] || !this.holds(fromX + dx * middle, fromY + dy * middle)) continue;
      kept.push(
        fromX + dx * cuts[i],
        fromY + dy * cuts[i],
        fromX + dx * cuts[i + 1],
        fromY + dy * cuts[i + 1],
      );
    }
    return kept;
  }

  /** Shares of the way, 0 to 1 and rising, at which a line starts, crosses an outline, and ends. */
  private crossings(fromX: number, fromY: number, toX: number, toY: number): number[] {
    const dx = toX - fromX;
    const dy = toY - fromY;
    const cuts = [0, 1];
    for (const { points, left, right, top, bottom } of this.rings) {
      if (Math.max(fromX, toX) < left || Math.min(fromX, toX) > right) continue;
      if (Math.max(fromY, toY) < top || Math.min(fromY, toY) > bottom) continue;
      for (let at = 0, before = points.length - 2; at < points.length; before = at, at += 2) {
        const edgeX = points[at] - points[before];
        const edgeY = points[at + 1] - points[before + 1];
        const turn = dx * edgeY - dy * edgeX;
        if (turn === 0) continue;
        const awayX = points[before] - fromX;
        const awayY = points[before + 1] - fromY;
        const share = (awayX * edgeY - awayY * edgeX) / turn;
        const along = (awayX * dy - awayY * dx) / turn;
        if (share > 0 && share < 1 && along >= 0 && along <= 1) cuts.push(share);
      }
    }
    return cuts.sort((a, b) => a - b);
  }
}

function boxed(points: FlatRing): BoxedRing {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let at = 0; at < points.length; at += 2) {
    left = Math.min(left, points[at]);
    right = Math.max(right, points[at]);
    top = Math.min(top, points[at + 1]);
    bottom = Math.max(bottom, points[at + 1]);
  }
  return { points, left, right, top, bottom };
}

/**
 * The part of a ring inside a convex polygon (Sutherland & Hodgman 1974), whichever way round either is given. Where the
 * ring leaves and comes back, the parts are joined along the polygon's edge: right for filling. Empty when none is left.
 */
export function clipToConvex(ring: FlatRing, convex: FlatRing): FlatRing {
  const sign = Math.sign(signedArea(convex));
  let kept: FlatRing = ring;
  for (let at = 0, before = convex.length - 2; at < convex.length; before = at, at += 2) {
    const edgeX = convex[at] - convex[before];
    const edgeY = convex[at + 1] - convex[before + 1];
    const side = (x: number, y: number) =>
      sign * (edgeX * (y - convex[before + 1]) - edgeY * (x - convex[before]));
    const out: number[] = [];
    let lastX = kept[kept.length - 2];
    let lastY = kept[kept.length - 1];
    let lastSide = side(lastX, lastY);
    for (let i = 0; i < kept.length; i += 2) {
      const x = kept[i];
      const y = kept[i + 1];
      const here = side(x, y);
      if (here >= 0 !== lastSide >= 0) {
        const share = lastSide / (lastSide - here);
        out.push(lastX + (x - lastX) * share, lastY + (y - lastY) * share);
      }
      if (here >= 0) out.push(x, y);
      lastX = x;
      lastY = y;
      lastSide = here;
    }
    if (out.length < 6) return [];
    kept = out;
  }
  return kept;
}

/** Area of a ring, positive one way round and negative the other. */
export function signedArea(ring: FlatRing): number {
  let twice = 0;
  for (let at = 0, before = ring.length - 2; at < ring.length; before = at, at += 2) {
    twice += ring[before] * ring[at + 1] - ring[at] * ring[before + 1];
  }
  return twice / 2;
}
