import { describe, expect, it } from 'vitest';
import { figureText, intervalText } from '../../src/export/figure-text.ts';
import { textTable } from '../../src/export/text-table.ts';

describe('a figure for people', () => {
  it.each([
    [1234567.8, '1,234,568'],
    [669.829, '669.8'],
    [16.4321, '16.43'],
    [1.23456, '1.235'],
    [0.80276, '0.8028'],
    [-1234.5, '-1,235'],
    [0, '0'],
    [Number.NaN, '-'],
  ])('writes %d as %s', (value, text) => {
    expect(figureText(value)).toBe(text);
  });

  it('gives mean and half-width the same decimals, and no interval where there is none', () => {
    expect(intervalText(20.0879, 3.7589)).toBe('20.09 ± 3.76');
    expect(intervalText(20.0879, Number.NaN)).toBe('20.09');
  });
});

describe('a table for a terminal', () => {
  it('lines columns up, Chinese names too', () => {
    expect(
      textTable([
        ['block', 'arrivals'],
        ['分拣中心', '1'],
        ['a', '10,000'],
      ]),
    ).toEqual(['block     arrivals', '分拣中心         1', 'a           10,000']);
  });
});
