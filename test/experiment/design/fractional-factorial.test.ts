import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildDesign, checkDesign } from '../../../src/experiment/design/build-design.ts';
import { aliasNames } from '../../../src/experiment/design/design-contrasts.ts';
import type { DesignMatrix } from '../../../src/experiment/design/design-matrix.ts';
import {
  aliasesOf,
  definingRelationText,
  FACTOR_LETTERS,
  generatorText,
  resolutionText,
  wordOf,
  wordText,
} from '../../../src/experiment/design/fraction.ts';
import { standardRuns } from '../../../src/experiment/design/fraction-table.ts';
import { codedFactors } from './samples.ts';

function build(factorCount: number, choice: { runs: number } | { generators: string[] }): DesignMatrix {
  return buildDesign({ kind: 'fractional-factorial', factors: codedFactors(factorCount), ...choice });
}

const table = [3, 4, 5, 6, 7, 8, 9, 10, 11].flatMap((k) => standardRuns(k).map((runs) => [k, runs] as const));

/** The best word-length pattern of all fractions of so many factors and runs, found by trying every one. */
function leastAberration(k: number, runs: number): number[] {
  const freeCount = Math.round(Math.log2(runs));
  const p = k - freeCount;
  const products = Array.from({ length: runs }, (_, mask) => mask).filter((mask) => countBits(mask) >= 2);
  let best: number[] | undefined;
  const words = new Int32Array(1 << p);
  const search = (from: number, depth: number) => {
    if (depth === p) {
      const pattern = new Array<number>(k + 1).fill(0);
      for (let w = 1; w < words.length; w++) pattern[countBits(words[w])]++;
      if (best === undefined || isLess(pattern, best)) best = pattern;
      return;
    }
    const size = 1 << depth;
    for (let i = from; i < products.length; i++) {
      const word = products[i] | (1 << (freeCount + depth));
      for (let w = 0; w < size; w++) words[size + w] = words[w] ^ word;
      search(i + 1, depth + 1);
    }
  };
  search(0, 0);
  return best!;
}

function countBits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((count, i) => count !== b[i]);
  return at >= 0 && a[at] < b[at];
}

