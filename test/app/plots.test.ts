import './browser-language.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaleOver, ticksOf, tickTexts } from '../../src/app/experiments/plots/axis.ts';
import { type IntervalRow, intervalRows } from '../../src/app/experiments/plots/interval-rows.ts';
import { levelPlot } from '../../src/app/experiments/plots/level-plot.ts';
import {
  fitText,
  nearestMark,
  type Picture,
  type Shape,
  textWidth,
} from '../../src/app/experiments/plots/picture.ts';
import { columnName, plotTableCsv } from '../../src/app/experiments/plots/plot-table.ts';
import { replicationDots } from '../../src/app/experiments/plots/replication-dots.ts';
import { tornadoPlot } from '../../src/app/experiments/plots/tornado-plot.ts';
import { warmUpPlot } from '../../src/app/experiments/plots/warm-up-plot.ts';

const HOURS = { unit: 'h', divisor: 1 };

function row(label: string, value: number, halfWidth: number): IntervalRow {
  return { label, value, halfWidth, text: String(value), told: label, ink: '--minus' };
}

function shapesOf<Kind extends Shape['kind']>(
  picture: Picture,
  kind: Kind,
): Extract<Shape, { kind: Kind }>[] {
  return picture.shapes.filter((shape): shape is Extract<Shape, { kind: Kind }> => shape.kind === kind);
}

/** Horizontal places that a picture uses. */
function placesOf({ shapes }: Picture): number[] {
  return shapes.flatMap(placesOfShape);
}

function placesOfShape(shape: Shape): number[] {
  switch (shape.kind) {
    case 'line':
      return [shape.from[0], shape.to[0]];
    case 'curve':
    case 'dots':
      return shape.points.map(([x]) => x);
    case 'box':
      return [shape.x, shape.x + shape.width];
    case 'text': {
      const width = textWidth(shape.text);
      const before = { start: 0, middle: width / 2, end: width }[shape.anchor ?? 'start'];
      return [shape.at[0] - before, shape.at[0] - before + width];
    }
  }
}

describe('an axis', () => {
  it('has round ticks, told apart by their decimals', () => {
    expect(ticksOf({ low: -0.7, high: 5.2 }, 6)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(tickTexts(ticksOf({ low: 20.001, high: 20.0045 }, 4))).toEqual([
      '20.001',
      '20.002',
      '20.003',
      '20.004',
    ]);
    expect(ticksOf({ low: 3, high: 3 }, 4)).toEqual([]);
  });

  it('never has more ticks than there is room for, all within the scale, in even steps', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.integer({ min: 2, max: 12 }),
        (low, span, most) => {
          fc.pre(low + span > low && span > Math.abs(low) * 1e-9);
          const ticks = ticksOf({ low, high: low + span }, most);
          expect(ticks.length).toBeLessThanOrEqual(most + 1);
          expect(ticks.every((tick) => tick >= low - span * 1e-6 && tick <= low + span * (1 + 1e-6))).toBe(
            true,
          );
        },
      ),
    );
  });

  it('leaves room where all values are equal, and stands at zero where there are none', () => {
    expect(scaleOver([5, 5], [0, 100]).pixel(5)).toBeCloseTo(50);
    expect(scaleOver([Number.NaN], [0, 100]).pixel(0)).toBeCloseTo(50);
  });
});

describe('rows of intervals', () => {
  it('keep zero in sight, and draw whiskers as far to the left as to the right', () => {
    const picture = intervalRows([row('B − A', -3, 0.6)], 'difference, h', true, 600);
    const lines = shapesOf(picture, 'line').filter(({ ink }) => ink === '--minus');
    const whisker = lines.find(({ from, to }) => from[1] === to[1])!;
    const [dot] = shapesOf(picture, 'dots')[0].points;
    expect(dot[0] - whisker.from[0]).toBeCloseTo(whisker.to[0] - dot[0]);
    const zero = shapesOf(picture, 'line').find(({ ink }) => ink === '--text-muted')!;
    expect(zero.from[0]).toBeGreaterThan(whisker.to[0]);
    expect(zero.from[0]).toBeLessThan(600);
  });

  it('stand where the mean is although there is no interval, and not at all without a value', () => {
    const picture = intervalRows(
      [row('one run', 4, Number.NaN), row('none', Number.NaN, Number.NaN)],
      '',
      false,
      600,
    );
    expect(shapesOf(picture, 'dots')).toHaveLength(1);
    expect(picture.marks.map(({ text }) => text)).toEqual(['one run']);
  });

  it('are no more than a picture holds: the largest differences, and it says so', () => {
    const rows = Array.from({ length: 190 }, (_, i) => row(`pair ${i}`, i - 95, 1));
    const picture = intervalRows(rows, 'difference, h', true, 900);
    expect(picture.marks).toHaveLength(40);
    expect(picture.marks[0].text).toBe('pair 0');
    const words = shapesOf(picture, 'text').map(({ text }) => text);
    expect(words).toContain('difference, h (the 40 largest of 190)');
  });

  it('stay within their picture on a phone and on a wall, whatever their names', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ maxLength: 80 }), fc.double({ min: -1e6, max: 1e6, noNaN: true })), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.integer({ min: 280, max: 1600 }),
        (rows, width) => {
          const picture = intervalRows(
            rows.map(([label, value]) => row(label, value, 1)),
            'difference in transit time, h',
            true,
            width,
          );
          for (const x of placesOf(picture)) {
            expect(x).toBeGreaterThanOrEqual(-20);
            expect(x).toBeLessThanOrEqual(width + 20);
          }
        },
      ),
    );
  });
});

