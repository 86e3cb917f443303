import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beltOffsetM, trayAtM } from '../../src/view/floor/floor-motion.ts';
import { type FloorPath, pointOn, racetrack, straightLine } from '../../src/view/floor/floor-path.ts';

const loops = fc.record({
  lengthM: fc.double({ min: 20, max: 3000, noNaN: true }),
  turnM: fc.double({ min: 3, max: 40, noNaN: true }),
  isTurned: fc.boolean(),
});

function made({
  lengthM,
  turnM,
  isTurned,
}: {
  lengthM: number;
  turnM: number;
  isTurned: boolean;
}): FloorPath {
  return { ...racetrack(12, 34, lengthM, turnM), isTurned };
}

/** Length of a path, summed over chords. */
function measured(path: FloorPath): number {
  const pieces = 4000;
  let sum = 0;
  for (let i = 0; i < pieces; i++) {
    const from = pointOn(path, (i / pieces) * path.lengthM);
    const to = pointOn(path, ((i + 1) / pieces) * path.lengthM);
    sum += Math.hypot(to.x - from.x, to.y - from.y);
  }
  return sum;
}

describe('the path of a sorter', () => {
  it('is as long on the floor as the scenario says, whatever its shape', () => {
    fc.assert(
      fc.property(loops, (loop) => {
        const path = made(loop);
        expect(path.straightM).toBeGreaterThan(0);
        expect(measured(path) / loop.lengthM).toBeCloseTo(1, 4);
      }),
      { numRuns: 25 },
    );
    expect(measured(straightLine(3, 4, 120))).toBeCloseTo(120, 9);
  });

  it('closes, runs at unit speed along its tangent, and has its outside where it bulges', () => {
    fc.assert(
      fc.property(loops, fc.double({ min: -3, max: 3, noNaN: true }), (loop, laps) => {
        const path = made(loop);
        const atM = laps * loop.lengthM;
        const here = pointOn(path, atM);
        const lapLater = pointOn(path, atM + loop.lengthM);
        expect(Math.hypot(lapLater.x - here.x, lapLater.y - here.y)).toBeLessThan(1e-6);
        const ahead = pointOn(path, atM + 1e-4);
        expect((ahead.x - here.x) * here.alongX + (ahead.y - here.y) * here.alongY).toBeCloseTo(1e-4, 8);
        expect(here.alongX * here.outX + here.alongY * here.outY).toBeCloseTo(0, 12);
        const outside = pointOn(path, atM, 2);
        expect(Math.hypot(outside.x - here.x, outside.y - here.y)).toBeCloseTo(2, 9);
        const centerX = path.x + path.straightM / 2;
        const centerY = path.y + path.radiusM;
        const [middleX, middleY] = path.isTurned ? [centerY, centerX] : [centerX, centerY];
        const away = (here.x - middleX) * here.outX + (here.y - middleY) * here.outY;
        expect(away).toBeGreaterThan(0);
      }),
    );
  });
});

describe('the place of a tray', () => {
  const sorter = { lengthM: 420, pitchM: 0.6, speedMPerS: 2 };

  it('follows from the frame and the time shown', () => {
    const levels = { traveledM: 1000, isRunning: true };
    // 1000 m are two laps and 160 m; 10 s on, 20 m more; tray 5 stands 3 m ahead.
    expect(trayAtM(sorter, levels, 5, 50e6, 60e6)).toBeCloseTo(183, 9);
    expect(trayAtM(sorter, levels, 5, 50e6, 50e6)).toBeCloseTo(163, 9);
  });

  it('stands while the sorter stands', () => {
    const levels = { traveledM: 1000, isRunning: false };
    expect(trayAtM(sorter, levels, 5, 50e6, 90e6)).toBe(trayAtM(sorter, levels, 5, 50e6, 50e6));
  });

  it('is the same again a lap later, keeps its distance to its neighbor, and agrees between frames', () => {
    const lapUs = (sorter.lengthM / sorter.speedMPerS) * 1e6;
    const onCircle = (a: number, b: number) => {
      const apart = Math.abs(a - b) % sorter.lengthM;
      return Math.min(apart, sorter.lengthM - apart);
    };
    const input = fc.record({
      traveledM: fc.double({ min: 0, max: 1e6, noNaN: true }),
      sinceUs: fc.integer({ min: 0, max: 3_600_000_000 }),
      k: fc.integer({ min: 0, max: 699 }),
    });
    fc.assert(
      fc.property(input, ({ traveledM, sinceUs, k }) => {
        const levels = { traveledM, isRunning: true };
        const at = trayAtM(sorter, levels, k, 0, sinceUs);
        expect(at).toBeGreaterThanOrEqual(0);
        expect(at).toBeLessThan(sorter.lengthM);
        expect(onCircle(trayAtM(sorter, levels, k, 0, sinceUs + lapUs), at)).toBeLessThan(1e-6);
        expect(onCircle(trayAtM(sorter, levels, k + 1, 0, sinceUs), at)).toBeCloseTo(sorter.pitchM, 6);
        // A later frame of the same steady belt puts the tray at the same place.
        const later = { traveledM: traveledM + (sorter.speedMPerS * sinceUs) / 1e6, isRunning: true };
        expect(onCircle(trayAtM(sorter, later, k, sinceUs, sinceUs), at)).toBeLessThan(1e-6);
      }),
    );
  });

  it('lies on the belt also before the first frame', () => {
    const offsetM = beltOffsetM(sorter, { traveledM: 1, isRunning: true }, 60e6, 0);
    expect(offsetM).toBeCloseTo(420 - 119, 9);
  });
});
