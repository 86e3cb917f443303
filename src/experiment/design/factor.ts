/** What a factor puts into a scenario. */
export type FactorValue = number | string | boolean;

/** A number that may lie anywhere between two ends; designs in levels use the ends. */
export interface RangeFactor {
  readonly kind: 'range';
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** Where one at a time starts from; low to high. */
  readonly base: number;
  /** Only whole numbers make sense, as with couriers or doors. */
  readonly isWhole: boolean;
}

/** A value out of a list: numbers in rising order, or texts and booleans in any. */
export interface LevelFactor {
  readonly kind: 'levels';
  readonly name: string;
  readonly levels: readonly FactorValue[];
  /** Ordinal of the level that one at a time starts from and that others are compared with. */
  readonly base: number;
}

/** Something that an experiment varies on purpose. */
export type Factor = RangeFactor | LevelFactor;

/** A factor at one design point. */
export interface FactorSetting {
  readonly value: FactorValue;
  /** -1 at the lowest level and 1 at the highest, in proportion to the value or, for texts, to the ordinal. */
  readonly coded: number;
}

/** The levels that factorial designs combine: the two ends of a range, or the list. */
export function levelsOf(factor: Factor): readonly FactorValue[] {
  return factor.kind === 'range' ? [factor.low, factor.high] : factor.levels;
}

/** The value that one at a time starts from. */
export function baseOf(factor: Factor): FactorValue {
  return factor.kind === 'range' ? factor.base : factor.levels[factor.base];
}

/** Whether differences between its values mean something, so that a straight line can be laid through them. */
export function isNumeric(factor: Factor): boolean {
  return factor.kind === 'range' || factor.levels.every((level) => typeof level === 'number');
}

/** The lowest and the highest value of a numeric factor. */
export function endsOf(factor: Factor): readonly [low: number, high: number] {
  if (factor.kind === 'range') return [factor.low, factor.high];
  return [factor.levels[0] as number, factor.levels[factor.levels.length - 1] as number];
}

/** A value with its code. */
export function settingOf(factor: Factor, value: FactorValue): FactorSetting {
  if (isNumeric(factor)) {
    const [low, high] = endsOf(factor);
    return { value, coded: 2 * (((value as number) - low) / (high - low)) - 1 };
  }
  const levels = levelsOf(factor);
  return { value, coded: 2 * (levels.indexOf(value) / (levels.length - 1)) - 1 };
}
