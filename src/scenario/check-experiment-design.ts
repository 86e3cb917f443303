import { levelsOfFactor } from './experiment-factor.ts';
import type { ExperimentParts, Report } from './experiment-parts.ts';
import type { WrittenFactor } from './experiment-schema.ts';
import { describeFound, quote } from './found.ts';
import { parsePath } from './scenario-path.ts';

/** Letters of factors in generators, in their order: I is the identity. Source: Box, Hunter and Hunter (2005), ch. 6. */
const LETTERS = 'ABCDEFGHJKLMNOPQRSTUVWXYZ';

const MOST_RUNS = 512;

/** Reports what is wrong with factors and with the design that is to be made of them. */
export function checkDesignOfFile({ factors, design }: ExperimentParts, report: Report): void {
  for (const [index, factor] of (factors ?? []).entries()) checkFactor(factor, `factors[${index}]`, report);
  if (factors === undefined || design === undefined || !('fractional_factorial' in design)) return;
  for (const [index, { levels }] of factors.entries()) {
    if (levels === undefined || levels.length === 2) continue;
    report('rule', `factors[${index}].levels`, {
      found: `${levels.length} levels`,
      allowed: 'two levels of each factor in a fractional factorial',
      hint: 'give low and high, or take another design',
    });
  }
  checkFraction(factors.length, design.fractional_factorial, report);
}

function checkFactor(factor: WrittenFactor, at: string, report: Report): void {
  for (const [index, path] of [factor.path].flat().entries()) {
    const read = parsePath(path);
    const place = typeof factor.path === 'string' ? `${at}.path` : `${at}.path[${index}]`;
    if ('found' in read) {
      const found = read.at === 0 ? read.found : `${read.found} after ${quote(path.slice(0, read.at))}`;
      report('override', place, { found, allowed: read.allowed });
    } else if (read.end < path.length) {
      report('override', place, {
        found: `${quote(path.slice(read.end))} after the path`,
        allowed: 'a path alone',
        hint: 'values stand in low, high and levels; change says what is done with them',
      });
    }
  }
  if (hasRange(factor, at, report)) checkLevels(factor, at, report);
}

/** Whether the factor has either low and high, or levels; reported where not. */
function hasRange(factor: WrittenFactor, at: string, report: Report): boolean {
  const { low, high, levels } = factor;
  if (levels === undefined && low !== undefined && high !== undefined) return true;
  if (levels !== undefined && low === undefined && high === undefined) return true;
  const end = low === undefined ? 'low' : 'high';
  report(levels === undefined ? 'missing' : 'rule', levels === undefined ? `${at}.${end}` : `${at}.levels`, {
    found: levels === undefined ? 'nothing' : 'levels beside low or high',
    allowed: 'either low and high, or levels',
  });
  return false;
}

function checkLevels(factor: WrittenFactor, at: string, report: Report): void {
  const { low, high, levels, base, change, is_integer: isInteger } = factor;
  const written = levelsOfFactor(factor);
  const placeOf = (index: number) =>
    levels === undefined ? `${at}.${['low', 'high'][index]}` : `${at}.levels[${index}]`;
  for (const [index, level] of written.entries()) {
    if (change !== 'replace' && typeof level !== 'number')
      report('type', placeOf(index), { found: describeFound(level), allowed: `a number to ${change}` });
    if (isInteger && !Number.isSafeInteger(level))
      report('type', placeOf(index), {
        found: describeFound(level),
        allowed: 'a whole number, as is_integer says',
      });
    if (levels !== undefined && levels.indexOf(level) < index)
      report('duplicate', placeOf(index), {
        found: `${describeFound(level)} again`,
        allowed: 'each level once',
      });
  }
  if (levels === undefined && !(low! < high!)) {
    report('range', `${at}.low`, { found: String(low), allowed: `a number below high, which is ${high}` });
    return;
  }
  if (base === undefined) return;
  const isAmong =
    levels === undefined ? typeof base === 'number' && base >= low! && base <= high! : levels.includes(base);
  if (!isAmong) {
    const allowed = levels === undefined ? `a number from ${low} to ${high}` : 'one of the levels';
    report('range', `${at}.base`, { found: describeFound(base), allowed });
  } else if (isInteger && !Number.isSafeInteger(base)) {
    report('type', `${at}.base`, {
      found: describeFound(base),
      allowed: 'a whole number, as is_integer says',
    });
  }
}

interface WrittenFraction {
  readonly runs?: number | undefined;
  readonly generators?: readonly string[] | undefined;
}

function checkFraction(factors: number, { runs, generators }: WrittenFraction, report: Report): void {
  const at = 'design.fractional_factorial';
  if ((runs === undefined) === (generators === undefined)) {
    report(runs === undefined ? 'missing' : 'rule', at, {
      found: runs === undefined ? 'neither runs nor generators' : 'runs beside generators',
      allowed: 'exactly one of runs and generators',
    });
    return;
  }
  if (factors < 3) {
    report('rule', at, {
      found: `${factors} factor${factors === 1 ? '' : 's'}`,
      allowed: 'at least 3 factors in a fraction',
      hint: 'take a full_factorial',
    });
    return;
  }
  if (runs !== undefined) checkRuns(factors, runs, report);
  if (generators !== undefined) checkGenerators(factors, generators, report);
}

/** With fewer runs than factors and the mean, not even main effects can be told apart; all combinations are no fraction. */
function checkRuns(factors: number, runs: number, report: Report): void {
  const sizes: number[] = [];
  let combinations = 2;
  for (let factor = 1; factor < factors; factor++) {
    if (combinations > factors && combinations <= MOST_RUNS) sizes.push(combinations);
    combinations *= 2;
  }
  if (sizes.includes(runs)) return;
  report('range', 'design.fractional_factorial.runs', {
    found: String(runs),
    allowed: `for ${factors} factors one of ${sizes.join(', ')}`,
  });
}

/** Generators that are well formed; what they confound is the design's to say. */
function checkGenerators(factors: number, generators: readonly string[], report: Report): void {
  const known = LETTERS.slice(0, factors);
  for (const [index, text] of generators.entries()) {
    const refuse = (found: string, allowed: string, hint = '') =>
      report('rule', `design.fractional_factorial.generators[${index}]`, { found, allowed, hint });
    const read = /^([A-Z])=[+-]?([A-Z]{2,})$/.exec(text.replace(/\s/g, '').toUpperCase());
    if (read === null) {
      refuse(quote(text), 'a letter, =, and at least two letters', 'as in D=ABC or E=-AB');
      continue;
    }
    const letters = read[1] + read[2];
    const strange = [...letters].find((letter) => !known.includes(letter));
    if (strange !== undefined)
      refuse(
        `the letter ${strange} in ${quote(text)}`,
        `the letters of ${factors} factors: ${known}`,
        strange === 'I' ? 'I stands for no factor: J follows H' : '',
      );
    else if (new Set(letters).size < letters.length) refuse(quote(text), 'each letter once');
  }
}
