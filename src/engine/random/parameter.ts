/**
 * Checks of distribution parameters. Each returns the value, or throws a RangeError that says what was got and what is
 * allowed; the scenario room turns it into a problem with a place.
 */

function refuse(what: string, got: unknown, allowed: string): never {
  throw new RangeError(`${what}: got ${String(got)}, allowed ${allowed}`);
}

/** A finite number. */
export function finite(what: string, value: number): number {
  return Number.isFinite(value) ? value : refuse(what, value, 'a finite number');
}

/** A finite number above 0. */
export function positive(what: string, value: number): number {
  return Number.isFinite(value) && value > 0 ? value : refuse(what, value, 'a finite number above 0');
}

/** A finite number from a lowest allowed value on. */
export function atLeast(what: string, value: number, lowest: number): number {
  return Number.isFinite(value) && value >= lowest
    ? value
    : refuse(what, value, `a finite number of at least ${lowest}`);
}

/** A whole number from 1 on. */
export function wholePositive(what: string, value: number): number {
  return Number.isSafeInteger(value) && value >= 1
    ? value
    : refuse(what, value, 'a whole number of at least 1');
}

/** Two bounds, the lower below the upper; `orEqual` lets them meet. */
export function ordered(what: string, lower: number, upper: number, orEqual = false): void {
  if (lower < upper || (orEqual && lower === upper)) return;
  refuse(what, `${lower} and ${upper}`, `the first ${orEqual ? 'at most' : 'below'} the second`);
}

/** At least one finite number. @returns a copy. */
export function finiteList(what: string, values: readonly number[]): Float64Array {
  if (values.length === 0) refuse(what, 'an empty list', 'at least one finite number');
  for (let i = 0; i < values.length; i++) finite(`${what}[${i}]`, values[i]);
  return Float64Array.from(values);
}

/** As many weights as there are values, none negative, not all 0. @returns their shares, which sum to about 1. */
export function shares(what: string, weights: readonly number[], count: number): Float64Array {
  if (weights.length !== count) refuse(what, `${weights.length} weights`, `one for each of ${count}`);
  let sum = 0;
  for (let i = 0; i < count; i++) sum += atLeast(`${what}[${i}]`, weights[i], 0);
  if (!(sum > 0 && Number.isFinite(sum))) refuse(what, `a sum of ${sum}`, 'a finite sum above 0');
  return Float64Array.from(weights, (weight) => weight / sum);
}
