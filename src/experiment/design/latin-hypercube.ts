import { Stream } from '../../engine/random/stream.ts';
import { uniform53 } from '../../engine/random/uniform.ts';
import type { DesignMatrix } from './design-matrix.ts';
import { type Factor, type FactorSetting, settingOf } from './factor.ts';

/** How a Latin hypercube is drawn. */
export interface HypercubeChoice {
  /** Design points, at least 2. */
  readonly points: number;
  readonly seed: number | string;
  /** How many are drawn; the one whose closest two points lie farthest apart is taken. From 1. */
  readonly candidates: number;
}

/**
 * A Latin hypercube: the range of every factor is cut into as many equal strata as there are points, and each stratum
 * holds one point, anywhere in it. Whole numbers and lists give each value the same share of the strata, up to one.
 * Each factor draws from a stream of its own name, so that one more factor leaves the others' candidates alone.
 * Cost: candidates × points² × factors. Sources: McKay, Beckman and Conover (1979); Johnson, Moore and Ylvisaker (1990)
 * for the maximin distance.
 */
export function latinHypercube(factors: readonly Factor[], choice: HypercubeChoice): DesignMatrix {
  let best: Float64Array[] = [];
  let widest = -1;
  for (let candidate = 0; candidate < choice.candidates; candidate++) {
    const columns = factors.map(({ name }) =>
      stratified(new Stream(choice.seed, 0, `design/latin-hypercube/${candidate}/${name}`), choice.points),
    );
    const distance = smallestSquaredDistance(columns, widest);
    if (distance <= widest) continue;
    widest = distance;
    best = columns;
  }
  const points: FactorSetting[][] = [];
  for (let point = 0; point < choice.points; point++)
    points.push(factors.map((factor, f) => settingAt(factor, best[f][point])));
  return {
    kind: 'latin-hypercube',
    factors,
    points,
    centerPoint: undefined,
    fraction: undefined,
    draw: { seed: choice.seed, candidates: choice.candidates, minDistance: Math.sqrt(widest) },
  };
}

/** One number strictly between 0 and 1 in each stratum, in random order (Fisher-Yates). */
function stratified(stream: Stream, count: number): Float64Array {
  const column = new Float64Array(count);
  for (let i = 0; i < count; i++) column[i] = (i + uniform53(stream)) / count;
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(uniform53(stream) * (i + 1));
    const swapped = column[i];
    column[i] = column[j];
    column[j] = swapped;
  }
  return column;
}

/** Stops as soon as it is no wider than what another candidate already has. */
function smallestSquaredDistance(columns: readonly Float64Array[], atLeast: number): number {
  const count = columns[0].length;
  let smallest = Number.POSITIVE_INFINITY;
  for (let a = 1; a < count; a++) {
    for (let b = 0; b < a; b++) {
      let squares = 0;
      for (const column of columns) squares += (column[a] - column[b]) * (column[a] - column[b]);
      if (squares < smallest) smallest = squares;
    }
    if (smallest <= atLeast) return smallest;
  }
  return smallest;
}

/** What stands a share of the way, strictly between 0 and 1, from the lowest value to the highest. */
function settingAt(factor: Factor, share: number): FactorSetting {
  if (factor.kind === 'levels')
    return settingOf(factor, factor.levels[placeAmong(factor.levels.length, share)]);
  const { low, high, isWhole } = factor;
  if (isWhole) return settingOf(factor, low + placeAmong(high - low + 1, share));
  return settingOf(factor, low + share * (high - low));
}

/** Rounding may reach the end itself, where there is nothing. */
function placeAmong(count: number, share: number): number {
  return Math.min(count - 1, Math.floor(share * count));
}
