import type { DesignFault } from './design-fault.ts';
import type { Factor, LevelFactor, RangeFactor } from './factor.ts';

/** Everything that is wrong with factors taken by themselves, whatever the design. */
export function checkFactors(factors: readonly Factor[]): DesignFault[] {
  if (factors.length === 0)
    return [{ path: ['factors'], found: 'no factor', allowed: 'at least one factor' }];
  const names = new Set<string>();
  return factors.flatMap((factor, i) => {
    const faults = factor.kind === 'range' ? checkRange(factor) : checkLevels(factor);
    if (factor.name === '') faults.push(fault('name', 'an empty name', 'a name'));
    else if (names.has(factor.name))
      faults.push(fault('name', `the name ${factor.name} again`, 'a name of its own for each factor'));
    names.add(factor.name);
    return faults.map((each) => ({ ...each, path: ['factors', i, ...each.path] }));
  });
}

function checkRange({ low, high, base, isWhole }: RangeFactor): DesignFault[] {
  const faults: DesignFault[] = [];
  for (const [field, value] of Object.entries({ low, high, base })) {
    if (!Number.isFinite(value)) faults.push(fault(field, String(value), 'a finite number'));
    else if (isWhole && !Number.isSafeInteger(value))
      faults.push(fault(field, String(value), 'a whole number, as the factor is one'));
  }
  if (faults.length > 0) return faults;
  if (!(low < high)) faults.push(fault('low', String(low), `a number below high, which is ${high}`));
  else if (high - low === Number.POSITIVE_INFINITY)
    faults.push(fault('high', String(high), 'a range whose width is a finite number'));
  else if (!(base >= low && base <= high))
    faults.push(fault('base', String(base), `a number from ${low} to ${high}`));
  return faults;
}

function checkLevels({ levels, base }: LevelFactor): DesignFault[] {
  const faults: DesignFault[] = [];
  if (levels.length < 2) faults.push(fault('levels', `${levels.length} of them`, 'at least two levels'));
  const numbers = levels.filter((level) => typeof level === 'number');
  for (const [i, level] of levels.entries()) {
    const path = ['levels', i];
    if (typeof level === 'number' && !Number.isFinite(level))
      faults.push({ path, found: String(level), allowed: 'a finite number' });
    if (levels.indexOf(level) < i) faults.push({ path, found: `${level} again`, allowed: 'each level once' });
    // Codes follow the order of the list, so numbers out of order would be told as if high were low.
    else if (numbers.length === levels.length && i > 0 && level < levels[i - 1])
      faults.push({ path, found: `${level} after ${levels[i - 1]}`, allowed: 'numbers in rising order' });
  }
  if (numbers.length === levels.length && numbers.length >= 2 && faults.length === 0) {
    if (!Number.isFinite(numbers[numbers.length - 1] - numbers[0]))
      faults.push(fault('levels', 'a range too wide', 'levels whose distance is a finite number'));
  }
  if (!(Number.isInteger(base) && base >= 0 && base < levels.length))
    faults.push(fault('base', String(base), `the ordinal of a level, 0 to ${levels.length - 1}`));
  return faults;
}

function fault(field: string, found: string, allowed: string): DesignFault {
  return { path: [field], found, allowed };
}
