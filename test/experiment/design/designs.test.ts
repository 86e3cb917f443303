import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildDesign, checkDesign } from '../../../src/experiment/design/build-design.ts';
import { type Factor, levelsOf, settingOf } from '../../../src/experiment/design/factor.ts';
import { codedFactors, createRange } from './samples.ts';

const rule = { kind: 'levels', name: 'rule', levels: ['fifo', 'lifo', 'random'], base: 1 } as const;
const couriers = { ...createRange('couriers', 2, 8, 4), isWhole: true };

describe('one at a time', () => {
  it('has the base point, then each other level of each factor', () => {
    const { points } = buildDesign({ kind: 'one-at-a-time', factors: [couriers, rule] });
    expect(points.map((point) => point.map(({ value }) => value))).toEqual([
      [4, 'lifo'],
      [2, 'lifo'],
      [8, 'lifo'],
      [4, 'fifo'],
      [4, 'random'],
    ]);
  });

  it('does not repeat a base that is an end of its range', () => {
    const { points } = buildDesign({ kind: 'one-at-a-time', factors: codedFactors(3) });
    expect(points.map((point) => point.map(({ coded }) => coded))).toEqual([
      [-1, -1, -1],
      [1, -1, -1],
      [-1, 1, -1],
      [-1, -1, 1],
    ]);
  });
});

describe('the codes of a factor', () => {
  it('run from -1 to 1 exactly, in proportion to numbers and by ordinal for texts', () => {
    const drops = { kind: 'levels', name: 'drops', levels: [1, 2, 5], base: 0 } as const;
    expect([1, 2, 5].map((value) => settingOf(drops, value).coded)).toEqual([-1, -0.5, 1]);
    expect(rule.levels.map((value) => settingOf(rule, value).coded)).toEqual([-1, 0, 1]);
    const tenths = createRange('share', 0.1, 0.3);
    expect([0.1, 0.3].map((value) => settingOf(tenths, value).coded)).toEqual([-1, 1]);
  });
});

