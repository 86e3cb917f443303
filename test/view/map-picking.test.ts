import { describe, expect, it } from 'vitest';
import type { FacilityLayer } from '../../src/view/facility-layer.ts';
import type { LaneLayer } from '../../src/view/lane-layer.ts';
import type { MapGeometry } from '../../src/view/map-geometry.ts';
import { MapPicking } from '../../src/view/map-picking.ts';
import type { Provinces } from '../../src/view/provinces.ts';
import { SegmentHistory } from '../../src/view/segment-history.ts';
import type { SegmentLayer } from '../../src/view/segment-layer.ts';
import { ViewCamera } from '../../src/view/view-camera.ts';

/** A hub at (0, 0) with a lane to another far to the right, all on one province; a world unit is a pixel. */
function picking(): { pick: (dx: number, dy: number, isTouch: boolean) => unknown } {
  const camera = new ViewCamera();
  camera.resize(800, 600);
  camera.setHome({ x: -500, y: -500, width: 1000, height: 1000 }, 1000, 60);
  camera.glideTo(0, 0, 1, 0, 0);
  const map = new MapPicking(
    { places: Float32Array.of(0, 0, 400, 0), laneEnds: Float32Array.of(0, 0, 400, 0) } as MapGeometry,
    camera,
    { pickRadius: () => 3 } as unknown as FacilityLayer,
    { isVisible: () => true } as unknown as LaneLayer,
    { pick: () => -1 } as unknown as SegmentLayer,
    new SegmentHistory(),
  );
  map.provinces = { regionAt: () => 0 } as unknown as Provinces;
  return { pick: (dx, dy, isTouch) => map.pick(400 + dx, 300 + dy, isTouch)?.kind };
}

describe('what lies under the pointer', () => {
  it('is a hub up to 7 pixels away for the mouse, up to 16 for a finger', () => {
    const { pick } = picking();
    expect([6, 8].map((away) => pick(-away, 0, false))).toEqual(['facility', 'region']);
    expect([8, 15, 17].map((away) => pick(-away, 0, true))).toEqual(['facility', 'facility', 'region']);
  });

  it('is a lane a little farther away for a finger, so that provinces between lanes can still be touched', () => {
    const { pick } = picking();
    // In the middle the curve lies 28 pixels to the right of the straight line, as it runs.
    expect([6, 9].map((away) => pick(200, 28 + away, false))).toEqual(['lane', 'region']);
    expect([9, 12].map((away) => pick(200, 28 + away, true))).toEqual(['lane', 'region']);
  });
});
