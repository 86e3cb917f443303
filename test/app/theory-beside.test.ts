import './browser-language.ts';
import { describe, expect, it } from 'vitest';
import { columnsWithTheory, SUMMARY_COLUMNS } from '../../src/app/results/summary-columns.ts';
import {
  exactText,
  modelNames,
  theoryLookup,
  theoryTally,
  theoryVerdict,
} from '../../src/app/results/theory-beside.ts';
import type { SummaryRow } from '../../src/experiment/summarize.ts';
import type { TheoryReport, TheoryValue } from '../../src/experiment/theory/theory-value.ts';

function rowOf(kpi: string, mean: number, halfWidth: number, ofClass = ''): SummaryRow {
  const spread = { observations: 0, sd: Number.NaN, min: mean, quantiles: [], max: mean };
  return {
    kpi,
    place: 'desk',
    class: ofClass,
    unit: 's',
    n: 5,
    mean,
    halfWidth,
    confidence: 0.95,
    ...spread,
  };
}

function exactOf(kpi: string, value: number, name = 'M/M/1', ofClass = ''): TheoryValue {
  return { kpi, place: 'desk', class: ofClass, unit: 's', value, formula: 'f', name, source: 'a book' };
}

const REPORT: TheoryReport = {
  values: [
    exactOf('time_in_queue', 16),
    exactOf('time_in_system', 20, 'Jackson network'),
    exactOf('number_in_queue', 3.2),
    exactOf('time_in_queue', 7.6, 'M/M/1', 'express'),
  ],
  reasons: [],
  remarks: [],
};

describe('theory beside the figures', () => {
  it('finds the value of a figure by name, place and class', () => {
    const lookup = theoryLookup(REPORT);
    expect(lookup(rowOf('time_in_queue', 0, 0))?.value).toBe(16);
    expect(lookup(rowOf('time_in_queue', 0, 0, 'express'))?.value).toBe(7.6);
    expect(lookup(rowOf('losses', 0, 0))).toBeUndefined();
    expect(lookup({ ...rowOf('time_in_queue', 0, 0), place: 'exit' })).toBeUndefined();
    expect(theoryLookup(undefined)(rowOf('time_in_queue', 0, 0))).toBeUndefined();
  });

  it('says within up to the very end of the interval, outside beyond, and nothing without one', () => {
    expect(theoryVerdict({ mean: 19, halfWidth: 1 }, 20)).toBe('within');
    expect(theoryVerdict({ mean: 18.9, halfWidth: 1 }, 20)).toBe('outside');
    expect(theoryVerdict({ mean: 21.1, halfWidth: 1 }, 20)).toBe('outside');
    expect(theoryVerdict({ mean: 20, halfWidth: Number.NaN }, 20)).toBe('no-interval');
    // Every replication gave the exact value, but for rounding.
    expect(theoryVerdict({ mean: 0.1 + 0.2, halfWidth: 0 }, 0.3)).toBe('within');
  });

  it('counts intervals that have an exact value, and those that hold it', () => {
    const rows = [
      rowOf('time_in_queue', 16.4, 0.5),
      rowOf('time_in_system', 21, 0.5),
      rowOf('number_in_queue', 3.2, Number.NaN),
      rowOf('losses', 0, 0),
    ];
    expect(theoryTally(rows, theoryLookup(REPORT))).toEqual({ intervals: 2, within: 1 });
  });

  it('names each model once', () => {
    expect(modelNames(REPORT)).toEqual(['M/M/1', 'Jackson network']);
  });

  it('writes exact values without the rounding of their formulas', () => {
    expect(exactText(1 / (1 / 4 - 1 / 5))).toBe('20');
    expect(exactText(800 / 21)).toBe('38.0952380952');
  });

  it('stands next to the half-width, with all the other columns as they were', () => {
    const ids = columnsWithTheory(theoryLookup(REPORT)).map(({ id }) => id);
    expect(ids[ids.indexOf('halfWidth') + 1]).toBe('theory');
    expect(ids.filter((id) => id !== 'theory')).toEqual(SUMMARY_COLUMNS.map(({ id }) => id));
  });
});
