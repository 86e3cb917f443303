import './browser-language.ts';
import { expect, it } from 'vitest';
import { cellMeans, levelMeans, levelsOfFactor } from '../../src/app/experiments/level-means.ts';

/** Two replications at each of the points. */
function sampleOf(values: readonly (readonly [number, number])[]) {
  return {
    response: { kpi: 'cost', place: '', class: '', better: undefined },
    unit: '',
    replications: [0, 1],
    values: values.map((column) => Float64Array.from(column)),
  };
}

const FACTORIAL = {
  factors: ['couriers', 'hubs'],
  design: 'full_factorial',
  settings: [
    [2, 'few'],
    [4, 'few'],
    [2, 'many'],
    [4, 'many'],
  ],
};
const SAMPLE = sampleOf([
  [10, 12],
  [6, 8],
  [9, 11],
  [5, 3],
]);

it('averages a factorial over the levels of the other factors, within replications', () => {
  const [low, high] = levelMeans(FACTORIAL, 0, SAMPLE, 0.95);
  // Replications 9.5 and 11.5: mean 10.5; sd 1.41421, t(0.975, 1) = 12.7062, over the square root of 2.
  expect(low).toMatchObject({ level: 2, n: 2, mean: 10.5 });
  expect(low.halfWidth).toBeCloseTo(12.7062, 3);
  // Both replications 5.5: known exactly.
  expect(high).toMatchObject({ level: 4, mean: 5.5, halfWidth: 0 });
});

it('holds the other factor at one level for an interaction', () => {
  const cells = cellMeans(FACTORIAL, 0, { factor: 1, level: 'many' }, SAMPLE, 0.95);
  expect(cells.map(({ level, mean }) => [level, mean])).toEqual([
    [2, 10],
    [4, 4],
  ]);
  expect(levelsOfFactor(FACTORIAL, 1)).toEqual(['few', 'many']);
});

it('follows the path from the base where one factor is varied at a time, levels rising', () => {
  const design = {
    factors: ['couriers', 'hubs'],
    design: 'one_at_a_time',
    settings: [
      [3, 1],
      [5, 1],
      [2, 1],
      [3, 2],
    ],
  };
  const sample = sampleOf([
    [10, 10],
    [8, 8],
    [12, 12],
    [100, 100],
  ]);
  expect(levelMeans(design, 0, sample, 0.95).map(({ level, mean }) => [level, mean])).toEqual([
    [2, 12],
    [3, 10],
    [5, 8],
  ]);
});
