import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ViewCamera } from '../../src/view/view-camera.ts';

function camera(width = 800, height = 600): ViewCamera {
  const made = new ViewCamera();
  made.resize(width, height);
  made.setHome({ x: 0, y: 0, width: 1000, height: 500 }, 1000, 60);
  return made;
}

describe('the camera', () => {
  it('shows the whole home rectangle in the middle', () => {
    const view = camera();
    expect(view.toScreenX(500)).toBeCloseTo(400, 9);
    expect(view.toScreenY(250)).toBeCloseTo(300, 9);
    expect(view.toScreenX(0)).toBeGreaterThan(0);
    expect(view.toScreenX(1000)).toBeLessThan(800);
  });

  it('keeps clear of what panels cover', () => {
    const view = camera();
    view.insets = { top: 0, right: 300, bottom: 0, left: 0 };
    view.resize(800, 600);
    expect(view.toScreenX(1000)).toBeLessThan(500);
    expect(view.toScreenX(0)).toBeGreaterThan(0);
  });

  it('shows a flat world in the middle of what a large panel leaves, also after a small move', () => {
    const view = new ViewCamera();
    view.resize(800, 600);
    view.setHome({ x: 0, y: 0, width: 1000, height: 100 }, 1000, 60);
    view.insets = { top: 400, right: 0, bottom: 0, left: 0 };
    view.resize(800, 600);
    expect(view.toScreenY(50)).toBeCloseTo(500, 9);
    view.panBy(0, -1);
    expect(view.toScreenY(50)).toBeCloseTo(499, 9);
  });

  it('ends a move where it was bound for, also when a panel opens on the way', () => {
    const view = camera();
    view.glideTo(100, 100, 5, 0, 100);
    view.insets = { top: 0, right: 300, bottom: 0, left: 0 };
    view.resize(800, 600);
    view.step(100);
    expect([view.x, view.y, view.zoom]).toEqual([100, 100, 5]);
    const { x, y, zoom } = view.homeView();
    view.glideTo(x, y, zoom, 100, 100);
    view.insets = { top: 0, right: 0, bottom: 0, left: 0 };
    view.resize(800, 600);
    view.step(200);
    expect([view.x, view.y, view.zoom]).toEqual(Object.values(view.homeView()));
    expect(view.zoom).toBeGreaterThan(zoom);
  });

  it('brings a place at the rim of the world above a sheet, for which home does not shrink', () => {
    const view = camera();
    const { homeZoom } = view;
    view.sheet = 400;
    view.resize(800, 600);
    expect(view.zoom).toBe(homeZoom);
    const { x, y } = view.centerFor(1000, 500, 2);
    view.glideTo(x, y, 2, 0, 0);
    expect([view.toScreenX(1000), view.toScreenY(500)]).toEqual([400, 100]);
    view.sheet = 0;
    view.resize(800, 600);
    expect(view.toScreenY(500)).toBe(300);
  });

  it('keeps the point under the pointer while zooming', () => {
    const point = fc.record({
      x: fc.double({ min: 250, max: 550, noNaN: true }),
      y: fc.double({ min: 250, max: 350, noNaN: true }),
    });
    fc.assert(
      fc.property(point, fc.double({ min: 1, max: 8, noNaN: true }), ({ x, y }, factor) => {
        const view = camera();
        const worldX = view.toWorldX(x);
        const worldY = view.toWorldY(y);
        view.zoomAt(x, y, factor);
        expect(view.toScreenX(worldX)).toBeCloseTo(x, 6);
        expect(view.toScreenY(worldY)).toBeCloseTo(y, 6);
      }),
    );
  });

  it('cannot lose the world: its center stays within home and the zoom within its limits', () => {
    const act = fc.oneof(
      fc.tuple(
        fc.constant('pan' as const),
        fc.integer({ min: -5000, max: 5000 }),
        fc.integer({ min: -5000, max: 5000 }),
      ),
      fc.tuple(
        fc.constant('zoom' as const),
        fc.integer({ min: 0, max: 800 }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
      ),
    );
    fc.assert(
      fc.property(fc.array(act), (acts) => {
        const view = camera();
        for (const [kind, a, b] of acts) {
          if (kind === 'pan') view.panBy(a, b);
          else view.zoomAt(a, 300, b);
        }
        expect(view.x).toBeGreaterThanOrEqual(0);
        expect(view.x).toBeLessThanOrEqual(1000);
        expect(view.y).toBeGreaterThanOrEqual(0);
        expect(view.y).toBeLessThanOrEqual(500);
        expect(view.doublings).toBeLessThanOrEqual(Math.log2(60) + 1e-9);
        expect(view.zoom).toBeGreaterThan(0.6 * view.homeZoom);
      }),
    );
  });

  it('glides to its target and then stands still; without a duration it jumps', () => {
    const view = camera();
    view.glideTo(200, 100, 5, 1000, 180);
    expect(view.step(1090)).toBe(true);
    expect(view.x).toBeLessThan(500);
    expect(view.x).toBeGreaterThan(200);
    expect(view.step(1180)).toBe(true);
    expect([view.x, view.y, view.zoom]).toEqual([200, 100, 5]);
    expect(view.step(1300)).toBe(false);
    view.glideTo(300, 100, 4, 2000, 0);
    expect([view.x, view.zoom]).toEqual([300, 4]);
  });

  it('shows surroundings where home has no extent', () => {
    const view = new ViewCamera();
    view.resize(800, 600);
    view.setHome({ x: 7, y: 7, width: 0, height: 0 }, 1000, 60);
    expect(view.toScreenX(7)).toBeCloseTo(400, 9);
    expect(view.zoom).toBeCloseTo(0.54, 2);
  });
});
