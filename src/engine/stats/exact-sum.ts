/**
 * Exact sums of integers beyond 2^53, as two words of a Float64Array: `state[at]` (low) and `state[at + 1]` (high).
 * The sum is high x 2^52 + low. It is exact, and so independent of the order of its terms, below 2^104.
 * How a sum is divided over the two words does depend on that order: compare `exactValue`, not words.
 */

const MOST = Number.MAX_SAFE_INTEGER;
const BASE = 2 ** 52;
const HALF_BASE = 2 ** 26;

/** Adds a safe integer of either sign. */
export function addExact(state: Float64Array, at: number, value: number): void {
  // A sum beyond the safe integers rounds to something beyond them too, so testing the rounded sum is sound.
  const low = state[at] + value;
  if (low <= MOST && low >= -MOST) state[at] = low;
  else carry(state, at, value);
}

/** Adds level x dt, two safe integers of either sign whose product may be far beyond 2^53. */
export function addProduct(state: Float64Array, at: number, level: number, dt: number): void {
  const product = level * dt;
  if (product <= MOST && product >= -MOST) addExact(state, at, product);
  else addWideProduct(state, at, level, dt);
}

/** Adds a whole other sum. */
export function mergeExact(state: Float64Array, at: number, other: Float64Array, otherAt: number): void {
  state[at + 1] += other[otherAt + 1];
  addExact(state, at, other[otherAt]);
}

/** The sum rounded once to the nearest double; no rounding at all up to 2^53. */
export function exactValue(state: Float64Array, at: number): number {
  return state[at + 1] * BASE + state[at];
}

/** The sum itself. */
export function exactInteger(state: Float64Array, at: number): bigint {
  return BigInt(state[at + 1]) * BigInt(BASE) + BigInt(state[at]);
}

function carry(state: Float64Array, at: number, value: number): void {
  const low = state[at];
  const lowCarry = carryOf(low);
  const valueCarry = carryOf(value);
  // Both remainders are below 2^52 in size, so their sum is a safe integer.
  state[at] = low - lowCarry * BASE + (value - valueCarry * BASE);
  state[at + 1] += lowCarry + valueCarry;
}

/** How many times 2^52 goes into a safe integer, towards 0: there are only three answers, so nothing is divided. */
function carryOf(value: number): number {
  return value >= BASE ? 1 : value <= -BASE ? -1 : 0;
}

/** Long multiplication in two digits of base 2^26; every partial product below is a safe integer. */
function addWideProduct(state: Float64Array, at: number, level: number, dt: number): void {
  const levelHigh = Math.trunc(level / HALF_BASE);
  const levelLow = level - levelHigh * HALF_BASE;
  const dtHigh = Math.trunc(dt / HALF_BASE);
  const dtLow = dt - dtHigh * HALF_BASE;
  state[at + 1] += levelHigh * dtHigh;
  addShifted(state, at, levelHigh * dtLow);
  addShifted(state, at, levelLow * dtHigh);
  addExact(state, at, levelLow * dtLow);
}

/** Adds value x 2^26. */
function addShifted(state: Float64Array, at: number, value: number): void {
  const high = Math.trunc(value / HALF_BASE);
  state[at + 1] += high;
  addExact(state, at, (value - high * HALF_BASE) * HALF_BASE);
}
