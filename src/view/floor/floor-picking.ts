import type { FloorWorld } from '../../snapshot/floor-snapshot.ts';
import type { Target } from '../target.ts';
import type { ViewCamera, WorldRect } from '../view-camera.ts';
import type { FloorLayout } from './floor-layout.ts';
import { boundsOfPlate, boundsOfRects, distanceToPlate, type FloorPlate, plateOf } from './floor-plate.ts';
import type { SorterPlace } from './sorter-layout.ts';

/** Something of a floor. */
type FloorTarget = Extract<Target, { readonly kind: 'door' | 'infeed' | 'sorter' | 'chute' | 'yard' }>;

/** How far beside something small the pointer may be, CSS pixels. */
const REACH = 4;
/** How far around the belt a sorter's outline runs, m. */
const OUTLINE_GAP = 0.6;

/** The outline of a sorter without its chutes, and the rounding of its ends, m. */
export function sorterOutline(place: SorterPlace, growM = 0): { plate: FloorPlate; roundingM: number } {
  const { path, trackHalfM } = place;
  if (!path) {
    const plate = plateOf(boundsOfRects(place.tables.map(boundsOfPlate)));
    const grow = OUTLINE_GAP + growM;
    return {
      plate: { ...plate, halfLength: plate.halfLength + grow, halfWidth: plate.halfWidth + grow },
      roundingM: grow,
    };
  }
  const around = path.radiusM + trackHalfM + OUTLINE_GAP + growM;
  const x = path.x + path.straightM / 2;
  const y = path.y + path.radiusM;
  return {
    plate: {
      x: path.isTurned ? y : x,
      y: path.isTurned ? x : y,
      halfLength: path.straightM / 2 + around,
      halfWidth: around,
      axisX: path.isTurned ? 0 : 1,
      axisY: path.isTurned ? 1 : 0,
    },
    roundingM: around,
  };
}

/** What lies under the pointer, and where something lies. */
export class FloorPicking {
  private readonly world: FloorWorld;
  private readonly camera: ViewCamera;
  layout: FloorLayout;

  constructor(world: FloorWorld, camera: ViewCamera, layout: FloorLayout) {
    this.world = world;
    this.camera = camera;
    this.layout = layout;
  }

  pick(screenX: number, screenY: number): Target | null {
    const x = this.camera.toWorldX(screenX);
    const y = this.camera.toWorldY(screenY);
    const reach = REACH / this.camera.zoom;
    const { layout, world } = this;
    const sorter = layout.sorters.findIndex((place) => isInside(place.bounds, x, y));
    if (sorter >= 0) {
      const place = layout.sorters[sorter];
      const { firstChute, firstInfeed } = world.sorters[sorter];
      const chute = nearest(place.chutes, x, y, reach);
      if (chute >= 0) return { kind: 'chute', index: firstChute + chute };
      const infeed = nearest(place.infeeds, x, y, reach);
      if (infeed >= 0) return { kind: 'infeed', index: firstInfeed + infeed };
      return distanceToPlate(sorterOutline(place).plate, x, y) <= reach
        ? { kind: 'sorter', index: sorter }
        : null;
    }
    const inbound = nearest(layout.inbound, x, y, reach);
    if (inbound >= 0) return { kind: 'door', side: 'inbound', index: inbound };
    const outbound = nearest(layout.outbound, x, y, reach);
    if (outbound >= 0) return { kind: 'door', side: 'outbound', index: outbound };
    return layout.yardSlots.length > 0 && isInside(layout.yard, x, y) ? { kind: 'yard' } : null;
  }

  boundsOf(target: Target): WorldRect | null {
    const outline = this.outlineOf(target);
    return outline && boundsOfPlate(outline.plate);
  }

  /** What is drawn around something that is chosen or pointed at. */
  outlineOf(target: Target): { plate: FloorPlate; roundingM: number } | null {
    const { layout } = this;
    if (!isOnFloor(target)) return null;
    if (target.kind === 'yard')
      return layout.yardSlots.length > 0 ? { plate: plateOf(layout.yard), roundingM: 1 } : null;
    if (target.kind === 'sorter') {
      const place = layout.sorters[target.index];
      return place ? sorterOutline(place) : null;
    }
    const plate = this.plateOf(target);
    if (!plate) return null;
    const grow = target.kind === 'door' ? 0.5 : 0.25;
    return {
      plate: { ...plate, halfLength: plate.halfLength + grow, halfWidth: plate.halfWidth + grow },
      roundingM: 0.4,
    };
  }

  private plateOf(target: Exclude<FloorTarget, { kind: 'yard' | 'sorter' }>): FloorPlate | undefined {
    const { layout, world } = this;
    if (target.kind === 'door') return layout[target.side][target.index];
    for (let i = 0; i < layout.sorters.length; i++) {
      const { chutes, infeeds } = layout.sorters[i];
      const { firstChute, firstInfeed } = world.sorters[i];
      const found =
        target.kind === 'chute' ? chutes[target.index - firstChute] : infeeds[target.index - firstInfeed];
      if (found) return found;
    }
    return undefined;
  }
}

function isOnFloor(target: Target): target is FloorTarget {
  return ['door', 'infeed', 'sorter', 'chute', 'yard'].includes(target.kind);
}

function isInside(rect: WorldRect, x: number, y: number): boolean {
  return x >= rect.x && y >= rect.y && x <= rect.x + rect.width && y <= rect.y + rect.height;
}

function nearest(plates: readonly FloorPlate[], x: number, y: number, reach: number): number {
  let best = -1;
  let bestDistance = reach;
  plates.forEach((plate, i) => {
    const distance = distanceToPlate(plate, x, y);
    if (distance < bestDistance) {
      best = i;
      bestDistance = distance;
    }
  });
  return best;
}
