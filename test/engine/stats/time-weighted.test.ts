import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimeWeighted } from '../../../src/engine/stats/time-weighted.ts';

const change = fc.record({
  dt: fc.oneof(fc.nat(3), fc.constant(2 ** 43)),
  level: fc.oneof(fc.nat(5), fc.nat(100_000)),
});
const changes = fc.array(change, { minLength: 1, maxLength: 60 });
type Change = { dt: number; level: number };

function follow(path: readonly Change[]): { weighted: TimeWeighted; now: number } {
  const weighted = new TimeWeighted();
  let now = 0;
  for (const { dt, level } of path) {
    now += dt;
    weighted.set(level, now);
  }
  return { weighted, now };
}

/** Area in level x microseconds, by brute force, until the last change plus `rest`. */
function area(path: readonly Change[], rest: number): bigint {
  return path.reduce(
    (sum, { level }, i) => sum + BigInt(level) * BigInt(i + 1 < path.length ? path[i + 1].dt : rest),
    0n,
  );
}

describe('TimeWeighted', () => {
  it('equals the integral over every span of constant level', () => {
    fc.assert(
      fc.property(changes, fc.nat(1000), (path, rest) => {
        const { weighted, now } = follow(path);
        const exact = Number(area(path, rest)) / (now + rest);
        const found = weighted.mean(now + rest);
        if (Number.isNaN(exact)) expect(found).toBeNaN();
        else expect(Math.abs(found - exact)).toBeLessThanOrEqual(1e-15 * exact);
        expect(weighted.min).toBe(0);
        expect(weighted.max).toBe(Math.max(...path.map(({ level }) => level)));
      }),
    );
  });

  it('merges to areas and times of both', () => {
    fc.assert(
      fc.property(changes, changes, (left, right) => {
        const a = follow(left).weighted;
        const b = follow(right).weighted;
        const lasted = a.observedTime() + b.observedTime();
        a.merge(TimeWeighted.from(b.toState()));
        const exact = Number(area(left, 0) + area(right, 0)) / lasted;
        expect(a.observedTime()).toBe(lasted);
        if (lasted > 0) expect(Math.abs(a.mean() - exact)).toBeLessThanOrEqual(1e-15 * exact);
        else expect(a.mean()).toBeNaN();
      }),
    );
  });

  it('follows a bay by hand', () => {
    const bay = TimeWeighted.startingAt(4, 100);
    bay.add(3, 110);
    bay.add(-6, 130);
    expect(bay.level).toBe(1);
    // 4 for 10, 7 for 20, 1 for 10.
    expect(bay.mean(140)).toBe((40 + 140 + 10) / 40);
    expect([0, 0.25, 0.26, 0.5, 0.51, 1].map((p) => bay.quantile(p, 140))).toEqual([1, 1, 4, 4, 7, 7]);
    expect([bay.min, bay.max]).toEqual([1, 7]);
    bay.reset(140);
    expect([bay.level, bay.min, bay.max, bay.mean(150)]).toEqual([1, 1, 1, 1]);
    expect(bay.mean()).toBeNaN();
  });

  it('refuses a negative or broken level and a clock that goes back, and stays as it was', () => {
    const bay = TimeWeighted.startingAt(1, 0);
    bay.add(1, 10);
    const before = bay.toState();
    expect(() => bay.add(-3, 20)).toThrow(/non-negative/);
    expect(() => bay.set(0.5, 20)).toThrow(/non-negative/);
    expect(() => bay.set(5, 9)).toThrow(/counted until 10/);
    expect(bay.toState()).toEqual(before);
  });
});
