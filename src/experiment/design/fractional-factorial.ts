import type { DesignFault } from './design-fault.ts';
import type { DesignMatrix } from './design-matrix.ts';
import { type Factor, levelsOf, settingOf } from './factor.ts';
import {
  FACTOR_LETTERS,
  factorsOf,
  fractionOf,
  type Generator,
  generatorText,
  wordLength,
  wordOf,
} from './fraction.ts';
import { standardGenerators, standardRuns } from './fraction-table.ts';
import { centerOf, fullFactorial } from './full-factorial.ts';

/** Beyond this the defining relation, which doubles with each, is no longer worth its length. */
const MAX_GENERATORS = 12;

/** How the fraction is chosen: by the table for a number of runs, or by generators such as `D=ABC` or `D=-ABC`. */
export interface FractionChoice {
  readonly runs?: number | undefined;
  /** Letters stand for factors in their order, without I: A to H, J, K … */
  readonly generators?: readonly string[] | undefined;
}

/** Everything that is wrong with a fraction of these factors; paths begin at the plan of the design. */
export function checkFraction(factors: readonly Factor[], choice: FractionChoice): DesignFault[] {
  const levels = factors.flatMap((factor, i) =>
    levelsOf(factor).length === 2
      ? []
      : [
          {
            path: ['factors', i, 'levels'],
            found: `${levelsOf(factor).length} levels`,
            allowed: 'two levels in a two-level fraction',
          },
        ],
  );
  const read = readChoice(factors.length, choice);
  return 'faults' in read ? [...levels, ...read.faults] : levels;
}

/**
 * A two-level fraction 2^(k-p): all combinations of the factors without a generator, in standard order; the others
 * follow their generators. Then the center point. @throws RangeError where checkFraction finds faults in the choice
 */
export function fractionalFactorial(
  factors: readonly Factor[],
  choice: FractionChoice,
  withCenterPoint: boolean,
): DesignMatrix {
  const read = readChoice(factors.length, choice);
  if ('faults' in read) throw new RangeError(`${read.faults[0].found}; allowed is ${read.faults[0].allowed}`);
  const { generators } = read;
  const free = factors.flatMap((_, f) => (generators.some(({ factor }) => factor === f) ? [] : [f]));
  const points = fullFactorial(
    free.map((f) => factors[f]),
    false,
  ).points.map((combination) => {
    const point = new Array(factors.length);
    free.forEach((f, i) => {
      point[f] = combination[i];
    });
    for (const { factor, product } of generators) {
      let sign: number = product.sign;
      for (const f of factorsOf(product)) sign *= point[f].coded;
      point[factor] = settingOf(factors[factor], levelsOf(factors[factor])[sign < 0 ? 0 : 1]);
    }
    return point;
  });
  const corners = points.length;
  if (withCenterPoint) points.push(centerOf(factors));
  return {
    kind: 'fractional-factorial',
    factors,
    points,
    centerPoint: withCenterPoint ? corners : undefined,
    fraction: fractionOf(generators, factors.length),
    draw: undefined,
  };
}

type ReadChoice = { readonly generators: Generator[] } | { readonly faults: DesignFault[] };

function readChoice(factorCount: number, { runs, generators }: FractionChoice): ReadChoice {
  const fault = (field: string, found: string, allowed: string): ReadChoice => ({
    faults: [{ path: [field], found, allowed }],
  });
  if (generators !== undefined && runs !== undefined)
    return fault('runs', 'both runs and generators', 'one of the two: the generators settle the runs');
  if (generators !== undefined) return readGenerators(generators, factorCount);
  const offered = standardRuns(factorCount);
  if (offered.length === 0)
    return fault('factors', `${factorCount} factors`, '3 to 11, or generators of your own');
  if (runs === undefined) return fault('runs', 'neither runs nor generators', `runs: ${offered.join(', ')}`);
  const standard = standardGenerators(factorCount, runs);
  if (standard === undefined)
    return fault('runs', `${runs} runs of ${factorCount} factors`, offered.join(', '));
  return readGenerators(standard, factorCount);
}

function readGenerators(texts: readonly string[], factorCount: number): ReadChoice {
  if (factorCount > FACTOR_LETTERS.length) {
    const found = `${factorCount} factors`;
    return { faults: [{ path: ['factors'], found, allowed: `at most ${FACTOR_LETTERS.length}` }] };
  }
  if (texts.length === 0 || texts.length > MAX_GENERATORS) {
    const found = `${texts.length} generators`;
    return { faults: [{ path: ['generators'], found, allowed: `1 to ${MAX_GENERATORS}` }] };
  }
  const generators: Generator[] = [];
  const faults: DesignFault[] = [];
  for (const [i, text] of texts.entries()) {
    const read = readGenerator(text, factorCount);
    if ('factor' in read) generators.push(read);
    else faults.push({ path: ['generators', i], found: JSON.stringify(text), allowed: read.allowed });
  }
  if (faults.length > 0) return { faults };
  const generated = wordOf(generators.map(({ factor }) => factor)).factors;
  generators.forEach(({ factor, product }, i) => {
    const found = generatorText(generators[i]);
    const refuse = (allowed: string) => faults.push({ path: ['generators', i], found, allowed });
    const before = generators.slice(0, i);
    if (before.some((each) => each.factor === factor)) refuse('each factor at most once before =');
    else if ((product.factors & generated) !== 0) refuse('only factors without a generator after =');
    else if (before.some((each) => each.product.factors === product.factors))
      refuse('a product of its own for each generator: two equal ones make two factors one');
  });
  return faults.length > 0 ? { faults } : { generators };
}

function readGenerator(text: string, factorCount: number): Generator | { readonly allowed: string } {
  const known = FACTOR_LETTERS.slice(0, factorCount);
  const match = /^([A-Z])=([+-]?)([A-Z]+)$/.exec(text.replace(/\s/g, '').toUpperCase());
  if (match === null) return { allowed: 'a letter set to a product of others, as in D=ABC' };
  const letters = [...match[1], ...match[3]];
  if (letters.some((letter) => !known.includes(letter)))
    return { allowed: `the letters ${known}, one for each factor in its order` };
  if (new Set(letters).size < letters.length) return { allowed: 'each letter once' };
  const product = { ...wordOf([...match[3]].map((letter) => known.indexOf(letter))), sign: signOf(match[2]) };
  if (wordLength(product) < 2) return { allowed: 'a product of two factors or more' };
  return { factor: known.indexOf(match[1]), product };
}

function signOf(text: string): 1 | -1 {
  return text === '-' ? -1 : 1;
}
