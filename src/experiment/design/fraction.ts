/** Letters that stand for factors in generators; I is the identity and stands for none. */
export const FACTOR_LETTERS = 'ABCDEFGHJKLMNOPQRSTUVWXYZ';

/** A product of factors: bit f is set where factor f takes part. Products of signs make aliases negative. */
export interface SignedWord {
  readonly factors: number;
  readonly sign: 1 | -1;
}

/** One factor set to the product of others, such as D = ABC. */
export interface Generator {
  /** Ordinal of the factor that is set. */
  readonly factor: number;
  readonly product: SignedWord;
}

/** What a two-level fraction confounds. */
export interface Fraction {
  readonly generators: readonly Generator[];
  /** Every word that equals the identity, shortest first, then by letter. */
  readonly relation: readonly SignedWord[];
  /** Length of the shortest word: 3 is resolution III. */
  readonly resolution: number;
  /** Word-length pattern: entry L is the number of words of length L, from 0 to the number of factors. */
  readonly wordLengths: readonly number[];
}

/** The fraction of generators that were checked. Source: Box, Hunter and Hunter (2005), ch. 6. */
export function fractionOf(generators: readonly Generator[], factorCount: number): Fraction {
  let products: SignedWord[] = [{ factors: 0, sign: 1 }];
  for (const { factor, product } of generators) {
    const word: SignedWord = { factors: product.factors | (1 << factor), sign: product.sign };
    products = [...products, ...products.map((each) => times(each, word))];
  }
  const relation = products.slice(1).sort(byLengthThenLetters);
  const wordLengths = new Array<number>(factorCount + 1).fill(0);
  for (const word of relation) wordLengths[wordLength(word)]++;
  const resolution = wordLengths.findIndex((count) => count > 0);
  return { generators, relation, resolution, wordLengths };
}

/** How many factors a word has. */
export function wordLength({ factors }: SignedWord): number {
  let count = 0;
  for (let rest = factors; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** The word of factors given by ordinal. */
export function wordOf(factors: readonly number[]): SignedWord {
  return { factors: factors.reduce((mask, factor) => mask | (1 << factor), 0), sign: 1 };
}

/** Ordinals of a word's factors, rising. */
export function factorsOf({ factors }: SignedWord): number[] {
  return [...FACTOR_LETTERS].flatMap((_, f) => ((factors >>> f) & 1 ? [f] : []));
}

/** `ABC` or `-ABC`; `I` for the empty word. */
export function wordText(word: SignedWord): string {
  const letters = factorsOf(word).map((factor) => FACTOR_LETTERS[factor]);
  return `${word.sign < 0 ? '-' : ''}${letters.length === 0 ? 'I' : letters.join('')}`;
}

/** `D = ABC`. */
export function generatorText({ factor, product }: Generator): string {
  return `${FACTOR_LETTERS[factor]} = ${wordText(product)}`;
}

/** `I = ABCE = BCDF = ADEF`. */
export function definingRelationText({ relation }: Fraction): string {
  return ['I', ...relation.map(wordText)].join(' = ');
}

/** Resolution in Roman numerals, as designs are named; 3 gives III. */
export function resolutionText({ resolution }: Fraction): string {
  const tens = 'X'.repeat(Math.floor(resolution / 10));
  return tens + ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'][resolution % 10];
}

/**
 * Main effects and two-factor interactions that a fraction cannot tell from an effect, with the sign in which they
 * enter its estimate; mains first, then by letter.
 */
export function aliasesOf({ relation }: Fraction, effect: SignedWord): SignedWord[] {
  return relation
    .map((word) => times(word, effect))
    .filter((alias) => alias.factors !== 0 && wordLength(alias) <= 2)
    .sort(byLengthThenLetters);
}

/** The product of two words: a factor that stands in both drops out, as its square is 1. */
function times(a: SignedWord, b: SignedWord): SignedWord {
  return { factors: a.factors ^ b.factors, sign: a.sign === b.sign ? 1 : -1 };
}

function byLengthThenLetters(a: SignedWord, b: SignedWord): number {
  if (wordLength(a) !== wordLength(b)) return wordLength(a) - wordLength(b);
  // The lowest bit in which they differ belongs to the one that comes first in the alphabet.
  const differing = a.factors ^ b.factors;
  return a.factors & differing & -differing ? -1 : 1;
}
