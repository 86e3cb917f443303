import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FloorWorld } from '../../src/snapshot/floor-snapshot.ts';
import { densityAt } from '../../src/view/floor/belt-density.ts';
import { chuteLevel } from '../../src/view/floor/floor-chutes.ts';
import { clockLeft } from '../../src/view/floor/floor-doors.ts';
import { FloorFrames } from '../../src/view/floor/floor-frames.ts';
import { type FloorLayout, layOutFloor } from '../../src/view/floor/floor-layout.ts';
import { FloorPicking } from '../../src/view/floor/floor-picking.ts';
import { boundsOfPlate, type FloorPlate } from '../../src/view/floor/floor-plate.ts';
import type { Target } from '../../src/view/target.ts';
import { ViewCamera, type WorldRect } from '../../src/view/view-camera.ts';
import { type FloorSize, largeFloor, madeUpFloor, madeUpFrame } from '../builders/floor-made-up.ts';

const sizes: fc.Arbitrary<FloorSize> = fc.record({
  loops: fc.integer({ min: 1, max: 4 }),
  traysPerLoop: fc.integer({ min: 200, max: 2000 }),
  decks: fc.integer({ min: 1, max: 2 }),
  infeeds: fc.integer({ min: 8, max: 40 }),
  chutes: fc.integer({ min: 8, max: 300 }),
  inboundDoors: fc.integer({ min: 1, max: 60 }),
  outboundDoors: fc.integer({ min: 1, max: 120 }),
  directions: fc.integer({ min: 1, max: 60 }),
  yardSpaces: fc.integer({ min: 0, max: 200 }),
  detail: fc.constant('trays' as const),
  isMixed: fc.boolean(),
});

/** Corners of a plate. */
function corners({ x, y, halfLength, halfWidth, axisX, axisY }: FloorPlate): [number, number][] {
  return [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([a, b]) => [
    x + a * halfLength * axisX - b * halfWidth * axisY,
    y + a * halfLength * axisY + b * halfWidth * axisX,
  ]);
}

/** Whether two plates have a point in common, by the separating axes of both. */
function overlap(one: FloorPlate, other: FloorPlate): boolean {
  for (const { axisX, axisY } of [one, other]) {
    for (const [dx, dy] of [
      [axisX, axisY],
      [-axisY, axisX],
    ]) {
      const spans = [one, other].map((plate) => corners(plate).map(([x, y]) => x * dx + y * dy));
      if (
        Math.max(...spans[0]) <= Math.min(...spans[1]) + 1e-6 ||
        Math.max(...spans[1]) <= Math.min(...spans[0]) + 1e-6
      )
        return false;
    }
  }
  return true;
}

function firstOverlap(plates: readonly FloorPlate[]): string {
  for (let i = 0; i < plates.length; i++) {
    for (let k = i + 1; k < plates.length; k++) {
      const [a, b] = [plates[i], plates[k]];
      if (Math.abs(a.x - b.x) + Math.abs(a.y - b.y) < 20 && overlap(a, b)) return `${i} and ${k}`;
    }
  }
  return 'none';
}

function contains(outer: WorldRect, inner: WorldRect): boolean {
  const slack = 1e-6;
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  );
}

function apart(a: WorldRect, b: WorldRect): boolean {
  return a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
}

/** Everything that a trailer, a parcel or people can stand on. */
function allPlates(layout: FloorLayout): FloorPlate[] {
  return [
    ...layout.yardSlots,
    ...layout.inbound,
    ...layout.outbound,
    ...layout.sorters.flatMap((sorter) => [
      ...sorter.chutes,
      ...sorter.containers,
      ...sorter.infeeds,
      ...sorter.tables,
    ]),
  ];
}

