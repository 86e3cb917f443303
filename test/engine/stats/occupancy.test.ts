import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Occupancy } from '../../../src/engine/stats/occupancy.ts';

/** What a block's levels become after a span of time. */
interface Step {
  dt: number;
  waiting: number;
  serving: number;
  available: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  dt: fc.oneof(fc.nat(5), fc.nat(2 ** 31 - 1), fc.constant(2 ** 42)),
  waiting: fc.oneof(fc.nat(3), fc.nat(200), fc.nat(10_000_000)),
  serving: fc.nat(50),
  available: fc.nat(60),
});
const steps = fc.array(step, { minLength: 1, maxLength: 60 });

function apply(occupancy: Occupancy, path: readonly Step[], from = 0): number {
  let now = from;
  for (const next of path) {
    now += next.dt;
    occupancy.observe(now);
    occupancy.waiting = next.waiting;
    occupancy.serving = next.serving;
    occupancy.available = next.available;
  }
  return now;
}

/** Spans of constant level by brute force, ended at the last step plus `rest`. */
function spans(
  path: readonly Step[],
  rest: number,
  level: (at: Step) => number,
): { level: number; dt: number }[] {
  return path.map((at, i) => ({ level: level(at), dt: i + 1 < path.length ? path[i + 1].dt : rest }));
}

function area(path: readonly Step[], rest: number, level: (at: Step) => number): bigint {
  return spans(path, rest, level).reduce((sum, span) => sum + BigInt(span.level) * BigInt(span.dt), 0n);
}

function expectClose(found: number, exact: number): void {
  if (Number.isNaN(exact)) expect(found).toBeNaN();
  else expect(Math.abs(found - exact)).toBeLessThanOrEqual(1e-15 * Math.abs(exact));
}

describe('Occupancy', () => {
  it('equals the integral over every span of constant level, read at any instant', () => {
    fc.assert(
      fc.property(steps, fc.nat(2 ** 31 - 1), (path, rest) => {
        const occupancy = new Occupancy();
        const now = apply(occupancy, path) + rest;
        const waiting = area(path, rest, (at) => at.waiting);
        const serving = area(path, rest, (at) => at.serving);
        const available = area(path, rest, (at) => at.available);
        expectClose(occupancy.meanWaiting(now), Number(waiting) / now);
        expectClose(occupancy.meanServing(now), Number(serving) / now);
        expectClose(occupancy.meanAvailable(now), Number(available) / now);
        expectClose(occupancy.meanInSystem(now), Number(waiting + serving) / now);
        expectClose(occupancy.utilization(now), available === 0n ? NaN : Number(serving) / Number(available));
        expect(occupancy.maxInSystem).toBe(Math.max(0, ...path.map((at) => at.waiting + at.serving)));
        const inSystem = spans(path, rest, (at) => at.waiting + at.serving);
        const empty = inSystem.reduce((sum, span) => sum + (span.level === 0 ? span.dt : 0), path[0].dt);
        expectClose(occupancy.shareEmpty(now), empty / now);
      }),
    );
  });

  it('finds the level not exceeded for a share of the time, within 1/256', () => {
    fc.assert(
      fc.property(steps, fc.nat(1000), fc.double({ min: 0, max: 1, noNaN: true }), (path, rest, p) => {
        const occupancy = new Occupancy();
        const now = apply(occupancy, path) + rest;
        const held = [{ level: 0, dt: path[0].dt }, ...spans(path, rest, (at) => at.waiting + at.serving)]
          .filter((span) => span.dt > 0)
          .sort((a, b) => a.level - b.level);
        let time = 0;
        const exact = held.find((span) => {
          time += span.dt;
          return time / now >= p;
        })?.level;
        const found = occupancy.quantileInSystem(p, now);
        if (exact === undefined) expect(found).toBeNaN();
        else expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact / 256);
      }),
    );
  });

  it('does not change when it is read ahead', () => {
    const occupancy = new Occupancy();
    const now = apply(occupancy, [{ dt: 5, waiting: 2, serving: 1, available: 1 }]);
    const before = occupancy.toState();
    occupancy.meanInSystem(now + 10);
    occupancy.quantileInSystem(0.5, now + 10);
    occupancy.shareEmpty(now + 10);
    occupancy.utilization(now + 10);
    expect(occupancy.toState()).toEqual(before);
  });

  it('keeps the levels at the warm-up cut and forgets what went before', () => {
    const occupancy = new Occupancy();
    apply(occupancy, [
      { dt: 5, waiting: 90, serving: 1, available: 1 },
      { dt: 5, waiting: 2, serving: 1, available: 2 },
    ]);
    occupancy.reset(30);
    expect([occupancy.waiting, occupancy.serving, occupancy.available]).toEqual([2, 1, 2]);
    expect(occupancy.maxInSystem).toBe(3);
    expect(occupancy.meanWaiting(30)).toBeNaN();
    occupancy.observe(40);
    expect([occupancy.meanInSystem(40), occupancy.utilization(40), occupancy.shareEmpty(40)]).toEqual([
      3, 0.5, 0,
    ]);
  });

  it('merges replications into areas and time of both', () => {
    fc.assert(
      fc.property(steps, steps, (left, right) => {
        const a = new Occupancy();
        const b = new Occupancy();
        const lasted = apply(a, left) + apply(b, right);
        a.merge(Occupancy.from(b.toState()));
        const total = area(left, 0, (at) => at.waiting) + area(right, 0, (at) => at.waiting);
        expect(a.observedTime()).toBe(lasted);
        expectClose(a.meanWaiting(), Number(total) / lasted);
        const seen = (path: readonly Step[]) => path.map((at) => at.waiting + at.serving);
        // The last level of b has lasted no time and is not part of what b observed.
        expect(a.maxInSystem).toBe(Math.max(0, ...seen(left), ...seen(right.slice(0, -1))));
        if (lasted > 0) expect(a.quantileInSystem(1)).toBeLessThanOrEqual(a.maxInSystem);
      }),
    );
  });

  it('reports no utilization where nothing was available', () => {
    const occupancy = new Occupancy();
    apply(occupancy, [{ dt: 5, waiting: 3, serving: 0, available: 0 }]);
    expect(occupancy.utilization(50)).toBeNaN();
  });

  it('refuses a clock that goes back', () => {
    const occupancy = new Occupancy();
    occupancy.observe(10);
    expect(() => occupancy.observe(9)).toThrow(/counted until 10/);
  });
});
