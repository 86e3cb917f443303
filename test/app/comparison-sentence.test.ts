import './browser-language.ts';
import { describe, expect, it } from 'vitest';
import {
  comparisonSentence,
  findingOf,
  pairingSentence,
  verdictOf,
} from '../../src/app/experiments/comparison-sentence.ts';
import { comparePairs } from '../../src/experiment/comparison/compare-pairs.ts';
import type { PairComparison } from '../../src/experiment/comparison/pair-comparison.ts';
import type { Better } from '../../src/experiment/response.ts';

function comparisonOf(
  a: readonly number[],
  b: readonly number[],
  kpi: string,
  unit: string,
  better: Better | undefined,
): PairComparison {
  const [pair] = comparePairs(
    {
      response: { kpi, place: '', class: '', better },
      unit,
      replications: a.map((_, replication) => replication),
      values: [Float64Array.from(a), Float64Array.from(b)],
    },
    { pairs: { kind: 'all' }, correction: 'none', confidence: 0.95 },
  );
  return pair;
}

const NAMES = ['A', 'B'];
const SLOW = [30, 31, 32, 33];
const FAST = [27, 27.8, 29.1, 29.7];

describe('the sentence of a comparison', () => {
  it('says that B delivers sooner, by how much, and that this is more than chance', () => {
    const pair = comparisonOf(SLOW, FAST, 'transit_time', 'h', 'lower');
    // Differences -3, -3.2, -2.9, -3.3: mean -3.1, sd 0.18257; t(0.975, 3) = 3.18245, half-width 0.29053.
    expect(comparisonSentence(pair, NAMES)).toBe(
      '“B” delivers 3.10 h ± 0.29 h sooner than “A”; this is more than chance at 95%.',
    );
    expect(verdictOf(pair)).toBe('better');
  });

  it('says later where B is slower', () => {
    const pair = comparisonOf(FAST, SLOW, 'transit_time', 'h', 'lower');
    expect(comparisonSentence(pair, NAMES)).toContain('later than “A”');
    expect(verdictOf(pair)).toBe('worse');
  });

  it('praises the higher value where higher is better, and nothing where nobody said', () => {
    const asked = comparisonOf(FAST, SLOW, 'throughput', 'parcels/h', 'higher');
    expect(comparisonSentence(asked, NAMES)).toContain('higher than with “A”: better, and more than chance');
    const unasked = comparisonOf(FAST, SLOW, 'throughput', 'parcels/h', undefined);
    expect(verdictOf(unasked)).toBe('neutral');
    expect(comparisonSentence(unasked, NAMES)).not.toMatch(/better|worse/);
  });

  it('gives the interval, and claims nothing, where the difference may be chance', () => {
    const pair = comparisonOf([1, 2, 3, 4], [2, 1, 4, 3], 'cost', 'CNY/parcel', 'lower');
    expect(findingOf(pair)).toBe('chance');
    // Differences 1, -1, 1, -1: mean 0, sd 1.1547, half-width 1.83737.
    expect(comparisonSentence(pair, NAMES)).toBe(
      'Between “A” and “B”, cost shows no difference beyond chance at 95%; “B” minus “A” lies between −1.8 CNY/parcel and 1.8 CNY/parcel.',
    );
  });

  it('knows equal values from an uncertain difference', () => {
    expect(comparisonSentence(comparisonOf(SLOW, SLOW, 'cost', '', 'lower'), NAMES)).toBe(
      '“A” and “B” give the same cost in every replication.',
    );
  });

  it('asks for more replications where there is no interval', () => {
    expect(findingOf(comparisonOf([1], [2], 'cost', '', 'lower'))).toBe('none');
    expect(comparisonSentence(comparisonOf([1], [2], 'cost', '', 'lower'), NAMES)).toContain(
      'two replications of both are needed',
    );
    expect(comparisonSentence(comparisonOf([Number.NaN], [2], 'cost', '', 'lower'), NAMES)).toContain(
      'No replication of both',
    );
  });

  it('speaks of many seconds as minutes or hours', () => {
    const hours = (values: readonly number[]) => values.map((value) => value * 3600);
    const pair = comparisonOf(hours(SLOW), hours(FAST), 'time_in_system', 's', 'lower');
    expect(comparisonSentence(pair, NAMES)).toContain('3.10 h ± 0.29 h lower');
  });
});

it('tells what pairing was worth in replications', () => {
  const pair = comparisonOf(SLOW, FAST, 'transit_time', 'h', 'lower');
  const worth = { ...pair, correlation: 0.9, varianceReduction: 0.75 };
  expect(pairingSentence(worth)).toContain('need 4 times the replications');
  expect(pairingSentence({ ...pair, correlation: -0.2, varianceReduction: -0.1 })).toContain('did not help');
  expect(pairingSentence({ ...pair, correlation: Number.NaN })).toBe('');
});