describe('dots of replications', () => {
  const setting = {
    names: ['A', 'B'],
    labels: ['A', 'B'],
    values: [
      [1, 2, Number.NaN],
      [2, 3, 4],
    ],
    replications: [0, 1, 5],
    means: [1.5, 3],
    shown: HOURS,
    isJoined: true,
    title: 'transit time, h',
  };

  it('are joined where both points have a value, and name their replication', () => {
    const picture = replicationDots(setting, 500);
    expect(shapesOf(picture, 'curve')).toHaveLength(2);
    expect(shapesOf(picture, 'dots').map(({ points }) => points.length)).toEqual([2, 3]);
    expect(picture.marks.map(({ text }) => text)).toContain('B, replication 5: 4 h');
  });

  it('are not joined where luck was not equal', () => {
    expect(shapesOf(replicationDots({ ...setting, isJoined: false }, 500), 'curve')).toHaveLength(0);
  });
});

it('a tornado has the low level in one color on its side of the base, the high one on the other', () => {
  const picture = tornadoPlot(
    [
      {
        factor: 'couriers',
        low: { level: 2, mean: 60 },
        high: { level: 4, mean: 50 },
        baseMean: 55,
        swing: 10,
        halfWidth: 1,
        confidence: 0.95,
        isSignificant: true,
        n: 20,
      },
    ],
    'transit time, h',
    HOURS,
    600,
  );
  const [low, high] = shapesOf(picture, 'box');
  expect([low.ink, high.ink]).toEqual(['--minus', '--plus']);
  expect(low.x).toBeCloseTo(high.x + high.width);
  expect(picture.marks[0].text).toBe('couriers: 60.0 h at 2, 50.0 h at 4; swing 10.0 h ± 1.0 h, n = 20');
});

it('lines of a level plot are steep in one scale for all factors', () => {
  const means = (low: number, high: number) => [
    { level: 1, n: 5, mean: low, halfWidth: 0.1 },
    { level: 2, n: 5, mean: high, halfWidth: 0.1 },
  ];
  const picture = levelPlot(
    [
      { factor: 'strong', lines: [{ label: '', held: '', means: means(10, 30) }] },
      { factor: 'weak', lines: [{ label: '', held: '', means: means(19, 21) }] },
    ],
    '',
    HOURS,
    true,
    700,
  );
  const [strong, weak] = shapesOf(picture, 'curve').map(({ points }) => points[0][1] - points[1][1]);
  expect(strong / weak).toBeCloseTo(10);
  expect(picture.marks[0].text).toBe('strong = 1: 10.00 h ± 0.10 h, n = 5');
});

it('a warm-up plot has its cut where the curve is cut, and none where no cut can be trusted', () => {
  const curve = {
    response: { kpi: 'time_in_system', place: 'exit', class: '', better: undefined },
    unit: 's',
    point: 0,
    everyS: 10,
    means: Float64Array.from({ length: 100 }, (_, i) => Math.min(i, 20)),
    curve: Float64Array.from({ length: 80 }, (_, i) => Math.min(i, 20)),
    curveStep: 1,
    band: [19, 21] as const,
    cutS: 200,
  };
  const picture = warmUpPlot(curve, 'welch', 'time in system, s', { unit: 's', divisor: 1 }, 640);
  const cut = shapesOf(picture, 'line').find(({ isDashed }) => isDashed)!;
  // The curve's last point lies at 990 s, the cut at 200 s.
  const end = shapesOf(picture, 'curve')[0].points.at(-1)!;
  const start = shapesOf(picture, 'curve')[0].points[0];
  expect((cut.from[0] - start[0]) / (end[0] - start[0])).toBeCloseTo(200 / 990, 3);
  expect(picture.marks[0].text).toBe('cut at 3.33 min');
  const uncut = warmUpPlot({ ...curve, cutS: undefined }, 'welch', '', { unit: 's', divisor: 1 }, 640);
  expect(shapesOf(uncut, 'line').some(({ isDashed }) => isDashed)).toBe(false);
});

describe('what is told of a place', () => {
  const marks = [
    { at: [10, 10] as const, text: 'near' },
    { at: [30, 10] as const, text: 'far' },
  ];
  it('is the nearest mark within reach', () => {
    expect(nearestMark(marks, [14, 12])).toBe(0);
    expect(nearestMark(marks, [26, 12])).toBe(1);
    expect(nearestMark(marks, [200, 200])).toBeUndefined();
  });
});

it('cuts words to their room, and leaves those that fit', () => {
  expect(fitText('couriers', 200)).toBe('couriers');
  const cut = fitText('one more courier per station', 80);
  expect(cut.endsWith('…')).toBe(true);
  expect(textWidth(cut)).toBeLessThanOrEqual(80);
});

it('writes the numbers of a plot as CSV with all digits, and no formula for a spreadsheet to run', () => {
  const table = {
    columns: ['point', columnName('cost', 'CNY/parcel')],
    rows: [
      ['=1+1', 0.1 + 0.2],
      ['a,b', Number.NaN],
    ],
  };
  expect(plotTableCsv(table)).toBe('point,cost_CNY_per_parcel\n\'=1+1,0.30000000000000004\n"a,b",\n');
});