describe('a two-level fraction', () => {
  it('2^(4-1) sets D to the product of the rest: standard order of Montgomery, table 8.3', () => {
    const { points, fraction } = build(4, { runs: 8 });
    const signs = points.map((point) => point.map(({ coded }) => (coded > 0 ? '+' : '-')).join(''));
    expect(signs).toEqual(['----', '+--+', '-+-+', '++--', '--++', '+-+-', '-++-', '++++']);
    expect(definingRelationText(fraction!)).toBe('I = ABCD');
    expect(resolutionText(fraction!)).toBe('IV');
  });

  it('2^(6-2) has the defining relation and the aliases of Montgomery, example 8.4', () => {
    const design = build(6, { runs: 16 });
    expect(design.fraction!.generators.map(generatorText)).toEqual(['E = ABC', 'F = BCD']);
    expect(definingRelationText(design.fraction!)).toBe('I = ABCE = ADEF = BCDF');
    const aliases = (letters: string) =>
      aliasesOf(design.fraction!, wordOf([...letters].map((letter) => FACTOR_LETTERS.indexOf(letter)))).map(
        wordText,
      );
    expect(aliases('A')).toEqual([]);
    expect(aliases('AB')).toEqual(['CE']);
    expect(aliases('AC')).toEqual(['BE']);
    expect(aliases('AD')).toEqual(['EF']);
    expect(aliases('AE')).toEqual(['BC', 'DF']);
    expect(aliases('AF')).toEqual(['DE']);
    expect(aliases('BD')).toEqual(['CF']);
    expect(aliases('BF')).toEqual(['CD']);
  });

  it('2^(7-4) of resolution III tells each main effect together with three interactions', () => {
    const design = build(7, { runs: 8 });
    expect(resolutionText(design.fraction!)).toBe('III');
    expect(design.fraction!.wordLengths).toEqual([0, 0, 0, 7, 7, 0, 0, 1]);
    // Montgomery, section 8.5.1.
    expect(design.factors.map((_, f) => aliasNames(design, [f]).join(' '))).toEqual([
      'B × D C × E F × G',
      'A × D C × F E × G',
      'A × E B × F D × G',
      'A × B C × G E × F',
      'A × C B × G D × F',
      'A × G B × C D × E',
      'A × F B × E C × D',
    ]);
  });

  it('2^(5-1) of resolution V keeps main effects and interactions of two apart', () => {
    const { fraction } = build(5, { runs: 16 });
    expect(resolutionText(fraction!)).toBe('V');
    expect(definingRelationText(fraction!)).toBe('I = ABCDE');
    for (let a = 0; a < 5; a++) {
      expect(aliasesOf(fraction!, wordOf([a]))).toEqual([]);
      for (let b = a + 1; b < 5; b++) expect(aliasesOf(fraction!, wordOf([a, b]))).toEqual([]);
    }
  });

  it('with a negative generator takes the other half, and subtracts its aliases', () => {
    const half = build(3, { generators: ['C=AB'] });
    const other = build(3, { generators: ['c = -ab'] });
    const rows = (design: DesignMatrix) =>
      design.points.map((point) => point.map(({ value }) => value).join());
    expect(new Set([...rows(half), ...rows(other)]).size).toBe(8);
    expect(definingRelationText(other.fraction!)).toBe('I = -ABC');
    expect(aliasNames(other, [0])).toEqual(['-B × C']);
  });

  it.each(table)('of %i factors in %i runs has the least aberration there is', (k, runs) => {
    expect(build(k, { runs }).fraction!.wordLengths).toEqual(leastAberration(k, runs));
  });

  it.each(table)(
    'of %i factors in %i runs is balanced in every set smaller than its resolution',
    (k, runs) => {
      const { points, fraction } = build(k, { runs });
      expect(points).toHaveLength(runs);
      const signed = points.map((point) => point.map(({ coded }) => coded));
      fc.assert(
        fc.property(fc.uniqueArray(fc.nat(k - 1), { minLength: 1, maxLength: k }), (subset) => {
          const sum = signed.reduce((total, row) => total + subset.reduce((sign, f) => sign * row[f], 1), 0);
          const word = fraction!.relation.find(({ factors }) => factors === wordOf(subset).factors);
          expect(sum).toBe(word === undefined ? 0 : word.sign * runs);
          if (subset.length < fraction!.resolution) expect(sum).toBe(0);
        }),
        { seed: 7, numRuns: 100 },
      );
    },
  );

  it.each([
    [['E=AB'], 'generators[0]: found "E=AB", allowed is the letters ABCD, one for each factor in its order'],
    [['D=A'], 'generators[0]: found "D=A", allowed is a product of two factors or more'],
    [['D=AAB'], 'generators[0]: found "D=AAB", allowed is each letter once'],
    [['D+ABC'], 'generators[0]: found "D+ABC", allowed is a letter set to a product of others, as in D=ABC'],
    [['C=AB', 'D=AB'], 'generators[1]: found D = AB, allowed is a product of its own for each generator'],
    [['C=AB', 'D=AC'], 'generators[1]: found D = AC, allowed is only factors without a generator after ='],
    [['D=AB', 'D=AC'], 'generators[1]: found D = AC, allowed is each factor at most once before ='],
    [[], 'generators: found 0 generators, allowed is 1 to 12'],
  ])('refuses the generators %j with their place', (generators, text) => {
    expect(() => build(4, { generators })).toThrow(text);
  });

  it('says which numbers of runs there are', () => {
    const factors = codedFactors(6);
    expect(checkDesign({ kind: 'fractional-factorial', factors, runs: 12 })).toEqual([
      { path: ['runs'], found: '12 runs of 6 factors', allowed: '8, 16, 32' },
    ]);
    expect(checkDesign({ kind: 'fractional-factorial', factors })[0].allowed).toBe('runs: 8, 16, 32');
    expect(checkDesign({ kind: 'fractional-factorial', factors: codedFactors(12), runs: 16 })).toHaveLength(
      1,
    );
  });

  it('refuses factors of more than two levels', () => {
    const rule = { kind: 'levels', name: 'rule', levels: ['fifo', 'lifo', 'random'], base: 0 } as const;
    const plan = { kind: 'fractional-factorial', factors: [...codedFactors(3), rule], runs: 8 } as const;
    expect(checkDesign(plan)).toEqual([
      { path: ['factors', 3, 'levels'], found: '3 levels', allowed: 'two levels in a two-level fraction' },
    ]);
  });
});
