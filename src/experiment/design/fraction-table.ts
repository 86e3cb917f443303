/**
 * Generators of the two-level fractions of minimum aberration, by number of factors, then of runs.
 * Source: Montgomery, Design and Analysis of Experiments (8th ed.), table 8.14; Box, Hunter and Hunter, Statistics for Experimenters (2nd ed.), ch. 6.
 */
const TABLE: Readonly<Record<number, Readonly<Record<number, string>>>> = {
  3: { 4: 'C=AB' },
  4: { 8: 'D=ABC' },
  5: { 8: 'D=AB E=AC', 16: 'E=ABCD' },
  6: { 8: 'D=AB E=AC F=BC', 16: 'E=ABC F=BCD', 32: 'F=ABCDE' },
  7: { 8: 'D=AB E=AC F=BC G=ABC', 16: 'E=ABC F=BCD G=ACD', 32: 'F=ABCD G=ABDE', 64: 'G=ABCDEF' },
  8: {
    16: 'E=BCD F=ACD G=ABC H=ABD',
    32: 'F=ABC G=ABD H=BCDE',
    64: 'G=ABCD H=ABEF',
    128: 'H=ABCDEFG',
  },
  9: {
    16: 'E=ABC F=BCD G=ACD H=ABD J=ABCD',
    32: 'F=BCDE G=ACDE H=ABDE J=ABCE',
    64: 'G=ABCD H=ACEF J=CDEF',
    128: 'H=ACDFG J=BCEFG',
  },
  10: {
    16: 'E=ABC F=BCD G=ACD H=ABD J=ABCD K=AB',
    32: 'F=ABCD G=ABCE H=ABDE J=ACDE K=BCDE',
    64: 'G=BCDF H=ACDF J=ABDE K=ABCE',
    128: 'H=ABCG J=BCDE K=ACDF',
  },
  11: {
    16: 'E=ABC F=BCD G=ACD H=ABD J=ABCD K=AB L=AC',
    32: 'F=ABC G=BCD H=CDE J=ACD K=ADE L=BDE',
    64: 'G=CDE H=ABCD J=ABF K=BDEF L=ADEF',
    128: 'H=ABCG J=BCDE K=ACDF L=ABCDEFG',
  },
};

/** Numbers of runs for which the table has a fraction of so many two-level factors, rising; empty for none. */
export function standardRuns(factorCount: number): number[] {
  return Object.keys(TABLE[factorCount] ?? {}).map(Number);
}

/** Generators such as `D=ABC`; undefined where the table has none. */
export function standardGenerators(factorCount: number, runs: number): string[] | undefined {
  return TABLE[factorCount]?.[runs]?.split(' ');
}