describe('the layout of a floor', () => {
  it('has a place for everything, and no two things in one place', () => {
    fc.assert(
      fc.property(sizes, fc.boolean(), (size, isTurned) => {
        const world = madeUpFloor(size);
        const layout = layOutFloor(world, isTurned);
        expect(layout.yardSlots).toHaveLength(size.yardSpaces);
        expect(layout.inbound).toHaveLength(size.inboundDoors);
        expect(layout.outbound).toHaveLength(size.outboundDoors);
        layout.sorters.forEach((place, i) => {
          expect(place.chutes).toHaveLength(world.sorters[i].chuteAtM.length);
          expect(contains(layout.hall, place.bounds)).toBe(true);
          for (const plate of [...place.chutes, ...place.containers, ...place.infeeds, ...place.tables])
            expect(contains(place.bounds, boundsOfPlate(plate))).toBe(true);
        });
        const rects = [...layout.sorters.map(({ bounds }) => bounds), ...Object.values(layout.stations)];
        rects.forEach((a, i) => {
          for (const b of rects.slice(i + 1)) expect(apart(a, b)).toBe(true);
        });
        for (const rect of rects) expect(contains(layout.hall, rect)).toBe(true);
        const plates = allPlates(layout);
        for (const plate of plates) expect(contains(layout.bounds, boundsOfPlate(plate))).toBe(true);
        expect(firstOverlap(plates)).toBe('none');
      }),
      { numRuns: 30 },
    );
  });

  it('draws a loop with twice the trays twice as long, at the same scale', () => {
    const once = layOutFloor(madeUpFloor({ ...largeFloor, traysPerLoop: 700 })).sorters[0].path;
    const twice = layOutFloor(madeUpFloor({ ...largeFloor, traysPerLoop: 1400 })).sorters[0].path;
    expect(once?.lengthM).toBeCloseTo(420, 9);
    expect(twice?.lengthM).toBeCloseTo(840, 9);
    expect(twice?.radiusM).toBe(once?.radiusM);
  });

  it('puts the doors of a direction side by side, wherever the scenario lists them', () => {
    const world: FloorWorld = { ...madeUpFloor(), outboundDoors: Int16Array.of(0, 1, 0, 1, 0) };
    const { groups, outbound } = layOutFloor(world);
    expect(groups.map(({ direction }) => direction)).toEqual([0, 1]);
    const order = [0, 2, 4, 1, 3].map((door) => outbound[door].x);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('turned, is the same with x and y swapped', () => {
    const world = madeUpFloor({ ...largeFloor, isMixed: true });
    const upright = allPlates(layOutFloor(world));
    const turned = allPlates(layOutFloor(world, true));
    expect(turned.map(({ x, y }) => [y, x])).toEqual(upright.map(({ x, y }) => [x, y]));
  });

  it('shows chutes that a scenario puts at one place beside one another', () => {
    const world = madeUpFloor({ ...largeFloor, loops: 1 });
    const [sorter] = world.sorters;
    const heaped = { ...sorter, chuteAtM: Float32Array.of(50, 50, 50, 60) };
    const { sorters } = layOutFloor({ ...world, sorters: [heaped] });
    expect(firstOverlap(sorters[0].chutes)).toBe('none');
  });
});

describe('pointing at the floor', () => {
  const world = madeUpFloor({ ...largeFloor, isMixed: true });
  const camera = new ViewCamera();
  const layout = layOutFloor(world);
  camera.resize(1280, 720);
  camera.setHome(layout.bounds, 100, 28);
  const picking = new FloorPicking(world, camera, layout);

  it('finds every thing where it lies', () => {
    const lastSorter = world.sorters[world.sorters.length - 1];
    const targets: Target[] = [
      { kind: 'door', side: 'inbound', index: 7 },
      { kind: 'door', side: 'outbound', index: 79 },
      { kind: 'infeed', index: 33 },
      { kind: 'chute', index: 250 },
      { kind: 'chute', index: lastSorter.firstChute + 23 },
      { kind: 'yard' },
      { kind: 'sorter', index: 2 },
    ];
    for (const target of targets) {
      const bounds = picking.boundsOf(target);
      expect(bounds).not.toBeNull();
      if (!bounds) continue;
      const x = camera.toScreenX(bounds.x + bounds.width / 2);
      const y = camera.toScreenY(bounds.y + bounds.height / 2);
      expect(picking.pick(x, y)).toEqual(target);
    }
  });

  it('finds nothing beside the hall, and knows no place for what is not here', () => {
    expect(picking.pick(2, 2)).toBeNull();
    expect(picking.boundsOf({ kind: 'chute', index: 9999 })).toBeNull();
    expect(picking.boundsOf({ kind: 'facility', index: 0 })).toBeNull();
  });
});

describe('the memory of a floor', () => {
  const world = madeUpFloor();

  it('gives back the frame that was in force, with its trays', () => {
    const frames = new FloorFrames();
    for (let s = 0; s < 20; s++) frames.push(madeUpFrame(world, s * 1e6));
    expect(frames.at(7.5e6)?.nowUs).toBe(7e6);
    expect(frames.at(7.5e6)?.sorters[0].trays).toEqual(madeUpFrame(world, 7e6).sorters[0].trays);
  });

  it('lets the trays of old frames go on a long run, and keeps their levels', () => {
    const frames = new FloorFrames();
    const [sorter] = madeUpFrame(world, 0).sorters;
    const many = { ...sorter, trays: new Uint8Array(2 ** 20) };
    const frame = { ...madeUpFrame(world, 0), sorters: [many] };
    for (let s = 0; s < 20; s++) frames.push({ ...frame, nowUs: s * 1e6 });
    const kept = Array.from({ length: 20 }, (_, s) => frames.at(s * 1e6)?.sorters[0].trays.length);
    expect(kept.filter((length) => length === 2 ** 20)).toHaveLength(8);
    expect(kept[0]).toBe(0);
    expect(kept[19]).toBe(2 ** 20);
    expect(frames.at(0)?.sorters[0].density).toEqual(sorter.density);
  });
});

describe('levels on the floor', () => {
  it('meets each section’s density in its middle, and goes on around the end of a loop only', () => {
    const density = Float32Array.of(0, 1, 0.5, 0.25);
    expect(densityAt(density, 1.5 / 4, true)).toBe(1);
    expect(densityAt(density, 1 / 4, true)).toBe(0.5);
    expect(densityAt(density, 0, true)).toBe(0.125);
    expect(densityAt(density, 0, false)).toBe(0);
    expect(densityAt(new Float32Array(0), 0.5, true)).toBe(0);
  });

  it('fills a chute by its room, and a clock by the time left', () => {
    expect([chuteLevel(0, 60), chuteLevel(30, 60), chuteLevel(75, 60), chuteLevel(5, 0)]).toEqual([
      0, 0.5, 1, 0,
    ]);
    expect(clockLeft(3600e6, 0)).toBe(0.5);
    expect(clockLeft(0, 60e6)).toBe(0);
    expect(clockLeft(Number.NaN, 0)).toBe(0);
  });
});
