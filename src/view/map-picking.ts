import type { FacilityLayer } from './facility-layer.ts';
import { laneX, laneY, squaredDistanceToLane } from './lane-curve.ts';
import type { LaneLayer } from './lane-layer.ts';
import type { MapGeometry } from './map-geometry.ts';
import type { Provinces } from './provinces.ts';
import type { SegmentHistory } from './segment-history.ts';
import type { SegmentLayer } from './segment-layer.ts';
import { allLayers, type Layers, type Target } from './target.ts';
import type { ViewCamera, WorldRect } from './view-camera.ts';

/**
 * How far from the pointer a place or a trip, and a lane, may lie to be meant, CSS pixels: a finger hits less exactly, but
 * lanes are so many that a wide reach would leave no province between them.
 */
const REACH = { mouse: { mark: 7, lane: 7 }, touch: { mark: 16, lane: 10 } };

/** What lies under the pointer, by scanning: facility before trip before lane, the nearest of each, and else the province. */
export class MapPicking {
  private readonly geometry: MapGeometry;
  private readonly camera: ViewCamera;
  private readonly facilities: FacilityLayer;
  private readonly lanes: LaneLayer;
  private readonly segments: SegmentLayer;
  private readonly history: SegmentHistory;
  layers: Layers = allLayers;
  provinces: Provinces | null = null;

  constructor(
    geometry: MapGeometry,
    camera: ViewCamera,
    facilities: FacilityLayer,
    lanes: LaneLayer,
    segments: SegmentLayer,
    history: SegmentHistory,
  ) {
    this.geometry = geometry;
    this.camera = camera;
    this.facilities = facilities;
    this.lanes = lanes;
    this.segments = segments;
    this.history = history;
  }

  pick(screenX: number, screenY: number, isTouch = false): Target | null {
    const reach = isTouch ? REACH.touch : REACH.mouse;
    const facility = this.facility(screenX, screenY, reach.mark);
    if (facility >= 0) return { kind: 'facility', index: facility };
    const x = this.camera.toWorldX(screenX);
    const y = this.camera.toWorldY(screenY);
    const { zoom } = this.camera;
    const trip = this.layers.vehicles ? this.segments.pick(x, y, reach.mark / zoom) : -1;
    if (trip >= 0) return this.tripTarget(trip);
    const lane = this.layers.lanes ? this.lane(x, y, reach.lane / zoom) : -1;
    if (lane >= 0) return { kind: 'lane', index: lane };
    const region = this.layers.provinces ? (this.provinces?.regionAt(x, y) ?? -1) : -1;
    return region >= 0 ? { kind: 'region', index: region } : null;
  }

  private tripTarget(index: number): Target {
    const trip = { kind: 'trip', lane: this.history.lane(index), trip: this.history.trip(index) } as const;
    return this.history.isReturn(index) ? { ...trip, isReturn: true } : trip;
  }

  boundsOf(target: Target): WorldRect | null {
    const { places, laneEnds } = this.geometry;
    if (target.kind === 'facility') {
      return { x: places[target.index * 2], y: places[target.index * 2 + 1], width: 0, height: 0 };
    }
    if (target.kind === 'lane') {
      const [fromX, fromY, toX, toY] = laneEnds.subarray(target.index * 4, target.index * 4 + 4);
      const xs = [fromX, toX, laneX(fromX, fromY, toX, toY, 0.5)];
      const ys = [fromY, toY, laneY(fromX, fromY, toX, toY, 0.5)];
      const x = Math.min(...xs);
      const y = Math.min(...ys);
      return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
    }
    if (target.kind === 'trip') {
      const index = this.segments.find(target);
      return index < 0 ? null : { x: this.segments.x(index), y: this.segments.y(index), width: 0, height: 0 };
    }
    return target.kind === 'region' ? (this.provinces?.boundsOf(target.index) ?? null) : null;
  }

  private facility(screenX: number, screenY: number, least: number): number {
    const { places } = this.geometry;
    let best = -1;
    let bestScore = 1;
    for (let i = 0; i < places.length / 2; i++) {
      const radius = this.facilities.pickRadius(i);
      if (radius === 0) continue;
      const dx = this.camera.toScreenX(places[i * 2]) - screenX;
      const dy = this.camera.toScreenY(places[i * 2 + 1]) - screenY;
      const reach = Math.max(radius + 3, least);
      const score = (dx * dx + dy * dy) / (reach * reach);
      if (score < bestScore) {
        best = i;
        bestScore = score;
      }
    }
    return best;
  }

  private lane(x: number, y: number, reach: number): number {
    const ends = this.geometry.laneEnds;
    let best = -1;
    let bestSquared = reach * reach;
    for (let i = 0; i < ends.length / 4; i++) {
      const fromX = ends[i * 4];
      const fromY = ends[i * 4 + 1];
      const toX = ends[i * 4 + 2];
      const toY = ends[i * 4 + 3];
      const slack = reach + 0.1 * (Math.abs(toX - fromX) + Math.abs(toY - fromY));
      if (x < Math.min(fromX, toX) - slack || x > Math.max(fromX, toX) + slack) continue;
      if (y < Math.min(fromY, toY) - slack || y > Math.max(fromY, toY) + slack) continue;
      const squared = squaredDistanceToLane(fromX, fromY, toX, toY, x, y);
      if (squared < bestSquared && this.lanes.isVisible(i)) {
        best = i;
        bestSquared = squared;
      }
    }
    return best;
  }
}