describe('a full factorial', () => {
  it('has every combination of levels exactly once', () => {
    const factor = fc.oneof(
      fc.integer({ min: 2, max: 5 }).map(
        (count): Factor => ({
          kind: 'levels',
          name: '',
          levels: Array.from({ length: count }, (_, i) => `level ${i}`),
          base: 0,
        }),
      ),
      fc.constant<Factor>(createRange('', 1, 2)),
    );
    fc.assert(
      fc.property(fc.array(factor, { minLength: 1, maxLength: 4 }), (unnamed) => {
        const factors = unnamed.map((each, i) => ({ ...each, name: `factor ${i}` }));
        const { points } = buildDesign({ kind: 'full-factorial', factors });
        const size = factors.reduce((product, each) => product * levelsOf(each).length, 1);
        expect(points).toHaveLength(size);
        expect(new Set(points.map((point) => point.map(({ value }) => value).join('/'))).size).toBe(size);
        for (const point of points)
          point.forEach(({ value }, f) => {
            expect(levelsOf(factors[f])).toContain(value);
          });
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it('ends with its center point, which is coded 0', () => {
    const factors = [couriers, createRange('share', 0.2, 0.6)];
    const design = buildDesign({ kind: 'full-factorial', factors, centerPoint: true });
    expect(design.centerPoint).toBe(4);
    expect(design.points[4]).toEqual([
      { value: 5, coded: 0 },
      { value: 0.4, coded: 0 },
    ]);
  });

  it('refuses a center point where a factor has no middle', () => {
    const odd = { ...createRange('doors', 2, 5), isWhole: true };
    const faults = checkDesign({ kind: 'full-factorial', factors: [rule, odd, couriers], centerPoint: true });
    expect(faults.map(({ path }) => path)).toEqual([
      ['factors', 0],
      ['factors', 1],
    ]);
    expect(faults[1].found).toBe('doors, a whole number, with its middle at 3.5');
  });

  it('has at most 1,000 points', () => {
    expect(checkDesign({ kind: 'full-factorial', factors: codedFactors(9) })).toEqual([]);
    expect(() => buildDesign({ kind: 'full-factorial', factors: codedFactors(10) })).toThrow(
      new RangeError('factors: found 1024 design points, allowed is at most 1000'),
    );
  });
});

describe('a Latin hypercube', () => {
  it('has one point in each stratum of each factor', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.integer({ min: 1, max: 6 }), fc.nat(), (n, k, seed) => {
        const plan = { kind: 'latin-hypercube', factors: codedFactors(k), points: n, seed } as const;
        const { points } = buildDesign({ ...plan, candidates: 3 });
        for (let f = 0; f < k; f++) {
          const strata = points.map((point) => Math.floor(((point[f].coded + 1) / 2) * n));
          expect(strata.sort((a, b) => a - b)).toEqual([...Array(n).keys()]);
        }
      }),
      { seed: 11, numRuns: 50 },
    );
  });

  it('is the same for the same seed, and another for another', () => {
    const plan = { kind: 'latin-hypercube', factors: codedFactors(3), points: 12 } as const;
    expect(buildDesign({ ...plan, seed: 1 })).toEqual(buildDesign({ ...plan, seed: 1 }));
    expect(buildDesign({ ...plan, seed: 1 }).points).not.toEqual(buildDesign({ ...plan, seed: 2 }).points);
  });

  it('leaves the other factors alone when one is added', () => {
    const plan = { kind: 'latin-hypercube', points: 9, seed: 'hub', candidates: 1 } as const;
    const two = buildDesign({ ...plan, factors: codedFactors(2) });
    const three = buildDesign({ ...plan, factors: codedFactors(3) });
    expect(three.points.map((point) => point.slice(0, 2))).toEqual(two.points);
  });

  it('takes of its candidates the one whose closest points lie farthest apart, and says how far', () => {
    const plan = { kind: 'latin-hypercube', factors: codedFactors(2), points: 10, seed: 5 } as const;
    const distances = [1, 2, 5, 20, 100].map((candidates) => {
      const { draw, points } = buildDesign({ ...plan, candidates });
      let smallest = Number.POSITIVE_INFINITY;
      for (const [i, a] of points.entries())
        for (const b of points.slice(0, i))
          smallest = Math.min(smallest, Math.hypot(a[0].coded - b[0].coded, a[1].coded - b[1].coded) / 2);
      expect(draw!.minDistance).toBeCloseTo(smallest, 12);
      return smallest;
    });
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    expect(distances[4]).toBeGreaterThan(distances[0]);
    expect(buildDesign(plan).draw!.candidates).toBe(20);
  });

  it('gives whole numbers and texts equal shares of the points', () => {
    const { points } = buildDesign({
      kind: 'latin-hypercube',
      factors: [couriers, rule],
      points: 21,
      seed: 1,
    });
    const counts = (f: number) =>
      points.reduce((tally, point) => {
        tally.set(point[f].value, (tally.get(point[f].value) ?? 0) + 1);
        return tally;
      }, new Map<unknown, number>());
    expect([...counts(0)].sort()).toEqual([2, 3, 4, 5, 6, 7, 8].map((value) => [value, 3]));
    expect([...counts(1)].sort()).toEqual(rule.levels.map((value) => [value, 7]));
  });
});

describe('a plan of a design', () => {
  it.each<[string, Factor, string]>([
    [
      'ends in the wrong order',
      createRange('x', 3, 2),
      'factors[0].low: found 3, allowed is a number below high',
    ],
    [
      'a base outside its range',
      createRange('x', 1, 2, 5),
      'factors[0].base: found 5, allowed is a number from 1',
    ],
    ['an end that is no number', createRange('x', 1, Number.NaN, 1), 'factors[0].high: found NaN'],
    ['an infinite range', createRange('x', -1.7e308, 1.7e308), 'factors[0].high: found 1.7e+308'],
    [
      'halves of a whole number',
      { ...createRange('x', 1, 2.5), isWhole: true },
      'factors[0].high: found 2.5, allowed is a whole number',
    ],
    [
      'a single level',
      { kind: 'levels', name: 'x', levels: [1], base: 0 },
      'factors[0].levels: found 1 of them',
    ],
    ['a level twice', { ...rule, levels: ['a', 'b', 'a'] }, 'factors[0].levels[2]: found a again'],
    ['numbers out of order', { ...rule, levels: [1, 3, 2] }, 'factors[0].levels[2]: found 2 after 3'],
    [
      'a base that is no level',
      { ...rule, base: 3 },
      'factors[0].base: found 3, allowed is the ordinal of a level',
    ],
    ['no name', { ...rule, name: '' }, 'factors[0].name: found an empty name'],
  ])('refuses %s with the place', (_, factor, text) => {
    expect(() => buildDesign({ kind: 'one-at-a-time', factors: [factor] })).toThrow(text);
  });

  it('refuses equal names, no factors, and counts out of range, all at once', () => {
    const plan = { kind: 'latin-hypercube', seed: 1 } as const;
    expect(
      checkDesign({ ...plan, factors: [rule, rule], points: 1, candidates: 1.5 }).map(({ path }) => path),
    ).toEqual([['factors', 1, 'name'], ['points'], ['candidates']]);
    expect(checkDesign({ ...plan, factors: [], points: 5 })).toHaveLength(1);
  });
});
